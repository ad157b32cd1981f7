package bici.infra.unlock;

import bici.fleet.dock.Birth;
import bici.fleet.dock.Birth.DockReading;
import bici.fleet.dock.Birth.Lock;
import bici.fleet.dock.Cause;
import bici.fleet.dock.Delivery;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Stamp;
import bici.fleet.operations.CommandQueue.Outcome;
import bici.fleet.operations.CommandQueue.QueuedCommand;
import bici.fleet.operations.CommandQueue.Reply;
import bici.fleet.operations.Notice;
import bici.fleet.operations.Order;
import bici.fleet.operations.PrintedCodes.Printed;
import bici.fleet.operations.StaffDesk;
import bici.fleet.operations.StationRegister.Station;
import bici.fleet.people.PhoneNumber;
import bici.fleet.people.PhoneSeal;
import bici.fleet.people.Role;
import bici.fleet.people.Staff;
import bici.fleet.store.PostgresCommandQueue;
import bici.fleet.store.PostgresPrintedCodes;
import bici.fleet.store.PostgresRiderTrips;
import bici.fleet.store.PostgresRiders;
import bici.fleet.store.PostgresStaff;
import bici.fleet.store.PostgresStaffDesk;
import bici.fleet.store.PostgresStationLedger;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.store.PostgresUnlockDesk;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Unlock;
import bici.fleet.trip.UnlockAnswer;
import bici.fleet.trip.UnlockRequest;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.PrintedCode;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.StationId;
import bici.infra.database.Rest;
import bici.infra.database.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Stations S1 and S2 with six docks and bikes B1 to B3 and B4 to B6 in the first three of each; riders, one technician; a
 * clock that moves by hand. The stations are played on the ports, where the wire would reach them.
 */
final class UnlockWorld implements AutoCloseable {
    static final String POLICY = "2026-11";
    static final StationId S1 = new StationId("S1");
    static final StationId S2 = new StationId("S2");
    static final StaffId TECHNICIAN = new StaffId("ana");
    private static final Instant START = Instant.parse("2026-11-22T15:00:00Z");
    private static final Instant BOOT = START.minus(Duration.ofHours(1));

    private final TestDatabase database = TestDatabase.createKnowingEveryBike();
    private final Map<StationId, Long> sequences = new TreeMap<>();
    private final Map<StationId, List<DockReading>> docks = new TreeMap<>();
    final List<Notice> notices = Collections.synchronizedList(new ArrayList<>());
    final PostgresStationLedger ledger =
            new PostgresStationLedger(database.dataSource(), (card, version, proof) -> true, notices::add);
    final PostgresUnlockDesk desk = new PostgresUnlockDesk(database.dataSource(), notices::add, POLICY);
    final PostgresStaffDesk staffDesk = new PostgresStaffDesk(database.dataSource(), notices::add);
    final PostgresCommandQueue queue = new PostgresCommandQueue(database.dataSource(), notices::add);
    final PostgresRiderTrips trips = new PostgresRiderTrips(database.dataSource());
    final PostgresRiders riders = new PostgresRiders(database.dataSource(), new PhoneSeal(new byte[32]));
    private Instant now = START;
    private int births;

    UnlockWorld() {
        new PostgresStationRegister(database.dataSource(), Clock.fixed(START, java.time.ZoneOffset.UTC))
                .put(List.of(
                        new Station(S1, "Caballeriza UIS", Optional.empty(), 6),
                        new Station(S2, "Parque Guarín", Optional.empty(), 6)));
        new PostgresStaff(database.dataSource()).put(new Staff.Member(TECHNICIAN, "Ana", Role.TECHNICIAN, true), START);
        docks.put(S1, docks("B1", "B2", "B3"));
        docks.put(S2, docks("B4", "B5", "B6"));
        birth(S1);
        birth(S2);
    }

    private static List<DockReading> docks(String... bikes) {
        List<DockReading> readings = new ArrayList<>();
        for (int dock = 1; dock <= 6; dock++) {
            Optional<BikeId> bike = dock <= bikes.length ? Optional.of(new BikeId(bikes[dock - 1])) : Optional.empty();
            readings.add(new DockReading(dock, bike, bike.isPresent() ? Lock.LOCKED : Lock.UNLOCKED, Optional.empty()));
        }
        return readings;
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void passSeconds(long seconds) {
        pass(Duration.ofSeconds(seconds));
    }

    /** The station connects anew; its inventory shows what its facts have told. */
    void birth(StationId station) {
        births++;
        Birth.Clock clock = new Birth.Clock(now, Duration.between(BOOT, now), Stamp.ClockQuality.SYNCED, now);
        long asOf = sequences.getOrDefault(station, 0L);
        ledger.openSession(new Birth(
                station,
                "n" + births,
                1,
                1,
                clock,
                "1.0",
                "rev-a",
                0,
                0,
                asOf,
                0,
                docks.getOrDefault(station, List.of())));
    }

    /** What the station's next inventory shows of a dock, though no fact ever tells it. */
    void swap(StationId station, int dock, Optional<BikeId> bike) {
        Lock lock = bike.isPresent() ? Lock.LOCKED : Lock.UNLOCKED;
        show(station, dock, r -> new DockReading(dock, bike, lock, r.fault()));
    }

    /** The station's next inventory shows the dock's lock open, with what stands in it. */
    void openLock(StationId station, int dock) {
        show(station, dock, r -> new DockReading(dock, r.bike(), Lock.UNLOCKED, r.fault()));
    }

    private void show(StationId station, int dock, UnaryOperator<DockReading> change) {
        docks.computeIfPresent(
                station,
                (s, readings) -> readings.stream()
                        .map(r -> r.dock() == dock ? change.apply(r) : r)
                        .toList());
    }

    void offline(StationId station) {
        ledger.closeSession(station, epoch(station), now, "silent");
    }

    private long epoch(StationId station) {
        return Long.parseLong(text("SELECT epoch FROM station_state WHERE station_id = '" + station.value() + "'"));
    }

    /** A rider who has agreed to everything. */
    RiderId rider(int number) {
        RiderId rider = newRider(number);
        riders.recordConsent(rider, POLICY, now);
        return rider;
    }

    RiderId newRider(int number) {
        return riders.putRider(new PhoneNumber("+57300%07d".formatted(number)), now);
    }

    PrintedCode code(String bike) {
        return codes().stream()
                .filter(p -> p.bike().filter(new BikeId(bike)::equals).isPresent())
                .map(Printed::code)
                .findFirst()
                .orElseThrow();
    }

    PrintedCode code(StationId station, int dock) {
        DockId wanted = new DockId(station, dock);
        return codes().stream()
                .filter(p -> p.dock().filter(wanted::equals).isPresent())
                .map(Printed::code)
                .findFirst()
                .orElseThrow();
    }

    private List<Printed> codes() {
        return new PostgresPrintedCodes(database.dataSource()).listCodes();
    }

    UnlockAnswer ask(RiderId rider, String key, PrintedCode code) {
        return desk.request(new UnlockRequest(rider, new IdempotencyKey(key), code), now);
    }

    UnlockAnswer cancel(RiderId rider, String key, String bike) {
        return desk.cancel(new UnlockRequest(rider, new IdempotencyKey(key), code(bike)), now);
    }

    UnlockAnswer ask(RiderId rider, String key, String bike) {
        return ask(rider, key, code(bike));
    }

    /** Asks for a bike that nothing forbids. */
    Unlock queued(RiderId rider, String key, String bike) {
        UnlockAnswer answer = ask(rider, key, bike);
        if (answer instanceof UnlockAnswer.Queued queued) {
            return queued.unlock();
        }
        throw new AssertionError("not queued: " + answer);
    }

    /** What a gateway with both stations connected would publish now. */
    List<QueuedCommand> take() {
        return queue.takeQueued(List.of(S1, S2), now);
    }

    /** Asked for, and handed to its station. */
    Unlock sent(RiderId rider, String key, String bike) {
        Unlock unlock = queued(rider, key, bike);
        List<QueuedCommand> taken = take();
        if (taken.size() != 1 || !taken.get(0).id().equals(unlock.id())) {
            throw new AssertionError("not sent: " + taken);
        }
        return unlock;
    }

    void sweep() {
        queue.sweep(now);
    }

    void reply(StationId station, CommandId command, Outcome outcome, String reason) {
        queue.reply(station, command, new Reply(outcome, Optional.of(reason).filter(r -> !r.isEmpty())), now);
    }

    Unlock get(Unlock unlock) {
        return desk.find(unlock.rider(), unlock.id()).orElseThrow();
    }

    CommandState state(Unlock unlock) {
        return get(unlock).state();
    }

    /** The station tells this, as of now. */
    Fact tell(StationId station, Event event) {
        Fact fact = happen(station, event);
        deliver(fact);
        return fact;
    }

    /** It happens now and is journalled; it is told when it is delivered. */
    Fact happen(StationId station, Event event) {
        long sequence = sequences.merge(station, 1L, Long::sum);
        follow(station, event);
        Stamp stamp = new Stamp(now, Duration.between(BOOT, now), 1, Stamp.ClockQuality.SYNCED, false);
        return new Fact(new FactId(station, 1, sequence), stamp, event);
    }

    void deliver(Fact... facts) {
        for (Fact fact : facts) {
            ledger.record(List.of(new Delivery(fact.id().station(), now, List.of(fact), List.of())));
        }
    }

    private void follow(StationId station, Event event) {
        docks.computeIfPresent(
                station,
                (s, readings) ->
                        readings.stream().map(reading -> after(reading, event)).toList());
    }

    private static DockReading after(DockReading reading, Event event) {
        if (event instanceof Event.BikeRemoved removed && removed.dock() == reading.dock()) {
            return new DockReading(reading.dock(), Optional.empty(), Lock.UNLOCKED, reading.fault());
        }
        if (event instanceof Event.BikeDocked docked && docked.dock() == reading.dock()) {
            return new DockReading(reading.dock(), Optional.of(docked.bike()), Lock.LOCKED, reading.fault());
        }
        return reading;
    }

    static Event removed(Unlock unlock) {
        return new Event.BikeRemoved(unlock.dock().number(), unlock.bike(), new Cause.ByCommand(unlock.id()));
    }

    static Event byCard(Unlock unlock) {
        return new Event.BikeRemoved(
                unlock.dock().number(), unlock.bike(), new Cause.ByCard(new CardId("card-1"), 0, "proof"));
    }

    static Event docked(int dock, String bike) {
        return new Event.BikeDocked(dock, new BikeId(bike));
    }

    StaffDesk.Answer order(Order order, StationId station, int dock, String key) {
        return staffDesk.send(
                new StaffDesk.Request(
                        TECHNICIAN,
                        order,
                        station,
                        dock == 0 ? Optional.empty() : Optional.of(dock),
                        "prueba",
                        new IdempotencyKey(key)),
                now);
    }

    /** What the audit finds broken. */
    List<String> violations() {
        return Rest.violations(database.dataSource());
    }

    TestDatabase database() {
        return database;
    }

    String text(String sql) {
        return texts(sql).get(0);
    }

    List<String> texts(String sql) {
        return database.texts(sql);
    }

    void execute(String sql) {
        database.change(sql);
    }

    @Override
    public void close() {
        database.close();
    }
}
