package bici.fleet.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Takes over from a schema beside what is otherwise there, set-wise: what is the same is not touched. The statements name that
 * schema, so they are not among those of the newest one; types of its own are compared as text. One transaction.
 */
final class Adoption {
    /** Of a fact that an inventory tells, but for its number in the order of arrival. */
    private static final String INFERRED = """
            station_id, journal, sequence, device_time, at, time_quality, skew_ms, arrived_at, uptime_ms, boot, clock, offline,
            kind, dock, bike_id, cause, cause_id, list_version, proof, code, value, value_to, flag, evidence_epoch, earliest""";

    /** What counts for a fact of the other schema, to be joined to {@code %1$s.fact s}. */
    private static final String COUNTED_THERE = """
            LEFT JOIN LATERAL (SELECT t.* FROM %1$s.fact_time t WHERE (t.station_id, t.journal, t.sequence)
              = (s.station_id, s.journal, s.sequence) ORDER BY t.epoch DESC, t.rules DESC LIMIT 1) AS there ON true
            """;

    /** The newest judgement counts, so one that says what follows now is added; its birth is the last that is known. */
    private static final String TIMES = """
            INSERT INTO fact_time (station_id, journal, sequence, epoch, rules, at, time_quality, skew_ms, earliest)
            SELECT f.station_id, f.journal, f.sequence, newest.epoch, ?, said.at, said.time_quality::time_quality, said.skew_ms,
              said.earliest
            FROM fact f
              JOIN (SELECT station_id, max(epoch) AS epoch FROM birth GROUP BY station_id) AS newest USING (station_id)
              JOIN %1$s.fact s ON (s.station_id, s.journal, s.sequence) = (f.station_id, f.journal, f.sequence)
            """
            + CountedTime.JOIN + COUNTED_THERE + """
              CROSS JOIN LATERAL (SELECT coalesce(there.at, s.at) AS at,
                coalesce(there.time_quality, s.time_quality)::text AS time_quality,
                CASE WHEN there.at IS NULL THEN s.skew_ms ELSE there.skew_ms END AS skew_ms,
                CASE WHEN there.at IS NULL THEN s.earliest ELSE there.earliest END AS earliest) AS said
            WHERE f.journal > 0 AND (said.at, said.time_quality, said.skew_ms, said.earliest) IS DISTINCT FROM (\
            """ + CountedTime.AT + ", " + CountedTime.QUALITY + "::text, "
            + CountedTime.SKEW + ", "
            + CountedTime.EARLIEST + ")";

    private static final String SAME_INFERENCE = """
            FROM %1$s s WHERE s.journal = 0 AND s.station_id = f.station_id AND s.sequence = f.sequence
              AND to_jsonb(s) - 'arrival' = to_jsonb(f) - 'arrival'""";

    private static final String WITHDRAW =
            "INSERT INTO withdrawn_inference (" + INFERRED + ", arrival) SELECT " + INFERRED
                    + ", arrival FROM fact f WHERE journal = 0 AND NOT EXISTS (SELECT "
                    + SAME_INFERENCE.formatted("%1$s.fact") + ")";

    /** What was inferred is no fact that anybody reported; it was kept a moment ago. */
    private static final String UNLOCK_FACTS = "DROP TRIGGER fact_append_only ON fact";

    private static final String DELETE_WITHDRAWN = "DELETE FROM fact f WHERE journal = 0 AND NOT EXISTS (SELECT "
            + SAME_INFERENCE.formatted("%1$s.fact") + ")";

    private static final String LOCK_FACTS = """
            CREATE TRIGGER fact_append_only BEFORE UPDATE OR DELETE ON fact FOR EACH ROW EXECUTE FUNCTION refuse_edit()""";

    private static final String INFER =
            "INSERT INTO fact (" + INFERRED + """
            ) SELECT station_id, journal, sequence, device_time, at, time_quality::text::time_quality, skew_ms, arrived_at,
              uptime_ms, boot, clock::text::clock_quality, offline, kind::text::fact_kind, dock, bike_id,
              cause::text::cause_kind, cause_id, list_version, proof, code, value, value_to, flag, evidence_epoch, earliest
            FROM %1$s.fact f WHERE journal = 0 AND NOT EXISTS (SELECT\
            """ + ' ' + SAME_INFERENCE.formatted("fact") + ")";

    /** Whoever records or rules locks rows of these first, also in a program of an earlier version that still runs. */
    private static final String KEEP_OTHERS_OUT = "LOCK TABLE station_state, bike IN EXCLUSIVE MODE";

    private static final String BIRTHS = """
            UPDATE birth b SET at = s.at,
              reconciled_at = CASE WHEN s.reconciled_at IS NOT NULL THEN coalesce(b.reconciled_at, s.reconciled_at) END
            FROM %1$s.birth s WHERE (s.station_id, s.epoch) = (b.station_id, b.epoch)
              AND (s.at, s.reconciled_at IS NULL) IS DISTINCT FROM (b.at, b.reconciled_at IS NULL)""";

    /** Births tell all of them, and those are never deleted. */
    private static final String DELETE_SEGMENTS = """
            DELETE FROM clock_segment c WHERE NOT EXISTS (SELECT FROM %1$s.clock_segment s
              WHERE (s.station_id, s.journal, s.boot, s.epoch) = (c.station_id, c.journal, c.boot, c.epoch)
                AND to_jsonb(s) = to_jsonb(c))""";

    private static final String SEGMENTS = """
            INSERT INTO clock_segment (station_id, journal, boot, epoch, as_of, anchor_uptime_ms, anchor_at, uncertainty_us)
            SELECT station_id, journal, boot, epoch, as_of, anchor_uptime_ms, anchor_at, uncertainty_us
            FROM %1$s.clock_segment ON CONFLICT DO NOTHING""";

    private static final String STATIONS = """
            UPDATE station_state t SET journal = s.journal, last_sequence = s.last_sequence, bikes = s.bikes,
              inferred = s.inferred, unreconciled_epoch = s.unreconciled_epoch
            FROM %1$s.station_state s WHERE s.station_id = t.station_id
              AND (s.journal, s.last_sequence, s.bikes, s.inferred, s.unreconciled_epoch)
                IS DISTINCT FROM (t.journal, t.last_sequence, t.bikes, t.inferred, t.unreconciled_epoch)""";

    private static final String DOCKS = """
            INSERT INTO dock (station_id, dock, bike_id, lock, fault, journal, sequence, at)
            SELECT station_id, dock, bike_id, lock::text::lock_position, fault, journal, sequence, at FROM %1$s.dock
            ON CONFLICT (station_id, dock) DO UPDATE SET bike_id = excluded.bike_id, lock = excluded.lock,
              fault = excluded.fault, journal = excluded.journal, sequence = excluded.sequence, at = excluded.at
            WHERE (dock.bike_id, dock.lock, dock.fault, dock.journal, dock.sequence, dock.at) IS DISTINCT FROM
              (excluded.bike_id, excluded.lock, excluded.fault, excluded.journal, excluded.sequence, excluded.at)""";

    private static final String DELETE_DOCKS = """
            DELETE FROM dock d
            WHERE NOT EXISTS (SELECT FROM %1$s.dock s WHERE (s.station_id, s.dock) = (d.station_id, d.dock))""";

    private static final String DELETE_UNREGISTERED_DOCKS = """
            DELETE FROM unregistered_dock u
            WHERE NOT EXISTS (SELECT FROM dock d WHERE (d.station_id, d.dock) = (u.station_id, u.dock))""";

    /** A bike of which a fact has another time than its first is read whole from now on. */
    private static final String BIKES = """
            INSERT INTO bike (bike_id, place, station_id, dock, trip_id, since, last_fact, last_at, shown_at, disordered)
            SELECT bike_id, place::text::bike_place, station_id, dock, trip_id, since, last_fact, last_at, shown_at,
              disordered OR bike_id IN (SELECT f.bike_id FROM fact_time t JOIN fact f USING (station_id, journal, sequence)
                WHERE f.bike_id IS NOT NULL AND (t.at, coalesce(t.earliest, t.at), t.time_quality = 'estimated')
                  IS DISTINCT FROM (f.at, coalesce(f.earliest, f.at), f.time_quality = 'estimated'))
            FROM %1$s.bike
            ON CONFLICT (bike_id) DO UPDATE SET place = excluded.place, station_id = excluded.station_id,
              dock = excluded.dock, trip_id = excluded.trip_id, since = excluded.since, last_fact = excluded.last_fact,
              last_at = excluded.last_at, shown_at = excluded.shown_at, disordered = excluded.disordered
            WHERE (bike.place, bike.station_id, bike.dock, bike.trip_id, bike.since, bike.last_fact, bike.last_at,
                bike.shown_at, bike.disordered) IS DISTINCT FROM
              (excluded.place, excluded.station_id, excluded.dock, excluded.trip_id, excluded.since, excluded.last_fact,
                excluded.last_at, excluded.shown_at, excluded.disordered)""";

    /** No station tells of them by these rules, and nobody else ever did: those are there beside. */
    private static final String DELETE_BIKES =
            "DELETE FROM bike b WHERE NOT EXISTS (SELECT FROM %1$s.bike s WHERE s.bike_id = b.bike_id)";

    private static final String RIDDEN = """
            (SELECT trip_id, bike_id, 'ended' AS state, started_at, start_estimated, start_station_id, start_dock, ended_at,
              end_estimated, end_station_id, end_dock, end_fact, ruling_id, repaired, NULL AS overtaken_by, flag, rider_id
            FROM %1$strip
            UNION ALL
            SELECT trip_id, bike_id, state::text, started_at, start_estimated, start_station_id, start_dock, NULL, false, NULL,
              NULL, NULL, ruling_id, false, overtaken_by, flag, rider_id
            FROM %1$sopen_trip)""";

    private static final String CHANGED =
            """
            CREATE TEMP TABLE changed_trip ON COMMIT DROP AS
            SELECT trip_id, w.started_at AS was_started_at, w.end_fact AS was_end_fact, w.ended_at AS was_ended_at,
              w.ruling_id AS was_ruling_id, w.rider_id AS was_rider_id, s.started_at AS now_started_at,
              s.end_fact AS now_end_fact, s.ended_at AS now_ended_at, s.ruling_id AS now_ruling_id, s.rider_id AS now_rider_id
            FROM\
            """ + ' ' + RIDDEN.formatted("") + " AS w FULL JOIN " + RIDDEN.formatted("%1$s.") + """
             AS s USING (trip_id)
            WHERE to_jsonb(w) - 'rider_id' IS DISTINCT FROM to_jsonb(s) - 'rider_id'""";

    private static final String CORRECT = """
            INSERT INTO trip_correction (trip_id, recorded_at, cause, was_started_at, was_end_fact, was_ended_at, was_ruling_id,
              now_started_at, now_end_fact, now_ended_at, now_ruling_id)
            SELECT trip_id, now(), 'rules', was_started_at, was_end_fact, was_ended_at, was_ruling_id, now_started_at,
              now_end_fact, now_ended_at, now_ruling_id
            FROM changed_trip ORDER BY trip_id""";

    private static final String DELETE_OPEN =
            "DELETE FROM open_trip t USING changed_trip c WHERE c.trip_id = t.trip_id";

    private static final String DELETE_ENDED = "DELETE FROM trip t USING changed_trip c WHERE c.trip_id = t.trip_id";

    /** Whose trip it is was found when it was recorded; a card may have been given to somebody else since. */
    private static final String RIDER =
            "CASE WHEN c.was_started_at IS NULL OR s.cause = 'command' THEN s.rider_id ELSE c.was_rider_id END";

    private static final String OPEN = """
            INSERT INTO open_trip (trip_id, bike_id, state, started_at, start_estimated, start_station_id, start_dock, cause,
              cause_id, flag, overtaken_by, ruling_id, rider_id)
            SELECT trip_id, bike_id, state::text::open_trip_state, started_at, start_estimated, start_station_id, start_dock,
              cause::text::cause_kind, cause_id, flag, overtaken_by, ruling_id,\
            """ + ' ' + RIDER + " FROM %1$s.open_trip s JOIN changed_trip c USING (trip_id)";

    private static final String ENDED = """
            INSERT INTO trip (trip_id, bike_id, started_at, start_estimated, start_station_id, start_dock, ended_at,
              end_estimated, end_station_id, end_dock, end_fact, cause, cause_id, flag, ruling_id, repaired, rider_id)
            SELECT trip_id, bike_id, started_at, start_estimated, start_station_id, start_dock, ended_at, end_estimated,
              end_station_id, end_dock, end_fact,
              cause::text::cause_kind, cause_id, flag, ruling_id, repaired,\
            """ + ' ' + RIDER + " FROM %1$s.trip s JOIN changed_trip c USING (trip_id)";

    private static final String RECOUNTED = """
            CREATE TEMP TABLE recounted ON COMMIT DROP AS
            SELECT DISTINCT station_id FROM (
              (TABLE availability EXCEPT TABLE %1$s.availability) UNION ALL
              (TABLE %1$s.availability EXCEPT TABLE availability)) AS otherwise""";

    private static final String DELETE_AVAILABILITY =
            "DELETE FROM availability WHERE station_id IN (SELECT station_id FROM recounted)";

    private static final String AVAILABILITY = """
            INSERT INTO availability (station_id, at, journal, sequence, bikes)
            SELECT station_id, at, journal, sequence, bikes FROM %1$s.availability
            WHERE station_id IN (SELECT station_id FROM recounted)""";

    private static final String TRIGGER_OFF = "ALTER TABLE %s DISABLE TRIGGER %s";

    private static final String TRIGGER_ON = "ALTER TABLE %s ENABLE TRIGGER %s";

    /** Found of all at once: row by row each rider would cost a lock, and there are only so many. */
    private static final String SHARED_TIME = """
            INSERT INTO two_at_once SELECT trip_id FROM (
              SELECT trip_id, started_at, ended_at,
                max(ended_at) OVER (PARTITION BY rider_id
                  ORDER BY started_at, ended_at, trip_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS busy_until,
                lead(started_at) OVER (PARTITION BY rider_id ORDER BY started_at, ended_at, trip_id) AS next_start
              FROM rider_time
              WHERE rider_id IN (SELECT now_rider_id FROM changed_trip UNION SELECT was_rider_id FROM changed_trip)) AS compared
            WHERE busy_until > started_at OR next_start < ended_at
            ON CONFLICT DO NOTHING""";

    static final String RIDERS = """
            SELECT was_rider_id AS rider_id FROM changed_trip WHERE was_rider_id IS NOT NULL UNION
            SELECT now_rider_id FROM changed_trip WHERE now_rider_id IS NOT NULL""";

    static final String DISOWNED = """
            SELECT trip_id FROM changed_trip c WHERE was_rider_id IS NOT NULL
              AND NOT EXISTS (SELECT FROM trip t WHERE t.trip_id = c.trip_id AND t.rider_id IS NOT NULL)
              AND NOT EXISTS (SELECT FROM open_trip t WHERE t.trip_id = c.trip_id AND t.rider_id IS NOT NULL)""";

    private final Connection connection;
    private final String beside;

    Adoption(Connection connection, String beside) {
        this.connection = connection;
        this.beside = beside;
    }

    void keepOthersOut() throws SQLException {
        run(KEEP_OTHERS_OUT);
    }

    /**
     * Facts that have another time from now on.
     *
     * @param rules by which
     */
    long takeTimes(int rules) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TIMES.formatted(beside))) {
            statement.setInt(1, rules);
            return statement.executeUpdate();
        }
    }

    /** What was inferred and follows no more, and what follows now. */
    long takeInferences() throws SQLException {
        long withdrawn = run(WITHDRAW);
        if (withdrawn > 0) {
            run(UNLOCK_FACTS);
            run(DELETE_WITHDRAWN);
            run(LOCK_FACTS);
        }
        return withdrawn + run(INFER);
    }

    void takePlaces() throws SQLException {
        run(BIRTHS);
        run(TRIGGER_OFF.formatted("clock_segment", "clock_segment_append_only"));
        run(DELETE_SEGMENTS);
        run(TRIGGER_ON.formatted("clock_segment", "clock_segment_append_only"));
        run(SEGMENTS);
        run(STATIONS);
        run(DOCKS);
        run(DELETE_DOCKS);
        run(DELETE_UNREGISTERED_DOCKS);
        run(BIKES);
        run(RECOUNTED);
        run(DELETE_AVAILABILITY);
        run(AVAILABILITY);
    }

    /** Corrections that were written. */
    long takeTrips() throws SQLException {
        run(CHANGED);
        long corrections = run(CORRECT);
        run(DELETE_OPEN);
        run(DELETE_ENDED);
        run(TRIGGER_OFF.formatted("open_trip", "open_trip_shares_time"));
        run(TRIGGER_OFF.formatted("trip", "trip_shares_time"));
        run(OPEN);
        run(ENDED);
        run(TRIGGER_ON.formatted("open_trip", "open_trip_shares_time"));
        run(TRIGGER_ON.formatted("trip", "trip_shares_time"));
        run(SHARED_TIME);
        run(DELETE_BIKES);
        return corrections;
    }

    private long run(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.formatted(beside))) {
            return statement.executeUpdate();
        }
    }
}
