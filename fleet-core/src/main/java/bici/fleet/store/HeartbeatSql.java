package bici.fleet.store;

/** The statement of heartbeats, whole. */
final class HeartbeatSql {
    static final String BEAT = """
            INSERT INTO heartbeat (node, at, edition_at) VALUES (?, ?, ?)
            ON CONFLICT (node) DO UPDATE SET at = excluded.at, edition_at = excluded.edition_at""";

    private HeartbeatSql() {}
}
