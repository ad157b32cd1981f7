package bici.fleet.store;

/** Statements of exports, whole. COPY takes no parameters, so they are bound as settings of the transaction. */
final class ReportSql {
    static final String BIND_EXPORT = """
        SELECT set_config('bici.export_zone', ?, true), set_config('bici.export_from', ?, true),
          set_config('bici.export_until', ?, true)\
        """;

    /** A name that a spreadsheet would take for a formula gets an apostrophe before it. */
    static final String EXPORT_CITIBIKE_2013 = """
        COPY (SELECT
          floor(extract(epoch FROM t.ended_at - t.started_at))::bigint AS "tripduration",
          t.started_at AT TIME ZONE current_setting('bici.export_zone') AS "starttime",
          t.ended_at AT TIME ZONE current_setting('bici.export_zone') AS "stoptime",
          t.start_station_id AS "start station id",
          CASE WHEN s.name ~ '^[-=+@\t\r]' THEN '''' || s.name ELSE s.name END AS "start station name",
          s.latitude AS "start station latitude",
          s.longitude AS "start station longitude",
          t.end_station_id AS "end station id",
          CASE WHEN e.name ~ '^[-=+@\t\r]' THEN '''' || e.name ELSE e.name END AS "end station name",
          e.latitude AS "end station latitude",
          e.longitude AS "end station longitude",
          t.bike_id AS "bikeid",
          NULL AS "usertype",
          NULL AS "birth year",
          NULL AS "gender"
        FROM trip t JOIN station s ON s.station_id = t.start_station_id
          LEFT JOIN station e ON e.station_id = t.end_station_id
        WHERE t.started_at >= current_setting('bici.export_from')::timestamptz
          AND t.started_at < current_setting('bici.export_until')::timestamptz
        ORDER BY t.started_at, t.trip_id) TO STDOUT WITH (FORMAT csv, HEADER)\
        """;

    /** Without an end now: the trip rides again, or nobody knows, or a ruling took it away. */
    static final String EXPORT_CORRECTIONS = """
        COPY (SELECT
          trip_id AS "trip id",
          recorded_at AT TIME ZONE current_setting('bici.export_zone') AS "corrected",
          was_ended_at AT TIME ZONE current_setting('bici.export_zone') AS "stoptime before",
          coalesce(was_end_fact, 'ruling ' || was_ruling_id) AS "by",
          now_ended_at AT TIME ZONE current_setting('bici.export_zone') AS "stoptime after",
          coalesce(now_end_fact, 'ruling ' || now_ruling_id) AS "by"
        FROM trip_correction
        WHERE recorded_at >= current_setting('bici.export_from')::timestamptz
          AND recorded_at < current_setting('bici.export_until')::timestamptz
        ORDER BY correction_id) TO STDOUT WITH (FORMAT csv, HEADER)\
        """;

    static final String GET_SUMS = """
        SELECT (SELECT count(*) FROM station) AS stations, (SELECT count(*) FROM bike) AS bikes,
          (SELECT count(*) FROM fact) AS facts, (SELECT count(*) FROM open_trip) AS open_trips,
          (SELECT count(*) FROM trip) AS trips\
        """;

    private ReportSql() {}
}
