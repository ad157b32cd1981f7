package bici.fleet.trip;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.trip.RiderTrip.Remark;
import bici.fleet.trip.RiderTrip.State;
import bici.fleet.trip.RiderTrips.Cursor;
import bici.fleet.trip.Tariff.Kind;
import bici.fleet.trip.Tariff.Line;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rider is shown of a trip of 45 minutes, of which 30 are included. */
class RiderTripTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Instant END = NOON.plus(Duration.ofMinutes(45));
    private static final Tariff TARIFF =
            new Tariff("prueba", 500, Duration.ofMinutes(30), Duration.ofMinutes(15), 1_000);
    private static final Line NOTHING = new Line(Kind.BASE, 1, 0);

    @Test
    void anEndedTripLastsFromItsStartToItsEndAndCostsWhatTheTariffSays() {
        RiderTrip trip = trip(Optional.of(END), Optional.empty());
        assertThat(trip.duration()).contains(Duration.ofMinutes(45));
        assertThat(trip.isFree()).isFalse();
        assertThat(trip.price()).containsExactly(new Line(Kind.BASE, 1, 500), new Line(Kind.EXTRA_TIME, 1, 1_000));
    }

    @Test
    void aTripWithoutAKnownEndHasNoLengthAndCostsNothing() {
        RiderTrip trip = trip(Optional.empty(), Optional.empty());
        assertThat(trip.duration()).isEmpty();
        assertThat(trip.isFree()).isTrue();
        assertThat(trip.price()).containsExactly(NOTHING);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RETURNED")
    void aTripThatWasNoRideOfTheRidersBeyondDoubtCostsNothing(Remark remark) {
        RiderTrip trip = trip(Optional.of(END), Optional.of(remark));
        assertThat(trip.isFree()).isTrue();
        assertThat(trip.price()).containsExactly(NOTHING);
    }

    @Test
    void aTripThatTheControlRoomEndedCostsItsTime() {
        RiderTrip trip = trip(Optional.of(END), Optional.of(Remark.RETURNED));
        assertThat(trip.isFree()).isFalse();
        assertThat(trip.price()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-02T12:00:00Z~101.1.7", "2026-03-02T12:00:00.123456Z~S-1.2.1"})
    void aPagesCursorIsReadBackFromItsText(String text) {
        Cursor cursor = Cursor.parse(text).orElseThrow();
        assertThat(cursor).hasToString(text);
        assertThat(Cursor.parse(cursor.toString())).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "~101.1.7", "2026-03-02T12:00:00Z", "2026-03-02T12:00:00Z~", "noon~101.1.7"})
    void anythingElseIsNoCursor(String text) {
        assertThat(Cursor.parse(text)).isEmpty();
    }

    private static RiderTrip trip(Optional<Instant> endedAt, Optional<Remark> remark) {
        DockId dock = new DockId(new StationId("X"), 1);
        return new RiderTrip(
                TripId.parse("X.1.1"),
                new RiderId("ana"),
                new BikeId("B-1"),
                endedAt.isPresent() ? State.ENDED : State.RIDING,
                new RiderTrip.Stop(dock, "Parque", NOON),
                endedAt,
                Optional.empty(),
                remark,
                false,
                TARIFF);
    }
}
