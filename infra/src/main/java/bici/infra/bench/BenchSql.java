package bici.infra.bench;

/** Statements of benchmarks that no part of the product needs. */
final class BenchSql {
    /**
     * Finished trips that no station ever reported, for what only reads them. Parameters: how many, stations, first
     * start, milliseconds from one to the next.
     */
    static final String FILL_TRIPS = """
            INSERT INTO trip (trip_id, bike_id, started_at, start_station_id, start_dock, ended_at, end_station_id, end_dock,
              end_fact, cause, cause_id)
            SELECT 'T0001.1.' || n, 'B' || lpad((n % 40000)::text, 6, '0'), m.first + n * m.apart,
              'T' || lpad((n % m.stations)::text, 4, '0'), n % 20 + 1, m.first + n * m.apart + (300 + n % 1500) * INTERVAL '1 s',
              'T' || lpad((n * 7 % m.stations)::text, 4, '0'), n % 20 + 1, 'T0002.1.' || n, 'card', 'C' || n % 40000
            FROM (SELECT ?::integer AS trips, ?::integer AS stations, ?::timestamptz AS first,
                ?::integer * INTERVAL '1 ms' AS apart) AS m, generate_series(1, m.trips) AS n""";

    static final String ANALYZE_TRIPS = "ANALYZE trip";

    /** Unlocks that opened a trip which stands under its rider. */
    static final String COUNT_UNLOCKS = """
            SELECT count(*) FROM command c JOIN trip t USING (trip_id)
            WHERE c.kind = 'unlock' AND c.state = 'done' AND t.rider_id = c.rider_id AND t.cause_id = c.command_id""";

    static final String COUNT_READINGS = "SELECT count(*) FROM health";

    static final String COUNT_FACTS = "SELECT count(*) FROM fact";

    /** Of all tables. */
    static final String COUNT_CHUNKS = "SELECT count(*) FROM timescaledb_information.chunks";

    /** The floor commits as the product does, also where this is not the connection's usual way. */
    static final String WAIT_FOR_THE_DISK = "SET synchronous_commit = on";

    /** The columns that a docking or a removal by nobody has. */
    static final String COPY_FACTS = """
            COPY fact (station_id, journal, sequence, device_time, at, time_quality, skew_ms, arrived_at, uptime_ms, boot,
              clock, offline, kind, dock, bike_id, cause, flag) FROM STDIN""";

    private BenchSql() {}
}
