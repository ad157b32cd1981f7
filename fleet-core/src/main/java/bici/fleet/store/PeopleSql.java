package bici.fleet.store;

/** Statements of riders, staff and their sessions, whole. */
final class PeopleSql {
    static final String LOCK_PHONE = "SELECT pg_advisory_xact_lock(hashtextextended(encode(?, 'hex'), 0))";

    /** Parameters: since when, the phone's hash. */
    static final String RECENT_CODES = """
            SELECT count(*) AS made, max(made_at) AS latest FROM sign_in_code WHERE made_at > ? AND phone_hash = ?""";

    static final String FORGET_OLD_CODES = "DELETE FROM sign_in_code WHERE phone_hash = ? AND made_at < ?";

    static final String ADD_CODE =
            "INSERT INTO sign_in_code (phone_hash, code_hash, made_at, expires_at) VALUES (?, ?, ?, ?)";

    static final String FIND_CODE = """
            SELECT sign_in_code_id, code_hash, expires_at, tries, used_at IS NOT NULL AS used FROM sign_in_code
            WHERE phone_hash = ? ORDER BY made_at DESC, sign_in_code_id DESC LIMIT 1 FOR UPDATE""";

    /** Parameters: the peer's hash, the phone's hash, since when good tries count, since when wrong ones do. */
    static final String LIST_TRIES = """
            SELECT peer_hash = ? AS here, good, tried_at FROM sign_in_try
            WHERE phone_hash = ? AND tried_at > CASE WHEN good THEN ?::timestamptz ELSE ?::timestamptz END
            ORDER BY tried_at""";

    static final String ADD_TRY = "INSERT INTO sign_in_try (phone_hash, peer_hash, tried_at, good) VALUES (?, ?, ?, ?)";

    static final String FORGET_WRONG_TRIES = "DELETE FROM sign_in_try WHERE NOT good AND tried_at < ?";

    static final String FORGET_GOOD_TRIES = "DELETE FROM sign_in_try WHERE phone_hash = ? AND tried_at < ?";

    static final String COUNT_TRY = "UPDATE sign_in_code SET tries = tries + 1 WHERE sign_in_code_id = ?";

    static final String USE_CODE = "UPDATE sign_in_code SET used_at = ? WHERE sign_in_code_id = ?";

    static final String ADD_RIDER = """
            INSERT INTO rider (rider_id, phone_hash, phone_sealed, created_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (phone_hash) DO NOTHING""";

    static final String FIND_RIDER_BY_PHONE = "SELECT rider_id FROM rider WHERE phone_hash = ?";

    static final String FIND_RIDER = """
            SELECT r.rider_id, r.phone_sealed, r.suspended_at IS NOT NULL AS suspended, c.policy_version, c.consented_at
            FROM rider r LEFT JOIN LATERAL (SELECT policy_version, consented_at FROM consent c
              WHERE c.rider_id = r.rider_id ORDER BY consented_at DESC, consent_id DESC LIMIT 1) c ON true
            WHERE r.rider_id = ?""";

    static final String ADD_CONSENT = "INSERT INTO consent (rider_id, policy_version, consented_at) VALUES (?, ?, ?)";

    static final String OPEN_FAMILY =
            "INSERT INTO session_family (family_id, rider_id, staff_id, opened_at) VALUES (?, ?, ?, ?)";

    static final String ADD_TOKEN = "INSERT INTO refresh_token (token_hash, family_id, expires_at) VALUES (?, ?, ?)";

    /** Uses of one family come one by one; what its tokens are is read afterwards, by a statement of its own. */
    static final String LOCK_FAMILY = """
            SELECT family_id FROM session_family
            WHERE family_id = (SELECT family_id FROM refresh_token WHERE token_hash = ?) FOR UPDATE""";

    static final String FIND_TOKEN = """
            SELECT t.family_id, t.expires_at, t.used_at, t.successor_salt, f.opened_at, f.ended_at IS NOT NULL AS ended, f.rider_id,
              f.staff_id, s.role, coalesce(s.active, true) AS active
            FROM refresh_token t JOIN session_family f USING (family_id) LEFT JOIN staff s ON s.staff_id = f.staff_id
            WHERE t.token_hash = ?""";

    /** Parameters: at, the successor's salt, the token's hash. */
    static final String USE_TOKEN = """
            UPDATE refresh_token SET used_at = ?, successor_salt = ?
            WHERE token_hash = ? AND used_at IS NULL""";

    static final String FIND_SUCCESSOR = "SELECT expires_at FROM refresh_token WHERE token_hash = ? AND family_id = ?";

    static final String END_FAMILY = """
            UPDATE session_family SET ended_at = ?, ended_why = ? WHERE family_id = ? AND ended_at IS NULL""";

    /** Parameter, twice: since when. Who is dismissed may have been signing in at that moment. */
    static final String LIST_ENDED_FAMILIES = """
            SELECT family_id FROM session_family WHERE ended_at > ?
            UNION ALL
            SELECT f.family_id FROM staff s JOIN session_family f USING (staff_id)
            WHERE NOT s.active AND f.ended_at IS NULL AND f.opened_at > ?""";

    static final String END_SESSIONS_OF_STAFF = """
            UPDATE session_family SET ended_at = ?, ended_why = ? WHERE staff_id = ? AND ended_at IS NULL""";

    /** A link that was not used can be used no more. */
    static final String VOID_LINKS_OF_STAFF =
            "UPDATE sign_in_link SET used_at = ? WHERE staff_id = ? AND used_at IS NULL";

    static final String DISMISS_STAFF = "UPDATE staff SET active = false WHERE staff_id = ?";

    static final String LOCK_STAFF = "SELECT staff_id, name, role, active FROM staff WHERE staff_id = ? FOR UPDATE";

    static final String PUT_STAFF = """
            INSERT INTO staff (staff_id, name, role, active, created_at) VALUES (?, ?, ?::staff_role, ?, ?)
            ON CONFLICT (staff_id) DO UPDATE SET name = excluded.name, role = excluded.role, active = excluded.active""";

    static final String FIND_STAFF = "SELECT staff_id, name, role, active FROM staff WHERE staff_id = ?";

    static final String LIST_STAFF = "SELECT staff_id, name, role, active FROM staff ORDER BY staff_id";

    static final String ADD_LINK =
            "INSERT INTO sign_in_link (link_hash, rider_id, staff_id, expires_at) VALUES (?, ?, ?, ?)";

    static final String USE_LINK = """
            WITH used AS (UPDATE sign_in_link SET used_at = ? WHERE link_hash = ? AND used_at IS NULL AND expires_at > ?
              RETURNING rider_id, staff_id)
            SELECT u.rider_id, u.staff_id, s.role, coalesce(s.active, true) AS active
            FROM used u LEFT JOIN staff s ON s.staff_id = u.staff_id""";

    private PeopleSql() {}
}
