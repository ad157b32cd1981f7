package bici.fleet.store;

/** Statements of stations and cards, whole. */
final class RegisterSql {
    static final String PUT_STATIONS = """
            INSERT INTO station (station_id, name, latitude, longitude, capacity, transfer, created_at)
            SELECT station_id, name, latitude, longitude, capacity, transfer, ?
            FROM unnest(?, ?, ?, ?, ?, ?) AS s (station_id, name, latitude, longitude, capacity, transfer)
            ON CONFLICT (station_id) DO UPDATE SET name = excluded.name, latitude = excluded.latitude,
              longitude = excluded.longitude, capacity = excluded.capacity, transfer = excluded.transfer,
              retired_at = NULL""";

    /** Until the end of the transaction: from when on a change of a station is true. */
    static final String BIND_VALID_FROM = "SELECT set_config('bici.valid_from', ?, true)";

    static final String PUT_STATION_STATES = """
            INSERT INTO station_state (station_id, since) SELECT station_id, ? FROM unnest(?) AS s (station_id)
            ON CONFLICT (station_id) DO NOTHING""";

    static final String FORGET_PENDING = "DELETE FROM pending_station WHERE station_id = ANY (?)";

    static final String LIST_STATIONS =
            "SELECT station_id, name, latitude, longitude, capacity, transfer FROM station WHERE retired_at IS NULL ORDER BY 1";

    static final String FIND_LOOK_ALIKE =
            "SELECT station_id FROM station WHERE lower(station_id) = lower(?) AND station_id <> ? LIMIT 1";

    static final String RETIRE_STATION =
            "UPDATE station SET retired_at = ? WHERE station_id = ? AND retired_at IS NULL";

    static final String LIST_BIKES_IN =
            "SELECT bike_id FROM dock WHERE station_id = ? AND bike_id IS NOT NULL ORDER BY dock";

    static final String PUT_CARDS = """
            INSERT INTO card (card_id, holder, valid_from, valid_until)
            SELECT card_id, holder::card_holder, valid_from, valid_until
            FROM unnest(?, ?, ?, ?) AS c (card_id, holder, valid_from, valid_until)
            ON CONFLICT (card_id) DO UPDATE SET holder = excluded.holder, valid_from = excluded.valid_from,
              valid_until = excluded.valid_until""";

    static final String GIVE_CARD = "UPDATE card SET rider_id = ? WHERE card_id = ?";

    static final String NEXT_LIST_VERSION = "UPDATE allow_list SET version = version + 1 RETURNING version";

    static final String GET_LIST_VERSION = "SELECT version FROM allow_list";

    static final String LIST_CARDS = """
            SELECT card_id, holder, valid_from, valid_until FROM card
            ORDER BY holder <> 'denied', card_id""";

    static final String FIND_CARD = "SELECT card_id, holder, valid_from, valid_until FROM card WHERE card_id = ?";

    private RegisterSql() {}
}
