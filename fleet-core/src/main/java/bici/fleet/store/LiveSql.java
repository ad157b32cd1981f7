package bici.fleet.store;

/** Statements of what stations and bikes are like now, whole. */
final class LiveSql {
    static final String STATIONS = """
            SELECT s.station_id, s.name, s.latitude, s.longitude, s.capacity, st.online, st.last_heard_at,
              closed.station_id IS NULL AS in_service, d.dock, d.bike_id, kept.bike_id IS NULL AS bike_in_service,
              d.bike_id IS NOT NULL AND here.bike_id IS DISTINCT FROM d.bike_id AS bike_elsewhere,
              here.bike_id = d.bike_id AND here.fleet_from IS NOT NULL AND here.retired_at IS NULL AS bike_registered, d.lock, d.fault,
              out.dock IS NOT NULL AS locked_out, p.code, d.at, i.dock IS NOT NULL AS installed
            FROM station s JOIN station_state st USING (station_id)
              LEFT JOIN withdrawal closed ON closed.station_id = s.station_id AND closed.dock = 0
              LEFT JOIN dock d ON d.station_id = s.station_id
              LEFT JOIN installed_dock i ON i.station_id = d.station_id AND i.dock = d.dock
              LEFT JOIN bike here ON here.station_id = d.station_id AND here.dock = d.dock
              LEFT JOIN withdrawal out ON out.station_id = d.station_id AND out.dock = d.dock
              LEFT JOIN bike_withdrawal kept ON kept.bike_id = d.bike_id
              LEFT JOIN printed_code p ON p.station_id = i.station_id AND p.dock = i.dock
            WHERE s.retired_at IS NULL\
            """;

    static final String LIST_STATIONS = STATIONS + " ORDER BY s.station_id, d.dock";

    static final String FIND_STATION = STATIONS + " AND s.station_id = ? ORDER BY d.dock";

    static final String LIST_THESE_STATIONS = STATIONS + " AND s.station_id = ANY (?) ORDER BY s.station_id, d.dock";

    static final String LIST_RETIRED_STATIONS =
            "SELECT station_id, name FROM station WHERE retired_at IS NOT NULL ORDER BY station_id";

    static final String BIKES = """
            SELECT b.bike_id, b.place, b.station_id, b.dock, b.trip_id, b.since, kept.bike_id IS NULL AS in_service,
              b.fleet_from IS NOT NULL AND b.retired_at IS NULL AS registered,
              b.retired_at IS NOT NULL AS retired
            FROM bike b LEFT JOIN bike_withdrawal kept ON kept.bike_id = b.bike_id\
            """;

    static final String LIST_BIKES = BIKES + " WHERE b.bike_id > ? ORDER BY b.bike_id LIMIT ?";

    static final String LIST_REGISTERED_BIKES =
            BIKES + " WHERE b.fleet_from IS NOT NULL AND b.retired_at IS NULL ORDER BY b.bike_id";

    static final String FIND_BIKE = BIKES + " WHERE b.bike_id = ?";

    static final String LIST_BIKE_TRIPS = """
            SELECT trip_id, started_at, start_station_id, start_dock, ended_at, end_station_id, end_dock, state,
              EXISTS (SELECT FROM untold_end u WHERE u.trip_id = t.trip_id)
                OR (busy_until IS NOT NULL AND (SELECT r.kind FROM ruling r WHERE r.trip_id = t.trip_id
                    ORDER BY r.ruling_id DESC LIMIT 1) IS DISTINCT FROM 'uphold'
                  AND (EXISTS (SELECT FROM trip o WHERE o.rider_id = t.rider_id AND o.trip_id <> t.trip_id
                      AND o.started_at < t.busy_until AND o.ended_at > t.started_at)
                    OR EXISTS (SELECT FROM open_trip o WHERE o.rider_id = t.rider_id AND o.trip_id <> t.trip_id
                      AND o.state = 'riding' AND o.started_at < t.busy_until))) AS contested,
              t.trip_id IN (SELECT v.trip_id FROM trip_review v) AS in_review
            FROM (
              SELECT trip_id, bike_id, rider_id, started_at, start_station_id, start_dock, NULL::timestamptz AS ended_at,
                NULL AS end_station_id, NULL::smallint AS end_dock, state::text AS state,
                CASE WHEN state = 'riding' THEN 'infinity'::timestamptz END AS busy_until FROM open_trip
              UNION ALL
              SELECT trip_id, bike_id, rider_id, started_at, start_station_id, start_dock, ended_at, end_station_id,
                end_dock, 'ended', ended_at FROM trip) AS t
            WHERE t.bike_id = ? ORDER BY started_at DESC, trip_id DESC LIMIT ?""";

    static final String LIST_CODES = """
            SELECT p.code, p.station_id, p.dock, p.bike_id
            FROM printed_code p LEFT JOIN bike b USING (bike_id)
              LEFT JOIN installed_dock i ON i.station_id = p.station_id AND i.dock = p.dock
            WHERE i.dock IS NOT NULL OR (b.fleet_from IS NOT NULL AND b.retired_at IS NULL)
            ORDER BY p.bike_id NULLS FIRST, p.station_id, p.dock""";

    private LiveSql() {}
}
