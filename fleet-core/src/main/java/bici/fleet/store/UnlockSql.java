package bici.fleet.store;

/** Statements of riders' unlocks, whole. */
final class UnlockSql {
    /** One request of a rider at a time. */
    static final String LOCK_RIDER = "SELECT rider_id FROM rider WHERE rider_id = ? FOR NO KEY UPDATE";

    static final String FIND_REQUEST = """
            SELECT code, command_id, refusal FROM unlock_request WHERE rider_id = ? AND idempotency_key = ?""";

    /** Parameters: at, at, the command. */
    static final String CANCEL_QUEUED = """
            UPDATE command SET state = 'cancelled', ended_at = ?, released_at = ?
            WHERE command_id = ? AND kind = 'unlock' AND state = 'queued' AND ended_at IS NULL""";

    /** Parameters: policy version, since when unlocks count, since when wrong codes count, the code, the rider. */
    static final String LOAD_SITUATION = """
            SELECT r.suspended_at IS NOT NULL AS suspended,
              coalesce((SELECT c.policy_version = ? FROM consent c WHERE c.rider_id = r.rider_id
                ORDER BY c.consented_at DESC, c.consent_id DESC LIMIT 1), false) AS consented,
              EXISTS (SELECT FROM open_trip t WHERE t.rider_id = r.rider_id AND t.state = 'riding') AS trip_open,
              EXISTS (SELECT FROM command c WHERE c.rider_id = r.rider_id AND c.kind = 'unlock'
                AND c.released_at IS NULL) AS unlock_pending,
              (SELECT count(*) FROM unlock_request q WHERE q.rider_id = r.rider_id AND q.requested_at > ?
                AND q.refusal IS DISTINCT FROM 'too-many-unlocks') AS unlocks_lately,
              ARRAY(SELECT q.requested_at FROM unlock_request q WHERE q.rider_id = r.rider_id AND q.requested_at > ?
                AND q.refusal = 'unknown-code' ORDER BY q.requested_at) AS wrong_codes,
              p.code IS NOT NULL AS known_code, d.station_id, d.dock, b.bike_id,
              coalesce(b.place = 'trip', false) AS bike_in_trip, kept.bike_id IS NULL AS bike_in_service,
              EXISTS (SELECT FROM command c WHERE c.kind = 'unlock' AND c.released_at IS NULL AND (c.bike_id = b.bike_id
                OR (c.station_id = d.station_id AND c.dock = d.dock))) AS held,
              coalesce(d.fault IS NOT NULL OR d.lock = 'jammed', false) AS dock_faulty,
              out.dock IS NOT NULL AS dock_locked_out, coalesce(st.online, false) AS station_online,
              coalesce(s.retired_at IS NULL AND closed.station_id IS NULL, false) AS station_in_service, st.epoch
            FROM rider r LEFT JOIN printed_code p ON p.code = ? AND (p.bike_id IS NULL OR EXISTS (SELECT FROM bike ours
                  WHERE ours.bike_id = p.bike_id AND ours.fleet_from IS NOT NULL AND ours.retired_at IS NULL))
                AND (p.dock IS NULL OR EXISTS (SELECT FROM installed_dock i
                  WHERE i.station_id = p.station_id AND i.dock = p.dock))
              LEFT JOIN bike coded ON coded.bike_id = p.bike_id
              LEFT JOIN dock d ON d.station_id = coalesce(p.station_id, coded.station_id)
                AND d.dock = coalesce(p.dock, coded.dock)
                AND EXISTS (SELECT FROM installed_dock i WHERE i.station_id = d.station_id AND i.dock = d.dock)
              LEFT JOIN bike b ON b.bike_id = coalesce(p.bike_id, d.bike_id) AND b.fleet_from IS NOT NULL
                AND b.retired_at IS NULL
              LEFT JOIN station s ON s.station_id = d.station_id
              LEFT JOIN station_state st ON st.station_id = d.station_id
              LEFT JOIN withdrawal closed ON closed.station_id = d.station_id AND closed.dock = 0
              LEFT JOIN withdrawal out ON out.station_id = d.station_id AND out.dock = d.dock
              LEFT JOIN bike_withdrawal kept ON kept.bike_id = b.bike_id
            WHERE r.rider_id = ?""";

    /** Nothing is added when the bike or the dock is held by now: the unique indexes decide. */
    static final String ADD_UNLOCK = """
            INSERT INTO command (command_id, kind, station_id, dock, bike_id, rider_id, idempotency_key, epoch, state,
              requested_at, deadline) VALUES (?, 'unlock', ?, ?, ?, ?, ?, ?, 'queued', ?, ?) ON CONFLICT DO NOTHING""";

    static final String ADD_REQUEST = """
            INSERT INTO unlock_request (rider_id, idempotency_key, code, requested_at, command_id, refusal)
            VALUES (?, ?, ?, ?, ?, ?)""";

    static final String FIND_UNLOCK = """
            SELECT command_id, rider_id, bike_id, station_id, dock, state, refusal, requested_at, deadline, trip_id
            FROM command WHERE command_id = ? AND rider_id = ?""";

    private UnlockSql() {}
}
