package bici.fleet.store;

/** Statements of exports, whole. COPY takes no parameters, so they are bound as settings of the transaction. */
final class ReportSql {
    static final String BIND_EXPORT = """
        SELECT set_config('bici.export_zone', ?, true), set_config('bici.export_from', ?, true),
          set_config('bici.export_until', ?, true)\
        """;

    static final String NOTE_EXPORT = "INSERT INTO trip_export (made_at, trips_from, trips_until) VALUES (?, ?, ?)";

    /** A name that a spreadsheet would take for a formula gets an apostrophe before it. Times are whole milliseconds. */
    static final String EXPORT_CITIBIKE_2013 = """
        COPY (SELECT
          floor(extract(epoch FROM date_trunc('milliseconds', t.ended_at) - date_trunc('milliseconds', t.started_at)))::bigint
            AS "tripduration",
          date_trunc('milliseconds', t.started_at) AT TIME ZONE current_setting('bici.export_zone') AS "starttime",
          date_trunc('milliseconds', t.ended_at) AT TIME ZONE current_setting('bici.export_zone') AS "stoptime",
          t.start_station_id AS "start station id",
          s.name AS "start station name",
          s.latitude AS "start station latitude",
          s.longitude AS "start station longitude",
          t.end_station_id AS "end station id",
          e.name AS "end station name",
          e.latitude AS "end station latitude",
          e.longitude AS "end station longitude",
          t.bike_id AS "bikeid",
          NULL AS "usertype",
          NULL AS "birth year",
          NULL AS "gender"
        FROM trip t
          LEFT JOIN\
        """ + ' ' + version("start_station_id", "started_at") + """
         s ON true
          LEFT JOIN\
        """ + ' '
            + version("end_station_id", "ended_at") + """
         e ON true
        WHERE t.started_at >= current_setting('bici.export_from')::timestamptz
          AND t.started_at < current_setting('bici.export_until')::timestamptz
        ORDER BY t.started_at, t.trip_id) TO STDOUT WITH (FORMAT csv, HEADER)\
        """;

    /**
     * The end that somebody saw, a rider his own or an export, and the end that stands now: without one, the trip rides again,
     * or nobody knows, or a ruling took it away. An end was known when both facts or the ruling it rests on had come, and
     * after the correction before; a transaction that began before an export may be committed after it, hence the minute.
     * Starts stand last, and only where they are otherwise, which only other rules make them.
     */
    static final String EXPORT_CORRECTIONS = """
        COPY (WITH candidate AS MATERIALIZED (
          SELECT k.*, lag(k.recorded_at) OVER (PARTITION BY k.trip_id ORDER BY k.correction_id) AS corrected_before,
            coalesce(k.was_started_at, t.started_at, o.started_at) AS started_at,
            coalesce(t.started_at, o.started_at) AS stands_since, coalesce(t.rider_id, o.rider_id) AS rider_id,
            t.ended_at AS stands_at, t.end_fact AS stands_by, coalesce(t.ruling_id, o.ruling_id) AS stands_ruled
          FROM trip_correction k LEFT JOIN trip t USING (trip_id) LEFT JOIN open_trip o USING (trip_id)),
        known AS (
          SELECT c.*, greatest(c.corrected_before, removal.arrived_at, docking.arrived_at, ruling.made_at) AS known_since
          FROM candidate c
            LEFT JOIN LATERAL (SELECT max(f.arrived_at) AS arrived_at FROM fact f
              WHERE f.station_id = split_part(c.trip_id, '.', 1) AND f.journal = split_part(c.trip_id, '.', 2)::integer
                AND f.sequence = split_part(c.trip_id, '.', 3)::bigint) removal ON true
            LEFT JOIN LATERAL (SELECT max(f.arrived_at) AS arrived_at FROM fact f
              WHERE f.station_id = split_part(c.was_end_fact, '.', 1)
                AND f.journal = split_part(c.was_end_fact, '.', 2)::integer
                AND f.sequence = split_part(c.was_end_fact, '.', 3)::bigint) docking ON true
            LEFT JOIN ruling ON ruling.ruling_id = c.was_ruling_id
          WHERE c.recorded_at >= current_setting('bici.export_from')::timestamptz
            AND c.recorded_at < current_setting('bici.export_until')::timestamptz
            AND c.was_ended_at IS NOT NULL AND (c.was_started_at <> c.stands_since
              OR (c.was_ended_at, c.was_end_fact, c.was_ruling_id) IS DISTINCT FROM
                (c.stands_at, c.stands_by, CASE WHEN c.stands_at IS NOT NULL THEN c.stands_ruled END))
            AND (c.rider_id IS NOT NULL OR EXISTS (SELECT FROM trip_export x
              WHERE x.made_at < c.recorded_at + interval '1 minute' AND x.made_at >= coalesce(c.corrected_before, '-infinity')
                AND c.started_at >= x.trips_from AND c.started_at < x.trips_until)))
        SELECT
          trip_id AS "trip id",
          date_trunc('milliseconds', recorded_at) AT TIME ZONE current_setting('bici.export_zone') AS "corrected",
          date_trunc('milliseconds', was_ended_at) AT TIME ZONE current_setting('bici.export_zone') AS "stoptime before",
          coalesce(was_end_fact, 'ruling ' || was_ruling_id) AS "stop before by",
          date_trunc('milliseconds', stands_at) AT TIME ZONE current_setting('bici.export_zone') AS "stoptime after",
          coalesce(stands_by, 'ruling ' || stands_ruled) AS "stop after by",
          CASE WHEN was_started_at IS DISTINCT FROM stands_since THEN date_trunc('milliseconds', was_started_at)
            AT TIME ZONE current_setting('bici.export_zone') END AS "starttime before",
          CASE WHEN was_started_at <> stands_since THEN date_trunc('milliseconds', stands_since)
            AT TIME ZONE current_setting('bici.export_zone') END AS "starttime after"
        FROM known k
        WHERE k.rider_id IS NOT NULL AND k.known_since < k.recorded_at
          OR EXISTS (SELECT FROM trip_export x
            WHERE x.made_at >= coalesce(k.known_since, '-infinity') AND x.made_at < k.recorded_at + interval '1 minute'
              AND k.started_at >= x.trips_from AND k.started_at < x.trips_until)
        ORDER BY correction_id) TO STDOUT WITH (FORMAT csv, HEADER)\
        """;

    static final String GET_SUMS = """
        SELECT (SELECT count(*) FROM station) AS stations, (SELECT count(*) FROM bike) AS bikes,
          (SELECT count(*) FROM fact) AS facts, (SELECT count(*) FROM open_trip) AS open_trips,
          (SELECT count(*) FROM trip) AS trips\
        """;

    /** What a station was at a time, found by its index however many there are; of two changes of one time the later counts. */
    private static String version(String station, String at) {
        return """
                LATERAL (SELECT CASE WHEN v.name ~ '^[-=+@\t\r]' THEN '''' || v.name ELSE v.name END AS name,
                  v.latitude, v.longitude FROM station_version v WHERE v.station_id = t.%s AND v.valid_from <= t.%s
                  ORDER BY v.valid_from DESC, v.version_id DESC LIMIT 1)""".formatted(station, at);
    }

    private ReportSql() {}
}
