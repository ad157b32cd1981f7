package bici.fleet.store;

/** Statements of the register of bikes, whole. */
final class FleetSql {
    static final String LOCK_UNRETIRED = """
            SELECT bike_id FROM bike WHERE bike_id = ANY (?) AND retired_at IS NULL ORDER BY bike_id FOR UPDATE""";

    /** Without a time: since its first fact. */
    static final String REGISTER = """
            UPDATE bike b SET fleet_from = least(b.fleet_from, coalesce(r.fleet_from, '-infinity')), retired_at = NULL
            FROM unnest(?, ?) AS r (bike_id, fleet_from) WHERE b.bike_id = r.bike_id""";

    static final String RETIRE = "UPDATE bike SET retired_at = ? WHERE bike_id = ANY (?)";

    static final String LIST = """
            SELECT bike_id, nullif(fleet_from, '-infinity') AS fleet_from, retired_at, station_id FROM bike
            WHERE fleet_from IS NOT NULL ORDER BY bike_id""";

    static final String LIST_UNREGISTERED = """
            SELECT bike_id, split_part(last_fact, '.', 1) AS station_id, last_at FROM bike
            WHERE fleet_from IS NULL AND retired_at IS NULL AND last_fact IS NOT NULL
            ORDER BY split_part(last_fact, '.', 1) COLLATE "C", last_at, bike_id LIMIT ?""";

    static final String LIST_UNREGISTERED_DOCKS = """
            SELECT u.station_id, u.dock, u.since FROM unregistered_dock u JOIN station s USING (station_id)
            WHERE s.retired_at IS NULL ORDER BY u.station_id, u.dock""";

    /** As those who record its facts. */
    static final String LOCK_STATION = "SELECT station_id FROM station_state WHERE station_id = ? FOR UPDATE";

    static final String FIND_DOCK = "SELECT dock FROM dock WHERE station_id = ? AND dock = ?";

    static final String INSTALL_DOCK =
            "INSERT INTO installed_dock (station_id, dock) VALUES (?, ?) ON CONFLICT DO NOTHING";

    static final String COUNT_DOCKS = """
            UPDATE station SET capacity = (SELECT count(*) FROM installed_dock WHERE station_id = ?) WHERE station_id = ?""";

    static final String COUNT = """
            SELECT count(*) FILTER (WHERE fleet_from IS NOT NULL AND retired_at IS NULL) AS registered,
              count(*) FILTER (WHERE fleet_from IS NOT NULL AND retired_at IS NOT NULL) AS retired,
              count(*) FILTER (WHERE fleet_from IS NULL AND retired_at IS NULL) AS unregistered FROM bike""";

    private FleetSql() {}
}
