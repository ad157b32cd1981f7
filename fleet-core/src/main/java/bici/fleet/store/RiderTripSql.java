package bici.fleet.store;

/** Statements of riders' own trips, whole. */
final class RiderTripSql {
    /** One remark a trip, the gravest; contested as the view contested_trip says, asked for one rider. */
    static final String TRIPS = """
            SELECT t.trip_id, t.rider_id, t.bike_id, t.state, t.started_at, t.start_station_id, t.start_dock,
              s.name AS start_name, t.ended_at, t.end_station_id, t.end_dock, e.name AS end_name,
              CASE WHEN t.state = 'corrected-away' THEN 'taken-away'
                WHEN t.missing THEN 'missing'
                WHEN EXISTS (SELECT FROM untold_end u WHERE u.trip_id = t.trip_id) THEN 'contested'
                WHEN t.busy_until IS NOT NULL AND (SELECT r.kind FROM ruling r WHERE r.trip_id = t.trip_id
                    ORDER BY r.ruling_id DESC LIMIT 1) IS DISTINCT FROM 'uphold'
                  AND (EXISTS (SELECT FROM trip o WHERE o.rider_id = t.rider_id AND o.trip_id <> t.trip_id
                      AND o.started_at < t.busy_until AND o.ended_at > t.started_at)
                    OR EXISTS (SELECT FROM open_trip o WHERE o.rider_id = t.rider_id AND o.trip_id <> t.trip_id
                      AND o.state = 'riding' AND o.started_at < t.busy_until))
                  THEN 'contested'
                WHEN t.trip_id IN (SELECT v.trip_id FROM trip_review v) THEN 'in-review'
                WHEN t.repaired THEN 'repaired'
                WHEN t.end_station_id = t.start_station_id AND t.ended_at - t.started_at <= interval '60 seconds'
                  THEN 'false-start'
                WHEN t.state = 'ended' AND t.end_station_id IS NULL THEN 'returned' END AS remark,
              EXISTS (SELECT FROM trip_correction k WHERE k.trip_id = t.trip_id) AS corrected,
              f.valid_from, f.name, f.base_cop, f.included_s, f.step_s, f.step_cop
            FROM (
              SELECT trip_id, rider_id, bike_id, state::text AS state, started_at, start_station_id, start_dock,
                NULL::timestamptz AS ended_at, NULL AS end_station_id, NULL::smallint AS end_dock, false AS repaired,
                CASE WHEN state = 'riding' THEN 'infinity'::timestamptz END AS busy_until,
                state = 'end-unknown' AND overtaken_by IS NULL AS missing
              FROM open_trip
              UNION ALL
              SELECT trip_id, rider_id, bike_id, 'ended', started_at, start_station_id, start_dock, ended_at,
                end_station_id, end_dock, repaired, ended_at, false FROM trip) AS t
            JOIN station s ON s.station_id = t.start_station_id
            LEFT JOIN station e ON e.station_id = t.end_station_id
            JOIN LATERAL (SELECT * FROM tariff p WHERE p.valid_from <= t.started_at
              ORDER BY p.valid_from DESC LIMIT 1) AS f ON true
            WHERE t.rider_id = ?\
            """;

    static final String FIND_OPEN = TRIPS + " AND t.state = 'riding' ORDER BY t.started_at DESC LIMIT 1";

    static final String FIND = TRIPS + " AND t.trip_id = ?";

    static final String LIST = TRIPS
            + " AND (t.started_at, t.trip_id) < (?::timestamptz, ?) ORDER BY t.started_at DESC, t.trip_id DESC LIMIT ?";

    private RiderTripSql() {}
}
