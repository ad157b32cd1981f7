package bici.infra.chaos;

/** What a chaos run asks the database, whole statements. */
final class ChaosSql {
    static final String FACTS = """
            SELECT station_id || '.' || journal || '.' || sequence AS fact, kind::text AS kind, coalesce(dock, 0) AS dock,
              coalesce(bike_id, '-') AS bike, coalesce(cause::text, '-') AS cause, coalesce(cause_id, '-') AS cause_id
            FROM fact WHERE journal > 0""";

    static final String TRIPS = """
            SELECT trip_id, start_station_id || ' ' || start_dock AS began, end_station_id || ' ' || end_dock AS ended,
              end_fact, coalesce(rider_id, '-') AS rider FROM trip
            UNION ALL
            SELECT trip_id, start_station_id || ' ' || start_dock, '-', '-', coalesce(rider_id, '-') FROM open_trip""";

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

    /** The moves of bikes that stations told, and whatever was inferred. */
    static final String KEPT_FACTS = """
            SELECT station_id || '.' || journal || '.' || sequence AS fact, journal = 0 AS inferred
            FROM fact WHERE journal = 0 OR kind IN ('bike-removed', 'bike-docked')""";

    static final String KEPT_TRIPS = """
            SELECT t.trip_id, coalesce(t.rider_id, '') AS rider, t.bike_id, t.end_fact,
              EXISTS (SELECT FROM ruling r WHERE r.trip_id = t.trip_id) AS ruled
            FROM (SELECT trip_id, rider_id, bike_id, end_fact FROM trip
              UNION ALL SELECT trip_id, rider_id, bike_id, '' FROM open_trip) AS t""";

    private ChaosSql() {}
}
