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

    private BenchSql() {}
}
