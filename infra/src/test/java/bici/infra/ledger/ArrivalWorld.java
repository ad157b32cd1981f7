package bici.infra.ledger;

import bici.fleet.dock.Birth;
import bici.fleet.dock.Delivery;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Stamp;
import bici.fleet.operations.Alarm;
import bici.fleet.operations.Notices;
import bici.fleet.operations.RulingDesk;
import bici.fleet.operations.RulingDesk.Answer;
import bici.fleet.operations.RulingDesk.Request;
import bici.fleet.report.TripExport.Selection;
import bici.fleet.report.TripExport.TripLayout;
import bici.fleet.store.PostgresAlarms;
import bici.fleet.store.PostgresRiderTrips;
import bici.fleet.store.PostgresRulingDesk;
import bici.fleet.store.PostgresTripExport;
import bici.fleet.trip.RiderTrip;
import bici.fleet.trip.Ruling;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.TripId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A ledger with riders, whose cards are C-B1 and so on, and a member of staff who rules. */
final class ArrivalWorld implements AutoCloseable {
    /** Long after everything that is told. */
    static final Instant NEXT_DAY = LedgerWorld.ARRIVAL.plus(Duration.ofHours(12));

    /** {@code S1.1.2 > S2/2 12:30}, {@code riding}, {@code repaired}, {@code returned 12:30}, {@code contested: why}. */
    static final String TRIPS = """
            SELECT concat_ws(' ', t.trip_id, '>', t.ending, CASE WHEN t.repaired THEN 'repaired' END,
              CASE WHEN c.why IS NOT NULL THEN 'contested: ' || c.why END, t.flag)
            FROM (
              SELECT trip_id, started_at, flag, repaired, coalesce(end_station_id || '/' || end_dock, 'returned') || ' '
                || to_char(ended_at AT TIME ZONE 'UTC', 'HH24:MI') AS ending FROM trip
              UNION ALL
              SELECT trip_id, started_at, flag, false, state::text FROM open_trip) AS t
              LEFT JOIN contested_trip c USING (trip_id)
            ORDER BY t.started_at, t.trip_id""";

    /** Where calendars begin anew. */
    private static final Instant LOST = Instant.parse("2000-01-01T08:00:00Z");

    private final LedgerWorld ledger = LedgerWorld.withStations("S1");
    private final RulingDesk desk = new PostgresRulingDesk(ledger.database().dataSource(), Notices.none());
    private int keys;

    void startAnew() {
        ledger.startAnew("S1", "S2", "S3");
        ledger.execute(
                "INSERT INTO staff (staff_id, name, role, active, created_at) VALUES ('ana', 'Ana', 'supervisor', "
                        + "true, now()) ON CONFLICT DO NOTHING");
    }

    LedgerWorld ledger() {
        return ledger;
    }

    /** Takes a rider in, with the cards of these bikes. */
    void rider(String rider, String... bikes) {
        ledger.execute("INSERT INTO rider (rider_id, phone_hash, phone_sealed, created_at) VALUES ('" + rider
                + "', sha256('" + rider + "'), '', now()) ON CONFLICT DO NOTHING");
        for (String bike : bikes) {
            ledger.execute("INSERT INTO card (card_id, holder, valid_from, valid_until, rider_id) VALUES ('C-" + bike
                    + "', 'rider', '2026-01-01', '2027-01-01', '" + rider + "')");
        }
    }

    void tell(String station, String lines) {
        ledger.tell(station, lines);
    }

    /** What a station tells comes at this time. */
    void tellAt(Instant arrival, String station, String lines) {
        ledger.ledger()
                .record(List.of(new Delivery(new StationId(station), arrival, Told.facts(station, lines), List.of())));
    }

    /** What a station tells comes a day later than it says, and so did what happened. */
    void tellNextDay(String station, String line) {
        Fact fact = Told.fact(station, line);
        Stamp said = fact.stamp();
        Duration day = Duration.ofDays(1);
        record(
                NEXT_DAY,
                fact,
                new Stamp(said.deviceTime().plus(day), said.uptime().plus(day), said.boot(), said.clock(), true));
    }

    /** A station that has lost its clock tells something, of which only the arrival is known. */
    void guess(Instant arrival, String station, String line) {
        record(
                arrival,
                Told.fact(station, line),
                new Stamp(LOST, Duration.ofHours(1), 7, Stamp.ClockQuality.UNSET, true));
    }

    private void record(Instant arrival, Fact fact, Stamp stamp) {
        ledger.ledger()
                .record(List.of(new Delivery(
                        fact.id().station(), arrival, List.of(new Fact(fact.id(), stamp, fact.event())), List.of())));
    }

    /** What the control room is asked to look at, as of this time. */
    List<Alarm> reviews(Instant at) {
        return alarms(Alarm.Kind.TRIP_REVIEW, at).toList();
    }

    /** The contested trips that the control room is asked to decide: {@code S1.1.2: why}. */
    List<String> disputes() {
        return alarms(Alarm.Kind.TRIP_CONTESTED, NEXT_DAY)
                .map(alarm -> alarm.id().substring("trip-contested.".length()) + ": " + alarm.evidence())
                .sorted()
                .toList();
    }

    private Stream<Alarm> alarms(Alarm.Kind kind, Instant at) {
        return new PostgresAlarms(ledger.database().dataSource())
                .listAlarms(at).stream().filter(alarm -> alarm.kind() == kind);
    }

    /** A station shows its docks: {@code 1 B1} or {@code 1 -}. */
    void born(String station, long asOf, String... docks) {
        ledger.birth(
                new StationId(station),
                asOf,
                Stream.of(docks).map(text -> reading(text.split(" ", -1))).toList());
    }

    private static Birth.DockReading reading(String... words) {
        Optional<BikeId> bike = words[1].equals("-") ? Optional.empty() : Optional.of(new BikeId(words[1]));
        return new Birth.DockReading(Integer.parseInt(words[0]), bike, Birth.Lock.LOCKED, Optional.empty());
    }

    static TripId trip(String id) {
        return TripId.parse(id);
    }

    Answer forcedReturn(String trip, String time) {
        return rule(new Ruling.ForcedReturn(trip(trip), Told.at(time)));
    }

    Answer revert(String trip) {
        return rule(new Ruling.Revert(trip(trip)));
    }

    Answer uphold(String trip) {
        return rule(new Ruling.Uphold(trip(trip)));
    }

    Answer declareMissing(String bike, String time) {
        return rule(new Ruling.Missing(Told.at(time)), Optional.of(new BikeId(bike)), "k" + ++keys);
    }

    Answer rule(Ruling.OnTrip verdict) {
        return rule(verdict, Optional.empty(), "k" + ++keys);
    }

    Answer rule(Ruling.Verdict verdict, Optional<BikeId> bike, String key) {
        return desk.decide(
                new Request(new StaffId("ana"), verdict, bike, "visto en la cámara", new IdempotencyKey(key)),
                NEXT_DAY);
    }

    List<String> trips() {
        return ledger.texts(TRIPS);
    }

    List<String> bikes() {
        return ledger.texts(Show.BIKES);
    }

    List<String> docks() {
        return ledger.texts(Show.DOCKS);
    }

    List<String> corrections() {
        return ledger.texts("SELECT concat(trip_id, ': ', to_char(was_ended_at AT TIME ZONE 'UTC', 'HH24:MI'), ' > ', "
                + "coalesce(to_char(now_ended_at AT TIME ZONE 'UTC', 'HH24:MI'), '-'), CASE WHEN now_ruling_id IS NOT NULL "
                + "THEN ' by ruling' END) FROM trip_correction ORDER BY correction_id");
    }

    List<String> contradictions() {
        return ledger.texts("SELECT concat(station_id, '/', dock, ' ', bike_id, ' since shown by ', evidence) "
                + "FROM dock_contradiction ORDER BY 1");
    }

    /** What the rider is told of the newest trip. */
    Optional<RiderTrip.Remark> remark(String rider) {
        return new PostgresRiderTrips(ledger.database().dataSource())
                .list(new RiderId(rider), 1, Optional.empty())
                .trips()
                .getFirst()
                .remark();
    }

    String exported(TripLayout layout) {
        return exportedAt(NEXT_DAY, layout);
    }

    String exportedAt(Instant now, TripLayout layout) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Instant last = NEXT_DAY.plus(Duration.ofDays(1));
        try {
            new PostgresTripExport(ledger.database().dataSource(), Clock.fixed(now, ZoneOffset.UTC))
                    .write(new Selection(layout, ZoneOffset.UTC, Instant.EPOCH, last), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        ledger.close();
    }
}
