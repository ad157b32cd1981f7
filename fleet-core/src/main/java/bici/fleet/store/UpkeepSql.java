package bici.fleet.store;

/** Statements of what stations say and are told beside facts and commands of riders, whole. */
final class UpkeepSql {
    /** Parameters: skew, at, whether it is too much, at, station. Later measurements count. */
    static final String NOTE_CLOCK = """
            INSERT INTO station_clock AS c (station_id, skew_ms, measured_at, wrong_since)
            SELECT s.station_id, ?, ?, CASE WHEN ? THEN ?::timestamptz END FROM station s WHERE s.station_id = ?
            ON CONFLICT (station_id) DO UPDATE SET skew_ms = excluded.skew_ms, measured_at = excluded.measured_at,
              wrong_since = CASE WHEN excluded.wrong_since IS NOT NULL THEN coalesce(c.wrong_since, excluded.wrong_since) END
            WHERE c.measured_at <= excluded.measured_at""";

    static final String NOTE_FIGHT = """
            INSERT INTO take_over_fight (station_id, at, take_overs)
            SELECT s.station_id, ?, ? FROM station s WHERE s.station_id = ?""";

    static final String NOTE_CONFIG = """
            UPDATE station_config SET reported_version = ?, reported_hash = ?, refused = ?, reported_at = ?
            WHERE station_id = ?""";

    static final String NOTE_VERSION = "UPDATE station_state SET config_version = ? WHERE station_id = ?";

    /** Only of an order of this kind to this station. */
    static final String NOTE_DIAGNOSTICS = """
            INSERT INTO diagnostics_part (command_id, part, parts, text, arrived_at)
            SELECT c.command_id, ?, ?, ?, ? FROM command c
            WHERE c.command_id = ? AND c.station_id = ? AND c.kind = 'diagnostics'
            ON CONFLICT (command_id, part) DO NOTHING""";

    static final String LIST_PARTS = """
            SELECT p.part, p.parts, p.text, c.station_id FROM diagnostics_part p JOIN command c USING (command_id)
            WHERE p.command_id = ? ORDER BY p.part""";

    /** Parameters: station, at, at, time to live. The desired state of a dock is its newest order's. */
    static final String TELL_AGAIN = """
            WITH newest AS (
              SELECT DISTINCT ON (coalesce(c.dock, 0)) c.* FROM command c
              WHERE c.station_id = ? AND c.kind IN ('lock-out', 'release', 'service-in', 'service-out')
              ORDER BY coalesce(c.dock, 0), c.requested_at DESC, c.command_id DESC)
            INSERT INTO command (command_id, kind, station_id, dock, staff_id, idempotency_key, note, epoch, state,
              requested_at, deadline, repeats)
            SELECT replace(gen_random_uuid()::text, '-', ''), n.kind, n.station_id, n.dock, n.staff_id,
              'again ' || n.command_id || ' ' || st.epoch, n.note, st.epoch, 'queued', ?, ?::timestamptz + ?::interval,
              coalesce(n.repeats, n.command_id)
            FROM newest n JOIN station_state st USING (station_id) JOIN birth now ON now.station_id = st.station_id
              AND now.epoch = st.epoch
            WHERE st.online AND n.epoch < st.epoch AND NOT (n.state = 'done' AND EXISTS (SELECT FROM birth b
              WHERE b.station_id = n.station_id AND b.epoch = n.epoch AND b.journal = now.journal))
            ON CONFLICT (staff_id, idempotency_key) DO NOTHING
            RETURNING command_id, station_id, rider_id, state""";

    static final String FIND_CONFIG = """
            SELECT c.version, c.hash, c.set_at, c.reported_version, c.reported_hash, c.refused, c.reported_at
            FROM station_config c WHERE c.station_id = ?""";

    static final String LIST_SETTINGS = """
            SELECT e.key, e.value FROM station_config c CROSS JOIN LATERAL jsonb_each_text(c.settings) AS e
            WHERE c.station_id = ?""";

    static final String LOCK_STATION = """
            SELECT st.config_version FROM station s JOIN station_state st USING (station_id)
            WHERE s.station_id = ? AND s.retired_at IS NULL FOR UPDATE OF st""";

    /** Parameters: station, version, hash, names and values, at, staff. */
    static final String PUT_CONFIG = """
            INSERT INTO station_config (station_id, version, hash, settings, set_at, staff_id)
            SELECT ?, ?, ?, (SELECT coalesce(jsonb_object_agg(w.name, w.setting), '{}') FROM unnest(?, ?) AS w (name, setting)),
              ?, ?
            ON CONFLICT (station_id) DO UPDATE SET version = excluded.version, hash = excluded.hash,
              settings = excluded.settings, set_at = excluded.set_at, staff_id = excluded.staff_id, refused = NULL""";

    /**
     * Telemetry: it comes by arrival, and what a fact tells of the same moment counts more. Function {@code put_reading}
     * does the same for facts. No name of a station twice in one statement.
     */
    static final String PUT_READINGS = """
            INSERT INTO station_reading AS r (station_id, name, value, at, journal, sequence, alarm_since)
            SELECT n.station_id, n.name, n.reading, n.at, 0, 0,
              CASE WHEN reading_alarms(n.name, n.reading) THEN n.at END
            FROM unnest(?, ?, ?, ?) AS n (station_id, name, reading, at) ORDER BY n.station_id, n.name
            ON CONFLICT (station_id, name) DO UPDATE SET value = excluded.value, at = excluded.at,
              journal = excluded.journal, sequence = excluded.sequence,
              alarm_since = CASE WHEN excluded.alarm_since IS NOT NULL THEN coalesce(r.alarm_since, excluded.alarm_since) END
            WHERE (r.at, r.journal, r.sequence) < (excluded.at, excluded.journal, excluded.sequence)""";

    static final String FIND_CONDITION = """
            SELECT st.firmware, st.hardware, c.skew_ms, c.measured_at
            FROM station_state st LEFT JOIN station_clock c USING (station_id) WHERE st.station_id = ?""";

    static final String LIST_READINGS = """
            SELECT r.name, r.value, r.at FROM station_reading r WHERE r.station_id = ? ORDER BY r.name""";

    static final String LIST_INFERRED = """
            SELECT f.at, f.kind, f.dock, f.bike_id, f.evidence_epoch FROM fact f
            WHERE f.station_id = ? AND f.journal = 0 ORDER BY f.sequence DESC LIMIT ?""";

    static final String LOCK_BIKE = "SELECT station_id FROM bike WHERE bike_id = ? FOR UPDATE";

    static final String WITHDRAW_BIKE = """
            INSERT INTO bike_withdrawal (bike_id, since, staff_id, note) VALUES (?, ?, ?, ?)
            ON CONFLICT (bike_id) DO NOTHING""";

    static final String RESTORE_BIKE = "DELETE FROM bike_withdrawal WHERE bike_id = ?";

    /** Parameters: at, at, bike. */
    static final String CANCEL_UNLOCKS = """
            UPDATE command SET state = 'cancelled', ended_at = ?, released_at = ?
            WHERE ended_at IS NULL AND kind = 'unlock' AND state = 'queued' AND bike_id = ?
            RETURNING command_id, station_id, rider_id, state""";

    private UpkeepSql() {}
}
