package bici.fleet.trip;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.trip.Tariff.Kind;
import bici.fleet.trip.Tariff.Line;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TariffTest {
    private static final Tariff TARIFF =
            new Tariff("prueba", 500, Duration.ofMinutes(30), Duration.ofMinutes(15), 1_000);

    @Test
    void aShortRideCostsTheBasePrice() {
        assertThat(TARIFF.price(Duration.ofMinutes(30))).containsExactly(new Line(Kind.BASE, 1, 500));
    }

    @Test
    void everyBegunStepBeyondCounts() {
        assertThat(TARIFF.price(Duration.ofMinutes(30).plusMillis(1)))
                .containsExactly(new Line(Kind.BASE, 1, 500), new Line(Kind.EXTRA_TIME, 1, 1_000));
        assertThat(TARIFF.price(Duration.ofMinutes(60)))
                .containsExactly(new Line(Kind.BASE, 1, 500), new Line(Kind.EXTRA_TIME, 2, 2_000));
    }

    @Test
    void thePilotIsFreeOfCharge() {
        assertThat(Tariff.pilot().price(Duration.ofHours(3)))
                .allSatisfy(line -> assertThat(line.amountCop()).isZero());
    }
}
