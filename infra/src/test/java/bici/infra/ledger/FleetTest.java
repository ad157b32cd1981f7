package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.fleet.availability.DockView;
import bici.fleet.availability.StationView;
import bici.fleet.operations.Alarm.Kind;
import bici.fleet.operations.FleetDesk.Entry;
import bici.fleet.operations.FleetDesk.Signature;
import bici.fleet.operations.FleetRegister.Counts;
import bici.fleet.operations.FleetRegister.Registered;
import bici.fleet.operations.FleetRegister.Unregistered;
import bici.fleet.operations.Notice;
import bici.fleet.operations.StationRegister.Station;
import bici.fleet.store.PostgresAlarms;
import bici.fleet.store.PostgresFleet;
import bici.fleet.store.PostgresLiveBikes;
import bici.fleet.store.PostgresLiveStations;
import bici.fleet.store.PostgresPrintedCodes;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.vocabulary.Author;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.StationId;
import bici.infra.database.Rebuilt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which bikes and docks are of the system, whatever stations tell of. */
class FleetTest {
    private static final Signature ANA = new Signature(Author.of(new StaffId("ana")), "mayo");
    private static final String REGISTRATIONS = "SELECT concat_ws(' ', bike_id, CASE valid_from WHEN '-infinity'"
            + " THEN 'ever' ELSE to_char(valid_from AT TIME ZONE 'UTC', 'HH24:MI') END, CASE WHEN retired_at IS NOT NULL"
            + " THEN 'retired' END) FROM bike_registration ORDER BY registration_id";
    private static final String LOG =
            "SELECT concat_ws(' ', staff_id, act, subject, note) FROM audit_log ORDER BY entry";
    private static LedgerWorld world;
    private static PostgresFleet fleet;
    private static final List<Notice> told = new ArrayList<>();

    @BeforeAll
    static void open() {
        world = LedgerWorld.withoutBikes("S1", "S2");
        fleet = new PostgresFleet(world.database().dataSource(), Clock.systemUTC(), told::add);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void startAnew() {
        world.startAnew("S1", "S2");
    }

    private static List<Entry> bikes(String... ids) {
        return Stream.of(ids).map(BikeId::new).map(Entry::new).toList();
    }

    @Test
    void whatIsRegisteredIsKeptAndWhatChangesIsKeptBesideIt() {
        Instant noon = Told.at("12:00");
        assertThat(fleet.add(List.of(new Entry(new BikeId("B2"), Optional.of(noon))), ANA))
                .containsExactly(new BikeId("B2"));
        assertThat(fleet.add(bikes("B1", "B2", "B1"), ANA)).containsExactly(new BikeId("B1"), new BikeId("B2"));
        assertThat(fleet.add(List.of(new Entry(new BikeId("B2"), Optional.of(noon))), ANA))
                .as("it is in for longer than that")
                .isEmpty();
        assertThat(fleet.retire(List.of(new BikeId("B1"), new BikeId("B9")), ANA))
                .containsExactly(new BikeId("B9"));
        assertThat(fleet.count()).isEqualTo(new Counts(2, 0, 0));
        assertThat(fleet.retire(List.of(new BikeId("B1")), ANA)).isEmpty();
        assertThat(fleet.retire(List.of(new BikeId("B1")), ANA)).containsExactly(new BikeId("B1"));
        assertThat(fleet.count()).isEqualTo(new Counts(1, 1, 0));
        assertThat(new PostgresLiveBikes(world.database().dataSource()).findBike(new BikeId("B1")))
                .hasValueSatisfying(bike ->
                        assertThat(List.of(bike.registered(), bike.retired())).containsExactly(false, true));
        assertThat(fleet.add(bikes("B1"), ANA)).containsExactly(new BikeId("B1"));

        assertThat(world.texts(REGISTRATIONS))
                .containsExactly("B2 12:00", "B1 ever", "B2 ever", "B1 ever retired", "B1 ever");
        assertThat(world.texts(LOG))
                .containsExactly(
                        "ana bike-add B2 mayo",
                        "ana bike-add 2 bikes mayo",
                        "ana bike-retire B1 mayo",
                        "ana bike-add B1 mayo");
        assertThatThrownBy(() -> world.execute("DELETE FROM bike_registration")).hasStackTraceContaining("append-only");
    }

    @Test
    void noBikeIsOfTheFleetFromATimeToCome() {
        Instant tomorrow = Clock.systemUTC().instant().plus(Duration.ofDays(1));
        assertThatThrownBy(() -> fleet.add(
                        Stream.concat(
                                        bikes("B1").stream(),
                                        Stream.of(new Entry(new BikeId("B2"), Optional.of(tomorrow))))
                                .toList(),
                        ANA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bike B2 ");
        assertThat(world.count("bike")).isZero();
    }

    @Test
    void bikesOfWhichOnlyStationsTellAreCounted() {
        fleet.found(List.of(new BikeId("B1"), new BikeId("B5")));
        world.tell("S1", "1 10:00 +1 B1, 2 10:05 +2 B2, 3 10:06 +3 B3");
        assertThat(fleet.count()).isEqualTo(new Counts(2, 0, 2));
        List<Registered> listed = new ArrayList<>();
        fleet.list(listed::add);
        assertThat(listed)
                .containsExactly(
                        new Registered(
                                new BikeId("B1"), Optional.empty(), Optional.empty(), Optional.of(new StationId("S1"))),
                        new Registered(new BikeId("B5"), Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(world.texts(LOG)).as("a program founds a city").isEmpty();
        List<Unregistered> others = new ArrayList<>();
        fleet.listUnregistered(10, others::add);
        assertThat(others)
                .containsExactly(
                        new Unregistered(new BikeId("B2"), new StationId("S1"), Told.at("10:05")),
                        new Unregistered(new BikeId("B3"), new StationId("S1"), Told.at("10:06")));

        assertThat(fleet.retire(List.of(new BikeId("B2")), ANA))
                .as("none of ours")
                .isEmpty();
        assertThat(fleet.count()).isEqualTo(new Counts(2, 0, 1));
    }

    /** What an unregistered bike does is kept; taken in, it counts as if it had been of the fleet all along. */
    @Test
    void whatIsRecordedOfABikeCountsOnceItIsTakenIn() {
        world.tell("S1", "1 10:00 +1 B1, 2 10:10 -1 B1 card, 3 10:11 +3 B2");
        world.tell("S2", "1 10:30 +2 B1, 2 10:40 -2 B1 crew, 3 11:00 +2 B1, 4 11:10 -2 B1 nobody");
        world.tell("S1", "4 11:30 +2 B1");
        assertThat(world.texts(Show.TRIPS)).isEmpty();
        assertThat(world.texts(Show.BIKES)).containsExactly("B1 dock S1/2", "B2 dock S1/3");
        assertThat(shown()).isEmpty();
        assertThat(codes()).isEmpty();
        assertThat(alarms()).containsExactly("unregistered-bikes S1 2 bikes, B2");
        assertThat(world.violations()).isEmpty();
        Rebuilt.assertFollows(world.database());

        told.clear();
        fleet.add(bikes("B1"), ANA);
        assertThat(world.texts(Show.TRIPS))
                .containsExactly("S1.1.2 B1 S1/1 10:10 > S2/2 10:30", "S2.1.4 B1 S2/2 11:10 > S1/2 11:30 unauthorised");
        assertThat(shown()).containsExactly("B1");
        assertThat(codes()).containsExactly("B1");
        assertThat(alarms()).containsExactly("unregistered-bikes S1 1 bikes, B2");
        assertThat(told).contains(new Notice.StationChanged(new StationId("S1")));
        assertThat(told).filteredOn(Notice.TripChanged.class::isInstance).hasSize(2);
        assertThat(world.violations()).isEmpty();
        Rebuilt.assertFollows(world.database());

        fleet.retire(List.of(new BikeId("B1"), new BikeId("B2")), ANA);
        assertThat(world.texts(Show.TRIPS)).as("it was ridden all the same").hasSize(2);
        assertThat(shown()).isEmpty();
        assertThat(codes()).isEmpty();
        assertThat(alarms()).isEmpty();
        Rebuilt.assertFollows(world.database());
    }

    @Test
    void aBikeIsOfTheFleetFromTheTimeThatIsGivenWheneverThatIsSaid() {
        String first = "1 10:00 +1 B1, 2 10:10 -1 B1 card, 3 10:20 +1 B1";
        String second = "4 10:30 -1 B1 card, 5 10:40 +1 B1";
        Entry from = new Entry(new BikeId("B1"), Optional.of(Told.at("10:25")));
        fleet.add(List.of(from), ANA);
        world.tell("S1", first);
        world.tell("S1", second);
        List<String> before = world.state();
        assertThat(world.texts(Show.TRIPS)).containsExactly("S1.1.4 B1 S1/1 10:30 > S1/1 10:40");

        startAnew();
        world.tell("S1", second);
        fleet.add(List.of(from), ANA);
        world.tell("S1", first);
        assertThat(world.state()).isEqualTo(before);

        startAnew();
        world.tell("S1", first + "," + second);
        fleet.add(List.of(from), ANA);
        assertThat(world.state()).isEqualTo(before);
        assertThat(world.texts(Show.TRIPS)).containsExactly("S1.1.4 B1 S1/1 10:30 > S1/1 10:40");
        fleet.add(bikes("B1"), ANA);
        assertThat(world.texts(Show.TRIPS)).hasSize(2);
        assertThat(world.violations()).isEmpty();
        Rebuilt.assertFollows(world.database());
    }

    @Test
    void aDockThatNobodyInstalledCountsNowhereUntilSomebodyTakesItIn() {
        fleet.found(List.of(new BikeId("B1"), new BikeId("B2")));
        world.tell("S1", "1 10:00 +1 B1, 2 10:05 +400 B2, 3 10:06 fault 13 motor, 4 10:07 jam 14");
        assertThat(alarms()).containsExactly("unregistered-docks S1 3 docks, 13");
        assertThat(station().registeredDocks()).extracting(DockView::number).containsExactly(1);
        assertThat(station().docks()).hasSize(4);
        assertThat(fleet.listUnregisteredDocks())
                .extracting(dock -> dock.dock().number())
                .containsExactly(13, 14, 400);

        assertThat(fleet.installDock(new DockId(new StationId("S1"), 399), ANA))
                .as("nobody tells of it")
                .isFalse();
        assertThat(fleet.installDock(new DockId(new StationId("S1"), 400), ANA)).isTrue();
        assertThat(fleet.installDock(new DockId(new StationId("S1"), 400), ANA)).isTrue();
        assertThat(station().capacity()).isEqualTo(13);
        assertThat(station().registeredDocks()).extracting(DockView::number).containsExactly(1, 400);
        assertThat(station().registeredDocks())
                .allSatisfy(dock -> assertThat(dock.code()).isPresent());
        assertThat(world.texts(LOG)).containsExactly("ana dock-add S1/400 mayo");
        assertThat(alarms()).containsExactly("unregistered-docks S1 2 docks, 13");
    }

    private static List<String> shown() {
        return new PostgresLiveBikes(world.database().dataSource())
                .listAll().stream().map(bike -> bike.id().value()).toList();
    }

    private static List<String> codes() {
        return new PostgresPrintedCodes(world.database().dataSource())
                .listCodes().stream()
                        .flatMap(printed -> printed.bike().stream())
                        .map(BikeId::value)
                        .toList();
    }

    private static StationView station() {
        return new PostgresLiveStations(world.database().dataSource())
                .listStations()
                .getFirst();
    }

    /** But for stations that are off line and bikes that nobody let go. */
    private static List<String> alarms() {
        return new PostgresAlarms(world.database().dataSource())
                .listAlarms(LedgerWorld.ARRIVAL).stream()
                        .filter(alarm -> alarm.kind().word().startsWith("unregistered")
                                || alarm.kind() == Kind.DOCK_FAULT
                                || alarm.kind() == Kind.LOCK_FAILED)
                        .map(alarm -> alarm.kind().word() + " "
                                + alarm.station().map(StationId::value).orElse("-") + " " + alarm.evidence())
                        .toList();
    }

    @Test
    void aStationHasTheDocksThatWereInstalledAndNotThoseItTellsOf() {
        world.tell("S1", "1 10:00 +1 B1, 2 10:05 +400 B2, 3 10:06 fault 13 motor");
        assertThat(docks("S1")).isEqualTo("1-12");
        assertThat(world.texts("SELECT station_id || '/' || dock FROM unregistered_dock ORDER BY dock"))
                .containsExactly("S1/13", "S1/400");

        setCapacity(14);
        assertThat(docks("S1")).isEqualTo("1-14");
        assertThat(world.texts("SELECT dock FROM unregistered_dock")).containsExactly("400");
        world.execute("INSERT INTO installed_dock VALUES ('S1', 400)");
        world.execute("UPDATE station SET capacity = 15 WHERE station_id = 'S1'");
        assertThat(world.count("installed_dock WHERE station_id = 'S1'"))
                .as("a single dock is installed beside the others")
                .isEqualTo(15);

        setCapacity(1);
        assertThat(docks("S1")).isEqualTo("1-1");
        assertThat(world.texts("SELECT dock FROM unregistered_dock ORDER BY 1")).containsExactly("13", "400");
        assertThat(world.texts("SELECT concat_ws(' ', valid_from = '-infinity', installed) FROM dock_registration"
                        + " WHERE station_id = 'S1' AND dock IN (13, 400) ORDER BY dock, registration_id"))
                .as("since ever, then no longer")
                .containsExactly("t t", "f f", "t t", "f f");
        setCapacity(13);
        assertThat(world.texts("SELECT valid_from = '-infinity' FROM dock_registration WHERE station_id = 'S1'"
                        + " AND dock = 13 ORDER BY registration_id DESC LIMIT 1"))
                .as("again, from now on")
                .containsExactly("f");
        assertThatThrownBy(() -> world.execute("DELETE FROM dock_registration")).hasStackTraceContaining("append-only");
    }

    private static void setCapacity(int docks) {
        new PostgresStationRegister(world.database().dataSource(), Clock.systemUTC())
                .put(List.of(new Station(new StationId("S1"), "Estación", Optional.empty(), docks)));
    }

    private static String docks(String station) {
        return world.texts("SELECT min(dock) || '-' || max(dock) FROM installed_dock WHERE station_id = '" + station
                        + "' HAVING count(*) = max(dock)")
                .getFirst();
    }
}
