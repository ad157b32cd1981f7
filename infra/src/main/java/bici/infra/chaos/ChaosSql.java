package bici.infra.chaos;

/** What a chaos run asks the database, whole statements. */
final class ChaosSql {
    static final String FACTS = """
            SELECT station_id || '.' || journal || '.' || sequence AS fact, kind::text AS kind, coalesce(dock, 0) AS dock,
              coalesce(bike_id, '-') AS bike, coalesce(cause::text, '-') AS cause, coalesce(cause_id, '-') AS cause_id
            FROM fact WHERE journal > 0""";

    /** A trip is unsure when its end is unknown or was only shown, or when a time of it is no more than an estimate. */
    static final String TRIPS = """
            WITH judged AS (
              SELECT f.station_id || '.' || f.journal || '.' || f.sequence AS fact, coalesce(
                (SELECT t.time_quality FROM fact_time t WHERE t.station_id = f.station_id AND t.journal = f.journal
                  AND t.sequence = f.sequence ORDER BY t.epoch DESC, t.rules DESC LIMIT 1), f.time_quality)
                IN ('unverified', 'estimated') AS doubtful
              FROM fact f WHERE f.kind IN ('bike-removed', 'bike-docked')),
            known AS (
              SELECT trip_id, start_station_id || ' ' || start_dock AS began, end_station_id || ' ' || end_dock AS ended,
                end_fact, rider_id, repaired OR start_estimated OR end_estimated AS marked FROM trip
              UNION ALL
              SELECT trip_id, start_station_id || ' ' || start_dock, '-', '-', rider_id,
                state = 'end-unknown' OR start_estimated FROM open_trip)
            SELECT k.trip_id, k.began, k.ended, k.end_fact, coalesce(k.rider_id, '-') AS rider,
              k.marked OR coalesce(s.doubtful, false) OR coalesce(e.doubtful, false)
                OR EXISTS (SELECT FROM open_trip o WHERE o.overtaken_by = k.trip_id) AS unsure
            FROM known k LEFT JOIN judged s ON s.fact = k.trip_id LEFT JOIN judged e ON e.fact = k.end_fact""";

    static final String COMMANDS = """
            SELECT command_id, state::text AS state, coalesce(rider_id, staff_id) || ' ' || idempotency_key AS wish,
              idempotency_key, coalesce(rider_id, '-') AS rider, deadline, coalesce(trip_id, '-') AS trip_id FROM command""";

    static final String UNDECIDED = "SELECT count(*) FROM command WHERE ended_at IS NULL";

    static final String QUARANTINED = "SELECT count(*) FROM quarantine";

    /** The server's own connections. */
    static final String BACKENDS = """
            SELECT pid FROM pg_stat_activity
            WHERE application_name = 'bici' AND client_port IS NOT NULL AND pid <> pg_backend_pid()""";

    static final String REPEATED = """
            SELECT count(*) FROM (SELECT FROM fact WHERE journal > 0 GROUP BY station_id, journal, sequence
              HAVING count(*) > 1) AS r""";

    static final String KEPT_COMMANDS = """
            SELECT command_id, rider_id, idempotency_key, bike_id, dock, epoch, requested_at, deadline
            FROM command WHERE kind = 'unlock'""";

    /** The moves of bikes that stations told and did not invent, and whatever was inferred. */
    static final String KEPT_FACTS = """
            SELECT station_id || '.' || journal || '.' || sequence AS fact, journal = 0 AS inferred
            FROM fact WHERE journal = 0 OR (kind IN ('bike-removed', 'bike-docked') AND bike_id NOT LIKE 'X%' AND dock <= 400)""";

    static final String KEPT_TRIPS = """
            SELECT t.trip_id, coalesce(t.rider_id, '') AS rider, t.bike_id, t.end_fact,
              EXISTS (SELECT FROM ruling r WHERE r.trip_id = t.trip_id) AS ruled
            FROM (SELECT trip_id, rider_id, bike_id, end_fact FROM trip
              UNION ALL SELECT trip_id, rider_id, bike_id, '' FROM open_trip) AS t""";

    private ChaosSql() {}
}
