package bici.simulator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.simulator.city.Demand;
import bici.simulator.city.Places;
import bici.simulator.replay.BadInput;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WishClockTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    @Test
    void wishesComeInOrderOverDaysWithoutTheNights() {
        WishClock clock = new WishClock(new Demand(Places.listDemoPlaces(), 1_200, 1), MONDAY);
        List<WishClock.Due> due = new ArrayList<>();
        for (int n = 0; n < 3_000; n++) {
            due.add(clock.next());
        }

        assertThat(due.stream().map(WishClock.Due::after)).isSorted();
        assertThat(due.getFirst().after()).isLessThan(Duration.ofMinutes(5));
        assertThat(due).allSatisfy(d -> assertThat(d.wish().at()).isBetween(WishClock.OPENS, WishClock.CLOSES));
        for (int n = 1; n < due.size(); n++) {
            assertThat(due.get(n).after().minus(due.get(n - 1).after())).isLessThan(Duration.ofHours(1));
        }
    }

    @Test
    void aTempoMakesRidesShorterButNeverNothing() {
        assertThat(new Tempo(60).of(Duration.ofMinutes(12))).isEqualTo(Duration.ofSeconds(12));
        assertThat(new Tempo(3_600).of(Duration.ofSeconds(30))).isEqualTo(Duration.ofMillis(200));
        assertThatThrownBy(() -> new Tempo(0.5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStickerIsFoundByItsBikeOrByItsDock() {
        Stickers stickers = Stickers.parse("stationId,dock,bikeId,code\r\nS01,7,,K7M4PX\r\n,,B0001,ABCDEF\r\n");

        assertThat(stickers.find("S01", 7, "B0002")).contains("K7M4PX");
        assertThat(stickers.find("S02", 7, "B0001")).contains("ABCDEF");
        assertThat(stickers.find("S02", 7, "B0002")).isEmpty();
        assertThatThrownBy(() -> Stickers.parse("a,b\r\n1,2\r\n")).isInstanceOf(BadInput.class);
    }
}
