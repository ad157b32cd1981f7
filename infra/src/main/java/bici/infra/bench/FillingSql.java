package bici.infra.bench;

/**
 * Statements that write a record no station ever sent ({@link Filling}), each behind {@link #PARAMETERS}. In a station the
 * first facts dock its bikes; after them the n-th pair takes and docks bike n modulo bikes, in its own dock.
 */
final class FillingSql {
    /** Stations, facts a station, bikes a station, first dock, first moment, milliseconds from one fact to the next. */
    static final String PARAMETERS = """
            WITH m AS (SELECT ?::integer AS stations, ?::integer AS facts, ?::integer AS bikes, ?::integer AS first_dock,
                ?::timestamptz AS first, ?::bigint * INTERVAL '1 ms' AS apart),
              s AS (SELECT 'T' || lpad(n::text, 4, '0') AS station_id FROM m, generate_series(0, m.stations - 1) AS n)
            """;

    /** In the order of time, as they would have come. */
    static final String FACTS = """
            INSERT INTO fact (station_id, journal, sequence, device_time, at, time_quality, skew_ms, arrived_at, uptime_ms,
              boot, clock, offline, kind, dock, bike_id, cause, cause_id, list_version, proof)
            SELECT s.station_id, 1, f.n, f.at, f.at, 'device', 0, f.at + INTERVAL '1 s', f.n * 1000, 1, 'synced', false,
              CASE WHEN f.taken THEN 'bike-removed' ELSE 'bike-docked' END::fact_kind, f.first_dock + f.slot,
              'F' || s.station_id || '-' || f.slot, CASE WHEN f.taken THEN 'card' END::cause_kind,
              CASE WHEN f.taken THEN 'C' || lpad((f.n % 10000)::text, 6, '0') END, CASE WHEN f.taken THEN 1 END,
              CASE WHEN f.taken THEN md5(f.n::text) END
            FROM (SELECT n, m.first_dock, m.first + n * m.apart AS at, n > m.bikes AND (n - m.bikes) % 2 = 1 AS taken,
                CASE WHEN n <= m.bikes THEN n - 1 ELSE (n - m.bikes - 1) / 2 % m.bikes END AS slot
              FROM m, generate_series(1, m.facts) AS n) AS f CROSS JOIN s""";

    static final String TRIPS = """
            INSERT INTO trip (trip_id, bike_id, started_at, start_station_id, start_dock, ended_at, end_station_id, end_dock,
              end_fact, cause, cause_id)
            SELECT s.station_id || '.1.' || p.taken, 'F' || s.station_id || '-' || p.slot, m.first + p.taken * m.apart,
              s.station_id, m.first_dock + p.slot, m.first + (p.taken + 1) * m.apart, s.station_id, m.first_dock + p.slot,
              s.station_id || '.1.' || p.taken + 1, 'card', 'C' || lpad((p.taken % 10000)::text, 6, '0')
            FROM m, (SELECT m.bikes + 2 * n + 1 AS taken, n % m.bikes AS slot
              FROM m, generate_series(0, (m.facts - m.bikes) / 2 - 1) AS n) AS p CROSS JOIN s""";

    static final String AVAILABILITY = """
            INSERT INTO availability (station_id, at, journal, sequence, bikes)
            SELECT s.station_id, m.first + n * m.apart, 1, n,
              CASE WHEN n <= m.bikes THEN n ELSE m.bikes - (n - m.bikes) % 2 END
            FROM m, generate_series(1, m.facts) AS n CROSS JOIN s""";

    /** By the last docking of each bike. */
    private static final String LAST = """
            (SELECT slot, m.facts - 2 * ((pairs - 1 - slot) % m.bikes) AS n
              FROM m, LATERAL (SELECT (m.facts - m.bikes) / 2 AS pairs) AS c, generate_series(0, m.bikes - 1) AS slot)""";

    static final String DOCKS = """
            INSERT INTO dock (station_id, dock, bike_id, lock, journal, sequence, at)
            SELECT s.station_id, m.first_dock + l.slot, 'F' || s.station_id || '-' || l.slot, 'locked', 1, l.n,
              m.first + l.n * m.apart
            FROM m,
            """ + LAST + " AS l CROSS JOIN s";

    static final String BIKES = """
            INSERT INTO bike (bike_id, place, station_id, dock, since, last_fact, last_at, fleet_from)
            SELECT 'F' || s.station_id || '-' || l.slot, 'dock', s.station_id, m.first_dock + l.slot,
              m.first + l.n * m.apart, s.station_id || '.1.' || l.n, m.first + l.n * m.apart, '-infinity'
            FROM m,
            """ + LAST + " AS l CROSS JOIN s";

    static final String JOURNALS = """
            INSERT INTO station_journal (station_id, journal, received)
            SELECT s.station_id, 1, int8multirange(int8range(1, m.facts + 1)) FROM m CROSS JOIN s""";

    static final String STATES = """
            UPDATE station_state t SET journal = 1, last_sequence = m.facts, bikes = m.bikes
            FROM m CROSS JOIN s WHERE t.station_id = s.station_id""";

    static final String ANALYZE = "ANALYZE";

    private FillingSql() {}
}
