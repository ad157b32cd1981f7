package bici.infra.unlock;

import static bici.infra.unlock.UnlockWorld.S1;
import static bici.infra.unlock.UnlockWorld.S2;
import static bici.infra.unlock.UnlockWorld.docked;
import static bici.infra.unlock.UnlockWorld.removed;
import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Cause;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Stamp;
import bici.fleet.operations.Alarm;
import bici.fleet.operations.Alarm.Kind;
import bici.fleet.store.PostgresAlarms;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Refusal;
import bici.fleet.trip.Unlock;
import bici.fleet.trip.UnlockAnswer;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.TripId;
import bici.infra.database.Rebuilt;
import bici.infra.documents.Markdown;
import bici.infra.documents.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stations that name commands of ours which did not let the bike go (docs/hostile-stations.md), and honest ones that are late. */
class FalseClaimsTest {
    private static final String NOT_COMMANDED = "not-commanded, nobody's";

    private static UnlockWorld world;
    private static int riders;

    private RiderId rider;

    @BeforeAll
    static void open() {
        world = new UnlockWorld();
    }

    /** What is flagged breaks no invariant, and the record says the same anew. */
    @AfterAll
    static void theAuditIsCleanAndTheRecordSaysTheSame() {
        try {
            assertThat(world.violations()).isEmpty();
            Rebuilt.assertFollows(world.database());
        } finally {
            world.close();
        }
    }

    @BeforeEach
    void startAnew() {
        rider = world.rider(++riders);
    }

    /** Every bike is where it was, and nothing needs anybody. */
    @AfterEach
    void nothingIsLeft() {
        assertThat(alarms()).isEmpty();
        world.passSeconds(3_600);
    }

    private static Event claimed(int dock, String bike, CommandId command) {
        return new Event.BikeRemoved(dock, new BikeId(bike), new Cause.ByCommand(command));
    }

    private static List<Alarm> alarms() {
        return new PostgresAlarms(world.database().dataSource()).listAlarms(world.now());
    }

    /** {@code not-commanded, nobody's} or {@code R, its rider's} of the trip that a removal opened. */
    private static String trip(Fact removal) {
        return world.text(
                "SELECT coalesce(flag, 'in order') || ', ' || coalesce(rider_id, 'nobody''s') FROM (SELECT trip_id,"
                        + " flag, rider_id FROM open_trip UNION ALL SELECT trip_id, flag, rider_id FROM trip) AS t WHERE trip_id = '"
                        + removal.id() + "'");
    }

    private static void assertAlarmed(Fact removal, String command) {
        assertThat(alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.kind()).isEqualTo(Kind.UNAUTHORISED_REMOVAL);
            assertThat(alarm.kind().severity()).isEqualTo(Alarm.Severity.HIGH);
            assertThat(alarm.evidence()).isEqualTo(removal.id() + " falsely claims command " + command);
        });
    }

    private static void bringBack(StationId station, int dock, String bike) {
        world.passSeconds(100);
        world.tell(station, docked(dock, bike));
    }

    @Test
    void aCommandThatWasNeverGiven() {
        Fact removal = world.tell(S1, claimed(1, "B1", new CommandId("c-never")));
        assertThat(trip(removal)).isEqualTo(NOT_COMMANDED);
        assertAlarmed(removal, "c-never");
        assertThat(world.ask(rider, "k1", "B1")).isEqualTo(new UnlockAnswer.Refused(Refusal.BIKE_IN_TRIP));

        bringBack(S1, 1, "B1");
        assertThat(trip(removal)).isEqualTo(NOT_COMMANDED);
        assertThat(world.texts("SELECT trip_id FROM charge WHERE trip_id = '" + removal.id() + "'"))
                .isEmpty();
    }

    @Test
    void aCommandThatWasGivenToAnotherStation() {
        Unlock unlock = world.sent(rider, "k1", "B4");
        Fact removal = world.tell(S1, claimed(1, "B1", unlock.id()));
        assertThat(trip(removal)).isEqualTo(NOT_COMMANDED);
        assertAlarmed(removal, unlock.id().value());
        assertThat(world.state(unlock)).isEqualTo(CommandState.SENT);

        world.passSeconds(2);
        assertThat(trip(world.tell(S2, removed(unlock)))).isEqualTo("in order, " + rider);
        assertThat(world.state(unlock)).isEqualTo(CommandState.DONE);
        bringBack(S1, 1, "B1");
        bringBack(S2, 1, "B4");
    }

    @Test
    void aCommandThatWasGivenForAnotherBikeOrDock() {
        Unlock unlock = world.sent(rider, "k1", "B1");
        Fact otherBike = world.tell(S1, claimed(2, "B2", unlock.id()));
        assertThat(trip(otherBike)).isEqualTo(NOT_COMMANDED);
        assertAlarmed(otherBike, unlock.id().value());
        assertThat(world.state(unlock)).isEqualTo(CommandState.SENT);
        bringBack(S1, 2, "B2");

        Fact otherDock = world.tell(S1, claimed(4, "B1", unlock.id()));
        assertThat(trip(otherDock)).isEqualTo(NOT_COMMANDED);
        assertThat(world.state(unlock)).isNotEqualTo(CommandState.DONE);
        bringBack(S1, 1, "B1");
    }

    @Test
    void aCommandThatWasTakenBackBeforeItWasSent() {
        Unlock unlock = world.queued(rider, "k1", "B3");
        world.cancel(rider, "k1", "B3");
        Fact removal = world.tell(S1, removed(unlock));
        assertThat(trip(removal)).isEqualTo(NOT_COMMANDED);
        assertAlarmed(removal, unlock.id().value());
        bringBack(S1, 3, "B3");
    }

    @Test
    void aCommandThatWasCarriedOutAnHourAgo() {
        Unlock unlock = world.sent(rider, "k1", "B5");
        Fact own = world.tell(S2, removed(unlock));
        bringBack(S2, 2, "B5");
        world.passSeconds(3_600);
        Fact again = world.tell(S2, removed(unlock));
        assertThat(trip(own)).isEqualTo("in order, " + rider);
        assertThat(trip(again)).isEqualTo(NOT_COMMANDED);
        assertAlarmed(again, unlock.id().value());
        bringBack(S2, 2, "B5");
    }

    /** In whichever order the two removals arrive. */
    @Test
    void aCommandThatIsCarriedOutTwice() {
        for (boolean inOrder : List.of(true, false)) {
            RiderId taker = world.rider(++riders);
            Unlock unlock = world.sent(taker, "k1", "B6");
            Fact own = world.happen(S2, removed(unlock));
            world.passSeconds(70);
            Fact back = world.happen(S2, docked(3, "B6"));
            world.passSeconds(70);
            Fact again = world.happen(S2, removed(unlock));
            if (inOrder) {
                world.deliver(own, back, again);
            } else {
                world.deliver(again, back, own);
            }
            assertThat(trip(own)).as("in order: " + inOrder).isEqualTo("in order, " + taker);
            assertThat(trip(again)).as("in order: " + inOrder).isEqualTo(NOT_COMMANDED);
            assertThat(world.get(unlock).trip().map(TripId::opening)).hasValue(own.id());
            assertAlarmed(again, unlock.id().value());
            bringBack(S2, 3, "B6");
        }
    }

    /** The station's clock says nothing; its own order does. */
    @Test
    void aCommandThatAnInventoryShowsToBeOver() {
        Unlock unlock = world.sent(rider, "k1", "B2");
        world.passSeconds(60);
        world.birth(S1);
        world.sweep();
        assertThat(world.state(unlock)).isEqualTo(CommandState.EXPIRED);
        Fact removal = world.happen(S1, removed(unlock));
        Fact undated = new Fact(
                removal.id(),
                new Stamp(Instant.EPOCH, Duration.ofSeconds(9), 7, Stamp.ClockQuality.UNSET, true),
                removal.event());
        world.deliver(undated);
        assertThat(trip(removal)).isEqualTo(NOT_COMMANDED);
        assertAlarmed(removal, unlock.id().value());
        bringBack(S1, 2, "B2");
    }

    @Test
    void aRemovalThatIsToldDaysLaterIsItsRidersAllTheSame() {
        Unlock unlock = world.sent(rider, "k1", "B3");
        Fact removal = world.happen(S1, removed(unlock));
        world.offline(S1);
        world.pass(Duration.ofDays(3));
        world.sweep();
        world.birth(S1);
        world.deliver(removal);
        assertThat(trip(removal)).isEqualTo("in order, " + rider);
        assertThat(world.state(unlock)).isEqualTo(CommandState.DONE);
        bringBack(S1, 3, "B3");
    }

    @Test
    void aRemovalThatNoClockTellsTheTimeOfIsItsRiders() {
        Unlock unlock = world.sent(rider, "k1", "B1");
        Fact removal = world.happen(S1, removed(unlock));
        world.pass(Duration.ofHours(20));
        world.deliver(new Fact(
                removal.id(),
                new Stamp(Instant.EPOCH, Duration.ofSeconds(9), 8, Stamp.ClockQuality.UNSET, true),
                removal.event()));
        assertThat(trip(removal)).isEqualTo("in order, " + rider);
        bringBack(S1, 1, "B1");
    }

    @Test
    void everyActHasItsRowAndEveryRowItsTest() {
        List<String> named =
                Markdown.listRows(Repository.read(Path.of("docs", "hostile-stations.md")), "what a station says")
                        .stream()
                        .map(row -> row.get(row.size() - 1).replace("`", ""))
                        .toList();
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(Stream.of(FalseClaimsTest.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .map(method -> "FalseClaimsTest." + method.getName())
                        .filter(name -> !name.endsWith(".everyActHasItsRowAndEveryRowItsTest"))
                        .toList());
    }
}
