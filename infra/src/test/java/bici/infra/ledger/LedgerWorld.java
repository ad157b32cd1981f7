package bici.infra.ledger;

import bici.fleet.dock.Birth;
import bici.fleet.dock.Delivery;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Receipt;
import bici.fleet.dock.Session;
import bici.fleet.dock.Stamp;
import bici.fleet.operations.StationRegister.Station;
import bici.fleet.store.PostgresStationLedger;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.vocabulary.StationId;
import bici.infra.database.Rest;
import bici.infra.database.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A ledger on a database of its own, with stations taken in and born. */
final class LedgerWorld implements AutoCloseable {
    /** When stations boot and connect first. */
    private static final Instant BOOTED = PlayedCity.MORNING.minus(Duration.ofHours(1));

    /** When stations are born again. */
    static final Instant EVENING = Instant.parse("2026-03-02T23:00:00Z");
    /** When what they tell arrives. */
    static final Instant ARRIVAL = Instant.parse("2026-03-04T00:00:00Z");

    static final String TRIPS = """
        SELECT trip_id || ' ' || bike_id || ' ' || start_station_id || '/' || start_dock || '@'
          || to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || ' ' || end_station_id || '/'
          || end_dock || '@' || to_char(ended_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') FROM trip\
        """;

    private final TestDatabase database;
    private final PostgresStationLedger ledger;

    private LedgerWorld(TestDatabase database) {
        this.database = database;
        this.ledger =
                new PostgresStationLedger(database.dataSource(), (card, version, proof) -> !proof.equals("wrong"));
    }

    /** Every bike that they tell of is of the fleet. */
    static LedgerWorld withStations(Collection<StationId> stations) {
        return withStations(TestDatabase.createKnowingEveryBike(), stations);
    }

    /** No bike is of the fleet until somebody registers it. */
    static LedgerWorld withoutBikes(String... stations) {
        return withStations(
                TestDatabase.create(), Stream.of(stations).map(StationId::new).toList());
    }

    private static LedgerWorld withStations(TestDatabase database, Collection<StationId> stations) {
        LedgerWorld world = new LedgerWorld(database);
        world.takeIn(stations);
        stations.forEach(station -> world.ledger.openSession(firstBirthOf(station)));
        return world;
    }

    static LedgerWorld withStations(String... stations) {
        return withStations(Stream.of(stations).map(StationId::new).toList());
    }

    /** As new, with other stations: far quicker than another database. */
    void startAnew(Collection<StationId> stations) {
        database.empty();
        takeIn(stations);
        stations.forEach(station -> ledger.openSession(firstBirthOf(station)));
    }

    void takeIn(Collection<StationId> stations) {
        new PostgresStationRegister(database.dataSource(), Clock.systemUTC())
                .put(stations.stream()
                        .map(s -> new Station(s, "Estación " + s, Optional.empty(), 12))
                        .toList());
    }

    Session birth(StationId station, long asOf, List<Birth.DockReading> docks) {
        return ledger.openSession(birthOf(station, "nonce-" + asOf, 1, asOf, docks));
    }

    /** A birth in the evening, by a clock that agrees with ours. */
    static Birth birthOf(StationId station, String nonce, int journal, long asOf, List<Birth.DockReading> docks) {
        return birthOf(station, nonce, journal, asOf, EVENING, docks);
    }

    /** In the morning, before anything happened. */
    static Birth firstBirthOf(StationId station) {
        return birthOf(station, "nonce-0", 1, 0, BOOTED, List.of());
    }

    static Birth birthOf(
            StationId station, String nonce, int journal, long asOf, Instant at, List<Birth.DockReading> docks) {
        Birth.Clock clock = new Birth.Clock(at, Duration.between(BOOTED, at), Stamp.ClockQuality.SYNCED, at);
        return new Birth(station, nonce, journal, 1, clock, "1.0", "rev-a", 0, 1, asOf, 0, docks);
    }

    /** Delivers what a station tells ({@link Told}). */
    Receipt tell(String station, String lines) {
        return deliver(new StationId(station), Told.facts(station, lines));
    }

    void startAnew(String... stations) {
        startAnew(Stream.of(stations).map(StationId::new).toList());
    }

    /** The audit's findings that break something, in words. */
    List<String> violations() {
        return Rest.violations(database.dataSource());
    }

    Receipt deliver(StationId station, List<Fact> facts) {
        return ledger.record(List.of(delivery(station, facts))).get(0);
    }

    static Delivery delivery(StationId station, List<Fact> facts) {
        return new Delivery(station, ARRIVAL, facts, List.of());
    }

    PostgresStationLedger ledger() {
        return ledger;
    }

    TestDatabase database() {
        return database;
    }

    Set<String> trips() {
        return new TreeSet<>(texts(TRIPS));
    }

    /** Everything derived from facts, a line a row: equal for equal facts, whatever their order of arrival. */
    List<String> state() {
        List<String> state = new ArrayList<>();
        state.addAll(
                texts("SELECT (bike_id, place, station_id, dock, trip_id, since, last_fact, last_at)::text FROM bike"
                        + " ORDER BY 1"));
        state.addAll(texts(
                "SELECT (station_id, dock, bike_id, lock, fault, journal, sequence, at)::text FROM dock ORDER BY 1"));
        state.addAll(texts("SELECT (station_id, at, journal, sequence, bikes)::text FROM availability ORDER BY 1"));
        state.addAll(texts("SELECT (station_id, bikes)::text FROM station_state ORDER BY 1"));
        state.addAll(texts("SELECT (trip_id, state)::text FROM open_trip ORDER BY 1"));
        return state;
    }

    /** The first column of every row. */
    List<String> texts(String sql) {
        return database.texts(sql);
    }

    long count(String fromWhere) {
        return Long.parseLong(texts("SELECT count(*) FROM " + fromWhere).get(0));
    }

    void execute(String sql) {
        database.change(sql);
    }

    @Override
    public void close() {
        database.close();
    }
}
