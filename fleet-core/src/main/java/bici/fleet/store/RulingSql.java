package bici.fleet.store;

/** Statements of the control room's rulings, whole. */
final class RulingSql {
    static final String LOAD = """
            SELECT r.bike_id, r.ruling_id, r.kind, r.trip_id, r.ruled_at, r.reason
            FROM unnest(?) AS wanted (bike_id) JOIN ruling r USING (bike_id) ORDER BY r.ruling_id""";

    static final String LOAD_ALL = """
            SELECT bike_id, ruling_id, kind, trip_id, ruled_at, reason FROM ruling ORDER BY ruling_id""";

    static final String FIND = """
            SELECT bike_id, ruling_id, kind, trip_id, ruled_at, reason FROM ruling
            WHERE staff_id = ? AND idempotency_key = ?""";

    static final String FIND_TRIP = """
            SELECT bike_id, rider_id, started_at FROM open_trip WHERE trip_id = ?
            UNION ALL SELECT bike_id, rider_id, started_at FROM trip WHERE trip_id = ?""";

    static final String IS_MET = "SELECT bike_id FROM bike WHERE bike_id = ? AND last_fact IS NOT NULL";

    static final String ADD = """
            INSERT INTO ruling (kind, bike_id, trip_id, ruled_at, staff_id, idempotency_key, reason, made_at)
            VALUES (?::ruling_kind, ?, ?, ?, ?, ?, ?, ?)
            RETURNING ruling_id""";

    private RulingSql() {}
}
