package bici.fleet.store;

/** Statements of commands on their way and of staff's orders, whole. */
final class CommandSql {
    /**
     * Parameters: at, at, at, at, stations. What may still be obeyed is sent, anything else ends: also an unlock that was
     * added by somebody who had looked at bike, dock and station before they were taken out of service.
     */
    static final String TAKE_QUEUED = """
            WITH due AS (
              SELECT c.command_id, CASE WHEN c.deadline <= ? THEN 'expired'
                WHEN c.kind = 'unlock' AND (EXISTS (SELECT FROM bike_withdrawal w WHERE w.bike_id = c.bike_id)
                  OR EXISTS (SELECT FROM withdrawal w WHERE w.station_id = c.station_id AND w.dock IN (0, c.dock)))
                  THEN 'cancelled'
                WHEN st.online AND st.epoch = c.epoch THEN 'sent' ELSE 'station-offline' END::command_state AS next
              FROM command c JOIN station_state st USING (station_id)
              WHERE c.ended_at IS NULL AND c.state = 'queued' AND c.station_id = ANY (?)
              ORDER BY c.command_id FOR UPDATE OF c SKIP LOCKED)
            UPDATE command c SET state = due.next, sent_at = CASE WHEN due.next = 'sent' THEN ?::timestamptz END,
              ended_at = CASE WHEN due.next <> 'sent' THEN ?::timestamptz END,
              released_at = CASE WHEN due.next <> 'sent' THEN ?::timestamptz END
            FROM due WHERE c.command_id = due.command_id
            RETURNING c.command_id, c.station_id, c.rider_id, c.kind, c.dock, c.bike_id, c.epoch, c.state, c.requested_at,
              c.deadline""";

    /** Parameters: at, at, at, margin, at, at, at, at. What an overtaking birth does not show did not happen. */
    static final String SWEEP = """
            WITH due AS (
              SELECT c.command_id, CASE
                  WHEN c.state = 'queued' AND c.deadline <= ? THEN 'expired'
                  WHEN c.state = 'queued' AND NOT (st.online AND st.epoch = c.epoch) THEN 'station-offline'
                  WHEN c.state IN ('sent', 'unknown') AND c.deadline <= ? AND
            """ + overtaken() + """
                    THEN 'expired'
                  WHEN c.state = 'sent' AND c.deadline <= ? THEN 'unknown'
                  ELSE c.state::text END::command_state AS next,
                c.released_at IS NULL AND c.deadline + ?::interval <= ? AS freed
              FROM command c JOIN station_state st USING (station_id)
              WHERE c.ended_at IS NULL AND (c.deadline <= ? OR c.state = 'queued')
                AND (c.state <> 'unknown' OR c.released_at IS NULL OR
            """ + overtaken() + """
                )
              ORDER BY c.command_id FOR UPDATE OF c SKIP LOCKED)
            UPDATE command c SET state = due.next,
              ended_at = CASE WHEN due.next NOT IN ('queued', 'sent', 'unknown') THEN ?::timestamptz END,
              released_at = CASE WHEN due.freed OR due.next NOT IN ('queued', 'sent', 'unknown')
                THEN coalesce(c.released_at, ?) ELSE c.released_at END
            FROM due WHERE c.command_id = due.command_id AND (due.next <> c.state OR due.freed)
            RETURNING c.command_id, c.station_id, c.rider_id, c.state""";

    static final String LOCK_COMMAND = """
            SELECT kind, state, rider_id FROM command WHERE command_id = ? AND station_id = ? FOR UPDATE""";

    /** The first word of a station stands. */
    static final String NOTE_REPLY = """
            UPDATE command SET reply = ?, replied_at = ? WHERE command_id = ? AND reply IS NULL""";

    static final String END = """
            UPDATE command SET state = ?::command_state, refusal = ?, ended_at = ?, released_at = coalesce(released_at, ?)
            WHERE command_id = ? AND ended_at IS NULL""";

    /** Parameters: commands; states, refusals, trips of the same; at, at. */
    static final String RESOLVE = """
            WITH due AS (SELECT c.command_id FROM command c WHERE c.ended_at IS NULL AND c.command_id = ANY (?)
              ORDER BY c.command_id FOR UPDATE)
            UPDATE command c SET state = told.state::command_state, refusal = told.refusal, trip_id = told.trip_id,
              ended_at = ?, released_at = coalesce(c.released_at, ?)
            FROM unnest(?, ?, ?, ?, ?) AS told (command_id, station_id, state, refusal, trip_id), due
            WHERE c.command_id = due.command_id AND told.command_id = due.command_id AND told.station_id = c.station_id
            RETURNING c.command_id, c.station_id, c.rider_id, c.state""";

    /** Parameters: at, at, bikes that went otherwise, from which stations, when. */
    static final String REFUSE_GONE = """
            WITH due AS (SELECT c.command_id
              FROM unnest(?, ?, ?) AS gone (bike_id, station_id, at) JOIN command c
                ON c.bike_id = gone.bike_id AND c.station_id = gone.station_id AND c.requested_at <= gone.at
              WHERE c.ended_at IS NULL AND c.kind = 'unlock' ORDER BY c.command_id FOR UPDATE OF c)
            UPDATE command c SET state = 'refused', refusal = 'bike-gone', ended_at = ?,
              released_at = coalesce(c.released_at, ?)
            FROM due WHERE c.command_id = due.command_id
            RETURNING c.command_id, c.station_id, c.rider_id, c.state""";

    /**
     * Parameters: how long a lock stands open at most; commands, and the removals that they are said to have caused. Times of
     * births are ours: a birth was sent no sooner than what it answers.
     */
    static final String FIND_GIVEN = """
            SELECT t.station_id, t.journal, t.sequence, c.station_id AS of_station, c.dock, c.bike_id,
              c.sent_at IS NOT NULL AS sent, c.deadline, c.trip_id,
              EXISTS (SELECT FROM birth b WHERE b.station_id = c.station_id AND b.epoch > c.epoch
                AND coalesce(b.not_before, b.arrived_at) >= c.deadline + ?::interval
                AND (b.journal, b.as_of) < (t.journal, t.sequence)
                AND NOT EXISTS (SELECT FROM birth_dock i WHERE i.station_id = b.station_id AND i.epoch = b.epoch
                  AND i.dock = c.dock AND i.lock = 'unlocked' AND i.bike_id = c.bike_id)) AS outlived
            FROM unnest(?, ?, ?, ?) AS t (command_id, station_id, journal, sequence)
              JOIN command c ON c.command_id = t.command_id
            WHERE c.kind = 'unlock'""";

    static final String NOTE_EARLIER = """
            UPDATE command c SET trip_id = e.trip_id FROM unnest(?, ?) AS e (command_id, trip_id)
            WHERE c.command_id = e.command_id AND c.state = 'done'""";

    /** Parameters: commands, cards. */
    static final String LOAD_OWNERS = """
            SELECT 'command' AS cause, command_id AS cause_id, rider_id FROM command
            WHERE command_id = ANY (?) AND rider_id IS NOT NULL
            UNION ALL
            SELECT 'card', card_id, rider_id FROM card WHERE card_id = ANY (?) AND rider_id IS NOT NULL""";

    static final String LOCK_STAFF = "SELECT staff_id FROM staff WHERE staff_id = ? FOR NO KEY UPDATE";

    static final String COMMANDS = """
            SELECT command_id, kind, station_id, dock, state, refusal, staff_id, rider_id, note, requested_at, deadline,
              ended_at FROM command WHERE true\
            """;

    static final String FIND_COMMAND = COMMANDS + " AND command_id = ?";

    static final String FIND_BY_KEY = COMMANDS + " AND staff_id = ? AND idempotency_key = ?";

    /** Parameters: kinds, states, time and id of the last one before, how many. */
    static final String LIST_ALL = COMMANDS + page();

    /** Of staff alone, among all that riders ask for: with an index of its own. Parameters as {@link #LIST_ALL}. */
    static final String LIST_OF_STAFF = COMMANDS + " AND kind <> 'unlock'" + page();

    /** Parameters: the station, and those of {@link #LIST_ALL}. */
    static final String LIST_OF_STATION = COMMANDS + " AND station_id = ?" + page();

    /** Parameters: the dock, the station. */
    static final String FIND_PLACE = """
            SELECT st.online, st.epoch, s.capacity,
              EXISTS (SELECT FROM dock d WHERE d.station_id = s.station_id AND d.dock = ?) AS met
            FROM station s JOIN station_state st USING (station_id) WHERE s.station_id = ? AND s.retired_at IS NULL""";

    static final String ADD_ORDER = """
            INSERT INTO command (command_id, kind, station_id, dock, staff_id, idempotency_key, note, epoch, state,
              requested_at, deadline, ended_at, released_at)
            VALUES (?, ?::command_kind, ?, ?, ?, ?, ?, ?, ?::command_state, ?, ?, ?, ?)""";

    static final String WITHDRAW = """
            INSERT INTO withdrawal (station_id, dock, since, staff_id, note) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (station_id, dock) DO NOTHING""";

    static final String RESTORE = "DELETE FROM withdrawal WHERE station_id = ? AND dock = ?";

    /** Parameters: at, at, the station, the dock or 0 for all. */
    static final String CANCEL_UNLOCKS = """
            UPDATE command SET state = 'cancelled', ended_at = ?, released_at = ?
            WHERE ended_at IS NULL AND kind = 'unlock' AND state = 'queued' AND station_id = ? AND ?::integer IN (0, dock)
            RETURNING command_id, station_id, rider_id, state""";

    static final String ADD_AUDIT = """
            INSERT INTO audit_log (happened_at, staff_id, act, subject, note, command_id) VALUES (?, ?, ?, ?, ?, ?)
            RETURNING entry, encode(hash, 'hex') AS hash""";

    private CommandSql() {}

    private static String page() {
        return " AND kind = ANY (?::command_kind[]) AND state = ANY (?::command_state[])"
                + " AND (requested_at, command_id) < (?::timestamptz, ?)"
                + " ORDER BY requested_at DESC, command_id DESC LIMIT ?";
    }

    /**
     * Of {@code command c}: a later birth's inventory, with every fact before it known, would show what the command did.
     * One that shows its bike in a lock that stands open does not: the bike may be pulled yet.
     */
    private static String overtaken() {
        return """
                EXISTS (SELECT FROM birth b
                  WHERE b.station_id = c.station_id AND b.epoch > c.epoch AND b.reconciled_at IS NOT NULL
                    AND NOT EXISTS (SELECT FROM birth_dock i WHERE i.station_id = b.station_id AND i.epoch = b.epoch
                      AND i.dock = c.dock AND i.bike_id = c.bike_id AND i.lock = 'unlocked'))
                """;
    }
}
