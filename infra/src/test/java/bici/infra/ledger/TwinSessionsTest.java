package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Birth;
import bici.fleet.dock.HealthReading;
import bici.fleet.dock.Session;
import bici.fleet.dock.Stamp;
import bici.fleet.operations.Notice;
import bici.fleet.vocabulary.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What opens and closes sessions, over the twin of the database. */
class TwinSessionsTest {
    private static final Instant MIDNIGHT = LedgerWorld.ARRIVAL;
    private static final StationId S1 = TwinWorld.S1;
    private final TwinWorld world = new TwinWorld();

    @Test
    void aSessionIsOpenedForWhoeverWasTakenInAndStays() {
        assertThat(world.born("S9", 0)).isEqualTo(new Session.Pending());
        assertThat(world.takeNotices()).isEmpty();
        Birth birth = LedgerWorld.birthOf(S1, "again", 1, 0, List.of());
        assertThat(world.ledger.openSession(birth)).isEqualTo(new Session.Accepted(2));
        assertThat(world.ledger.openSession(birth)).as("the same birth again").isEqualTo(new Session.Accepted(2));
        world.tell("S1", "2/1 12:00 door");
        assertThat(world.ledger.openSession(LedgerWorld.birthOf(S1, "n", 1, 1, List.of())))
                .isEqualTo(new Session.Rejected("journal-older"));
        assertThat(world.ledger.openSession(LedgerWorld.birthOf(S1, "n", 2, 1, List.of())))
                .isEqualTo(new Session.Accepted(3));
        world.twin().retire(S1);
        assertThat(world.ledger.openSession(LedgerWorld.birthOf(S1, "m", 2, 1, List.of())))
                .isEqualTo(new Session.Rejected("retired"));
    }

    @Test
    void onlyTheEndOfTheOpenSessionIsOne() {
        world.born("S1", 1);
        world.takeNotices();
        world.ledger.closeSession(S1, 1, MIDNIGHT, "silent");
        assertThat(world.takeNotices()).isEmpty();
        assertThat(online()).isTrue();
        world.ledger.closeSession(S1, 2, MIDNIGHT, "silent");
        assertThat(world.takeNotices()).containsExactly(new Notice.StationChanged(S1));
        assertThat(online()).isFalse();
        Birth birth = LedgerWorld.birthOf(S1, "again", 1, 0, List.of());
        assertThat(world.ledger.openSession(birth)).isEqualTo(new Session.Accepted(3));
        world.ledger.closeSession(S1, 3, MIDNIGHT, "silent");
        assertThat(world.ledger.openSession(birth))
                .as("off line, the same birth is another session")
                .isEqualTo(new Session.Accepted(4));
        world.ledger.closeAllSessions(MIDNIGHT);
        assertThat(online()).isFalse();
    }

    private boolean online() {
        return world.view().findStation(S1).orElseThrow().online();
    }

    @Test
    void anInventoryStandsAtTheStationsTimeAsFarAsItCanBeBelieved() {
        Birth wrong = LedgerWorld.birthOf(S1, "n", 1, 0, List.of());
        Instant hourAhead = LedgerWorld.EVENING.plus(Duration.ofHours(1));
        Birth.Clock clock =
                new Birth.Clock(hourAhead, wrong.clock().uptime(), Stamp.ClockQuality.SYNCED, LedgerWorld.EVENING);
        world.ledger.openSession(new Birth(S1, "n2", 1, 2, clock, "1.0", "rev-a", 0, 1, 0, 0, List.of()));
        assertThat(world.view().births())
                .filteredOn(birth ->
                        birth.taken().station().equals(S1) && birth.taken().epoch() == 2)
                .singleElement()
                .extracting(birth -> birth.taken().at())
                .isEqualTo(LedgerWorld.EVENING);
    }

    @Test
    void stationsAreHeardWhenTheySpeakAndTheLatestCounts() {
        world.ledger.noteHeard(Map.of(S1, MIDNIGHT));
        assertThat(heardAt()).contains(MIDNIGHT);
        world.ledger.recordHealth(List.of(
                health(MIDNIGHT.plusSeconds(9), "batteryPercent"), health(MIDNIGHT.plusSeconds(5), "batteryPercent")));
        assertThat(heardAt())
                .as("telemetry does not say it, the next heartbeat does")
                .contains(MIDNIGHT);
        world.ledger.noteHeard(Map.of(S1, MIDNIGHT.plusSeconds(9)));
        assertThat(heardAt()).contains(MIDNIGHT.plusSeconds(9));
        assertThat(world.takeNotices())
                .as("a battery may raise an alarm")
                .containsExactly(new Notice.StationChanged(S1));
        world.ledger.recordHealth(List.of(health(MIDNIGHT.plusSeconds(10), "solarWatts")));
        assertThat(world.takeNotices()).isEmpty();
        world.tell("S1", "1 12:00 door");
        assertThat(heardAt()).contains(MIDNIGHT.plusSeconds(9));
    }

    @Test
    void aStationIsHeardAtTheLatestOfWhatItTold() {
        world.ledger.record(List.of(TwinWorld.delivery("S1", "1 12:00 door")));
        assertThat(heardAt()).contains(LedgerWorld.ARRIVAL);
    }

    private Optional<Instant> heardAt() {
        return world.view().findStation(S1).orElseThrow().heardAt();
    }

    private static HealthReading health(Instant at, String name) {
        return new HealthReading(S1, at, at, Map.of(name, 50.0));
    }
}
