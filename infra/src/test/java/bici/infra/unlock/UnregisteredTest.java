package bici.infra.unlock;

import static bici.infra.unlock.UnlockWorld.S1;
import static bici.infra.unlock.UnlockWorld.S2;
import static bici.infra.unlock.UnlockWorld.docked;
import static bici.infra.unlock.UnlockWorld.removed;
import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.availability.StationView;
import bici.fleet.dock.Cause;
import bici.fleet.dock.Event;
import bici.fleet.operations.Alarm;
import bici.fleet.operations.Alarm.Kind;
import bici.fleet.operations.FleetDesk.Entry;
import bici.fleet.operations.FleetDesk.Signature;
import bici.fleet.store.PostgresAlarms;
import bici.fleet.store.PostgresFleet;
import bici.fleet.store.PostgresLiveBikes;
import bici.fleet.store.PostgresLiveStations;
import bici.fleet.store.PostgresPrintedCodes;
import bici.fleet.trip.Refusal;
import bici.fleet.trip.Unlock;
import bici.fleet.trip.UnlockAnswer;
import bici.fleet.vocabulary.Author;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.DockId;
import bici.infra.database.Rebuilt;
import bici.infra.documents.Markdown;
import bici.infra.documents.Repository;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bikes and docks of which only stations tell (docs/hostile-stations.md): ids that begin with XX are nobody's. */
class UnregisteredTest {
    private static final Signature ANA = new Signature(new Author("ana"), "visto en el sitio");

    private final UnlockWorld world = new UnlockWorld();
    private final PostgresFleet fleet = new PostgresFleet(world.database().dataSource(), Clock.systemUTC());

    @AfterEach
    void close() {
        try {
            assertThat(world.violations()).isEmpty();
            Rebuilt.assertFollows(world.database());
        } finally {
            world.close();
        }
    }

    private List<Alarm> alarms() {
        return new PostgresAlarms(world.database().dataSource()).listAlarms(world.now());
    }

    private static Event taken(int dock, String bike) {
        return new Event.BikeRemoved(dock, new BikeId(bike), new Cause.ByCard(new CardId("card-1"), 0, "proof"));
    }

    private StationView s1() {
        return new PostgresLiveStations(world.database().dataSource())
                .findStation(S1)
                .orElseThrow();
    }

    private long bikesOfTheFleet() {
        return new PostgresLiveBikes(world.database().dataSource()).listAll().size();
    }

    @Test
    void aBikeThatOnlyAStationTellsOfIsOneAlarmUntilSomebodyTakesItIn() {
        world.tell(S1, docked(4, "XX1"));
        world.passSeconds(60);
        world.tell(S1, docked(5, "XX2"));

        assertThat(alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.kind()).isEqualTo(Kind.UNREGISTERED_BIKES);
            assertThat(alarm.station()).hasValue(S1);
            assertThat(alarm.evidence()).isEqualTo("2 bikes, XX1");
            assertThat(alarm.since()).isEqualTo(world.now().minusSeconds(60));
        });
        assertThat(bikesOfTheFleet()).isEqualTo(6);
        assertThat(s1().bikesAvailable()).isEqualTo(3);
        assertThat(s1().docksAvailable()).as("their docks are in use").isEqualTo(1);

        fleet.add(List.of(new Entry(new BikeId("XX1"))), ANA);
        assertThat(alarms()).extracting(Alarm::evidence).containsExactly("1 bikes, XX2");
        assertThat(s1().bikesAvailable()).isEqualTo(4);
        assertThat(bikesOfTheFleet()).isEqualTo(7);
        fleet.add(List.of(new Entry(new BikeId("XX2"))), ANA);
        assertThat(alarms()).isEmpty();
    }

    @Test
    void bikesOfWhichSomebodySaysThatTheyAreNobodysAreNoAlarmAnyMore() {
        world.tell(S1, docked(4, "XX1"));
        assertThat(fleet.retire(List.of(new BikeId("XX1")), ANA)).isEmpty();
        assertThat(alarms()).isEmpty();
        assertThat(bikesOfTheFleet()).isEqualTo(6);
    }

    @Test
    void aBikeThatNobodyTookInIsNotLetAndItsRemovalIsNoTrip() {
        world.tell(S1, docked(4, "XX1"));
        assertThat(new PostgresPrintedCodes(world.database().dataSource()).listCodes())
                .noneMatch(printed -> printed.bike().equals(Optional.of(new BikeId("XX1"))));
        assertThat(world.ask(world.rider(1), "k1", world.code(S1, 4)))
                .isEqualTo(new UnlockAnswer.Refused(Refusal.NO_BIKE));

        world.tell(S1, taken(4, "XX1"));
        world.passSeconds(600);
        world.tell(S2, docked(4, "XX1"));
        assertThat(world.texts("SELECT trip_id FROM open_trip UNION ALL SELECT trip_id FROM trip"))
                .isEmpty();
        assertThat(alarms())
                .extracting(alarm -> alarm.kind().word() + " " + alarm.station().orElseThrow())
                .containsExactly("unregistered-bikes S2");

        fleet.add(List.of(new Entry(new BikeId("XX1"))), ANA);
        assertThat(world.texts("SELECT bike_id FROM trip")).containsExactly("XX1");
        assertThat(world.code("XX1")).isNotNull();
    }

    /** The time of the registration, or the station's clock, may be wrong; the rider has the bike. */
    @Test
    void aBikeThatARidersCommandLetGoIsAlwaysATrip() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");
        world.execute("UPDATE bike SET fleet_from = '" + world.now().plusSeconds(3_600) + "' WHERE bike_id = 'B1'");
        world.passSeconds(3);
        world.tell(S1, removed(unlock));
        assertThat(world.text("SELECT rider_id FROM open_trip"))
                .isEqualTo(unlock.rider().value());
        world.passSeconds(600);
        world.tell(S2, docked(4, "B1"));
        assertThat(world.text("SELECT rider_id FROM trip"))
                .isEqualTo(unlock.rider().value());
        world.tell(S2, taken(4, "B1"));
        world.passSeconds(600);
        world.tell(S2, docked(4, "B1"));
        assertThat(world.texts("SELECT trip_id FROM trip"))
                .as("this one is none")
                .hasSize(1);
    }

    @Test
    void aDockThatNobodyInstalledIsOneAlarmUntilSomebodyTakesItIn() {
        world.tell(S1, docked(400, "B9"));
        world.tell(S1, new Event.DockFault(401, "motor-stall"));
        assertThat(alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.kind()).isEqualTo(Kind.UNREGISTERED_DOCKS);
            assertThat(alarm.station()).hasValue(S1);
            assertThat(alarm.evidence()).isEqualTo("2 docks, 400");
            assertThat(alarm.since()).isEqualTo(world.now());
        });
        assertThat(s1().bikesAvailable()).isEqualTo(3);
        assertThat(world.ask(world.rider(1), "k1", world.code("B9")))
                .as("nothing is let from there")
                .isEqualTo(new UnlockAnswer.Refused(Refusal.NO_BIKE));

        fleet.installDock(new DockId(S1, 400), ANA);
        assertThat(s1().capacity()).isEqualTo(7);
        assertThat(s1().bikesAvailable()).isEqualTo(4);
        assertThat(alarms()).extracting(Alarm::evidence).containsExactly("1 docks, 401");
        fleet.installDock(new DockId(S1, 401), ANA);
        assertThat(alarms())
                .extracting(Alarm::kind)
                .as("it is faulty all along")
                .containsExactly(Kind.DOCK_FAULT);
    }

    /** Wherever a bike comes to rest, its rider's trip is over. */
    @Test
    void aTripEndsInADockThatNobodyInstalled() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");
        world.passSeconds(3);
        world.tell(S1, removed(unlock));
        world.passSeconds(600);
        world.tell(S2, docked(400, "B1"));
        assertThat(world.text("SELECT end_station_id || '/' || end_dock FROM trip"))
                .isEqualTo("S2/400");
        assertThat(alarms()).extracting(Alarm::kind).containsExactly(Kind.UNREGISTERED_DOCKS);
    }

    @Test
    void everyActHasItsRowAndEveryRowItsTest() {
        List<String> rows =
                Markdown.listRows(Repository.read(Path.of("docs", "hostile-stations.md")), "what a station tells of")
                        .stream()
                        .map(row -> row.getLast().replace("`", ""))
                        .toList();
        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(Stream.of(UnregisteredTest.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .map(method -> "UnregisteredTest." + method.getName())
                        .filter(name -> !name.endsWith(".everyActHasItsRowAndEveryRowItsTest"))
                        .toList());
    }
}
