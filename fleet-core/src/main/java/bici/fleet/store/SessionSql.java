package bici.fleet.store;

/** Statements of births, sessions and presence, whole. */
final class SessionSql {
    static final String FIND_STATION = """
            SELECT s.retired_at IS NOT NULL AS retired, st.epoch, st.journal, st.nonce, st.online
            FROM station s JOIN station_state st USING (station_id) WHERE s.station_id = ? FOR UPDATE OF st""";

    static final String NOTE_PENDING = """
            INSERT INTO pending_station (station_id, first_seen_at, last_seen_at) VALUES (?, ?, ?)
            ON CONFLICT (station_id) DO UPDATE SET last_seen_at = excluded.last_seen_at""";

    static final String OPEN_SESSION = """
            UPDATE station_state SET epoch = ?, nonce = ?, online = true, since = ?, last_heard_at = ?, unreconciled_epoch = ?,
              config_version = ?, list_version = ?, firmware = ?, hardware = ?, node = ? WHERE station_id = ?""";

    static final String ADD_BIRTH = """
            INSERT INTO birth (station_id, epoch, nonce, journal, boot, as_of, waiting, device_time, uptime_ms, at,
              not_before, arrived_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    static final String ADD_INVENTORY = """
            INSERT INTO birth_dock (station_id, epoch, dock, bike_id, lock, fault)
            SELECT ?, ?, dock, bike_id, lock, fault FROM unnest(?, ?, ?, ?) AS d (dock, bike_id, lock, fault)""";

    static final String ADD_SEGMENT = """
            INSERT INTO clock_segment (station_id, journal, boot, epoch, as_of, anchor_uptime_ms, anchor_at, uncertainty_us)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";

    static final String ADD_PRESENCE =
            "INSERT INTO presence (station_id, at, online, epoch, why) VALUES (?, ?, ?, ?, ?)";

    static final String CLOSE_SESSION = """
            UPDATE station_state SET online = false, since = ? WHERE station_id = ? AND epoch = ? AND online""";

    static final String CLOSE_ALL_SESSIONS = """
            WITH closed AS (UPDATE station_state SET online = false, since = ? WHERE online AND node = ?
              RETURNING station_id, epoch)
            INSERT INTO presence (station_id, at, online, epoch, why)
            SELECT station_id, ?, false, epoch, 'server-restarted' FROM closed""";

    /** Parameters: stations and when each was heard. Nobody who records facts is waited for, and none waits long. */
    static final String NOTE_HEARD = """
            WITH heard AS (SELECT station_id, max(last_heard_at) AS at FROM unnest(?, ?) AS h (station_id, last_heard_at)
              GROUP BY station_id),
            locked AS (SELECT st.station_id FROM station_state st JOIN heard USING (station_id)
              WHERE st.last_heard_at IS NULL OR st.last_heard_at < heard.at FOR UPDATE OF st SKIP LOCKED)
            UPDATE station_state st SET last_heard_at = heard.at FROM heard JOIN locked USING (station_id)
            WHERE st.station_id = heard.station_id""";

    static final String COPY_HEALTH = "COPY health (station_id, arrived_at, device_time, name, value) FROM STDIN";

    private SessionSql() {}
}
