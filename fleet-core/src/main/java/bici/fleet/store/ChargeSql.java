package bici.fleet.store;

/** Statements of riders' accounts, whole. */
final class ChargeSql {
    static final String TARIFFS =
            "SELECT valid_from, name, base_cop, included_s, step_s, step_cop FROM tariff ORDER BY valid_from";

    static final String TARIFF_IN_FORCE = """
            SELECT valid_from, name, base_cop, included_s, step_s, step_cop FROM tariff WHERE valid_from <= ?
            ORDER BY valid_from DESC LIMIT 1""";

    static final String LOCK_RIDERS = """
            SELECT r.rider_id FROM rider r WHERE r.rider_id = ANY (?) ORDER BY r.rider_id FOR NO KEY UPDATE""";

    /** A false start is back at its station within a minute, as {@code Trip.isFalseStart} says; trip_review has no upheld one. */
    static final String RIDDEN = """
            SELECT t.trip_id, t.rider_id, t.started_at, t.busy_until, t.payable, t.state,
              (SELECT r.kind FROM ruling r WHERE r.trip_id = t.trip_id ORDER BY r.ruling_id DESC LIMIT 1) = 'uphold'
                AS upheld, coalesce(c.charged, 0) AS charged, coalesce(c.revisions, 0) AS revisions
            FROM (
              SELECT trip_id, rider_id, started_at, ended_at AS busy_until, 'ended' AS state,
                NOT (repaired OR (end_station_id IS NOT DISTINCT FROM start_station_id
                  AND ended_at - started_at <= interval '60 seconds')
                  OR trip_id IN (SELECT trip_id FROM trip_review)) AS payable FROM trip
              UNION ALL
              SELECT trip_id, rider_id, started_at, NULL, state::text, false FROM open_trip) AS t
            LEFT JOIN (SELECT rider_id, trip_id, max(revision) AS revisions,
                sum(CASE WHEN debit = 'rider ' || rider_id THEN amount_cop ELSE -amount_cop END) AS charged
              FROM charge WHERE rider_id = ANY (?) GROUP BY rider_id, trip_id) AS c USING (rider_id, trip_id)
            WHERE t.rider_id = ANY (?)""";

    static final String DISOWNED = """
            SELECT trip_id, rider_id, min(made_at) AS started_at, NULL::timestamptz AS busy_until, false AS payable,
              'disowned' AS state, false AS upheld, max(revision) AS revisions,
              sum(CASE WHEN debit = 'rider ' || rider_id THEN amount_cop ELSE -amount_cop END) AS charged
            FROM charge WHERE trip_id = ANY (?) GROUP BY trip_id, rider_id""";

    static final String COPY =
            "COPY charge (trip_id, kind, revision, rider_id, debit, credit, amount_cop, made_at) FROM STDIN";

    private ChargeSql() {}
}
