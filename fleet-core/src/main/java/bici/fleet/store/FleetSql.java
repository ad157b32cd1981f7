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
            WHERE fleet_from IS NULL AND retired_at IS NULL AND last_fact IS NOT NULL ORDER BY station_id, last_at, bike_id""";

    static final String COUNT = """
            SELECT count(*) FILTER (WHERE fleet_from IS NOT NULL AND retired_at IS NULL) AS registered,
              count(*) FILTER (WHERE fleet_from IS NOT NULL AND retired_at IS NOT NULL) AS retired,
              count(*) FILTER (WHERE fleet_from IS NULL AND retired_at IS NULL) AS unregistered FROM bike""";

    private FleetSql() {}
}
