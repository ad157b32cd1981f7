package bici.fleet.store;

/** Statements of riders' reports, whole. */
final class RiderReportSql {
    /** Reports of one rider come one by one. */
    static final String LOCK_RIDER = "SELECT rider_id FROM rider WHERE rider_id = ? FOR NO KEY UPDATE";

    /** Parameters: station; dock, station, dock; bike; trip and rider, twice. What was not given is null. */
    static final String FIND_SUBJECTS = """
            SELECT EXISTS (SELECT FROM station s WHERE s.station_id = ?) AS station,
              EXISTS (SELECT FROM station s WHERE s.station_id = ? AND (?::integer BETWEEN 1 AND s.capacity
                OR EXISTS (SELECT FROM dock d WHERE d.station_id = s.station_id AND d.dock = ?::integer))) AS dock,
              EXISTS (SELECT FROM bike b WHERE b.bike_id = ?) AS bike,
              (SELECT t.bike_id FROM (SELECT bike_id FROM open_trip WHERE trip_id = ? AND rider_id = ?
                UNION ALL SELECT bike_id FROM trip WHERE trip_id = ? AND rider_id = ?) AS t LIMIT 1) AS bike_of_trip""";

    static final String REPORTS = """
            SELECT r.report_id, r.kind, r.station_id, r.dock, r.bike_id, r.trip_id, r.said, r.made_at, r.state, r.since,
              a.staff_id, a.note
            FROM rider_report r LEFT JOIN LATERAL (SELECT staff_id, note FROM rider_report_act a
              WHERE a.report_id = r.report_id ORDER BY a.act_number DESC LIMIT 1) a ON true
            WHERE true\
            """;

    static final String FIND = REPORTS + " AND r.report_id = ?";

    static final String FIND_BY_KEY = REPORTS + " AND r.rider_id = ? AND r.idempotency_key = ?";

    static final String LIST_OF_RIDER = paged(REPORTS + " AND r.rider_id = ?");

    /** Parameters: kind, twice; station, twice; then where the page begins. Null is any. */
    static final String LIST_ALL = paged(REPORTS
            + " AND (?::text IS NULL OR r.kind = (?::text)::report_kind) AND (?::text IS NULL OR r.station_id = ?)");

    static final String LIST_WAITING = LIST_ALL.replace("WHERE true", "WHERE r.state IN ('open', 'taken')");

    static final String LIST_CLOSED = LIST_ALL.replace("WHERE true", "WHERE r.state IN ('confirmed', 'unfounded')");

    static final String RECENT =
            "SELECT count(*) AS made, min(made_at) AS earliest FROM rider_report WHERE rider_id = ? AND made_at > ?";

    static final String ADD = """
            INSERT INTO rider_report (report_id, rider_id, idempotency_key, kind, station_id, dock, bike_id, trip_id, said,
              made_at, state, since)
            VALUES (?, ?, ?, ?::report_kind, ?, ?, ?, ?, ?, ?, 'open', ?)""";

    static final String FIND_ACT = """
            SELECT report_id, act, note FROM rider_report_act WHERE staff_id = ? AND idempotency_key = ?""";

    static final String LOCK_REPORT = "SELECT state FROM rider_report WHERE report_id = ? FOR UPDATE";

    /** Clocks of two nodes may differ. */
    static final String SET_STATE = """
            UPDATE rider_report SET state = ?::report_state, since = greatest(?::timestamptz, since) WHERE report_id = ?""";

    static final String ADD_ACT = """
            INSERT INTO rider_report_act (report_id, act, staff_id, idempotency_key, note, done_at)
            VALUES (?, ?::report_act, ?, ?, ?, ?)""";

    private RiderReportSql() {}

    /** Newest first, from where a page begins. */
    private static String paged(String reports) {
        return reports
                + " AND (r.made_at, r.report_id) < (?::timestamptz, ?) ORDER BY r.made_at DESC, r.report_id DESC LIMIT ?";
    }
}
