package bici.fleet.store;

/** Statements of riders' own trips, whole. */
final class RiderTripSql {
    static final String TRIPS = """
            SELECT t.trip_id, t.rider_id, t.bike_id, t.state, t.started_at, t.start_station_id, t.start_dock,
              s.name AS start_name, t.ended_at, t.end_station_id, t.end_dock, e.name AS end_name
            FROM (
              SELECT trip_id, rider_id, bike_id, state::text AS state, started_at, start_station_id, start_dock,
                NULL::timestamptz AS ended_at, NULL AS end_station_id, NULL::smallint AS end_dock FROM open_trip
              UNION ALL
              SELECT trip_id, rider_id, bike_id, 'ended', started_at, start_station_id, start_dock, ended_at,
                end_station_id, end_dock FROM trip) AS t
            JOIN station s ON s.station_id = t.start_station_id
            LEFT JOIN station e ON e.station_id = t.end_station_id
            WHERE t.rider_id = ?\
            """;

    static final String FIND_OPEN = TRIPS + " AND t.state = 'riding' ORDER BY t.started_at DESC LIMIT 1";

    static final String FIND = TRIPS + " AND t.trip_id = ?";

    static final String LIST = TRIPS
            + " AND (t.started_at, t.trip_id) < (?::timestamptz, ?) ORDER BY t.started_at DESC, t.trip_id DESC LIMIT ?";

    private RiderTripSql() {}
}
