package bici.fleet.store;

import java.util.List;

/** The audit's checks of commands, riders and staff, whole: each answers one text a violation. */
final class CommandAuditSql {
    /**
     * Times may have been judged anew since the rider asked: a trip that ended by any judgement may have been known to have
     * ended. A removal that had arrived was known when it was committed, where the database keeps when that was: under load a
     * rider may be answered between.
     */
    private static final AuditSql.Check ONE_TRIP_A_RIDER = new AuditSql.Check(
            "I2",
            "no rider was let a bike while another trip of theirs was known to be open",
            """
            WITH ridden AS (
              SELECT trip_id, rider_id, bike_id, started_at FROM trip WHERE rider_id IS NOT NULL UNION ALL
              SELECT trip_id, rider_id, bike_id, started_at FROM open_trip WHERE rider_id IS NOT NULL),
            opened AS (
              SELECT r.*, f.arrived_at, f.station_id, f.journal, f.sequence, f.xmin AS written_by,
                least(r.started_at, f.at, f.earliest, judged.earliest) AS earliest
              FROM ridden r JOIN fact f ON f.bike_id = r.bike_id AND f.kind = 'bike-removed'
                AND f.station_id || '.' || f.journal || '.' || f.sequence = r.trip_id
            """ + CountedTime.EVERY_JUDGEMENT + """
              )
            SELECT 'rider ' || c.rider_id || ' was let ' || c.bike_id || ' by ' || c.command_id || ' during trip '
              || o.trip_id
            FROM command c JOIN opened o ON o.rider_id = c.rider_id AND o.arrived_at < c.requested_at
              AND o.trip_id IS DISTINCT FROM c.trip_id
            WHERE c.kind = 'unlock' AND NOT EXISTS (SELECT FROM fact f
            """ + CountedTime.EVERY_JUDGEMENT + """
              WHERE f.bike_id = o.bike_id
              AND f.kind IN ('bike-docked', 'bike-removed') AND f.arrived_at <= c.requested_at
              AND (greatest(f.at, judged.latest) > o.earliest
                OR f.station_id = o.station_id AND f.journal = o.journal AND f.sequence > o.sequence))
              AND NOT EXISTS (SELECT FROM unlock_request q WHERE q.command_id = c.command_id
                AND CASE WHEN current_setting('track_commit_timestamp') = 'on'
                  THEN pg_xact_commit_timestamp(o.written_by) > pg_xact_commit_timestamp(q.xmin) END)
              AND NOT EXISTS (SELECT FROM ruling r WHERE r.made_at <= c.requested_at
                AND (r.trip_id = o.trip_id OR (r.kind = 'missing' AND r.bike_id = o.bike_id)))""");

    /** Removals that no command let happen, though their stations say so. */
    static final String FALSELY_CLAIMED = """
            SELECT trip_id FROM trip WHERE flag = 'not-commanded'
            UNION ALL SELECT trip_id FROM open_trip WHERE flag = 'not-commanded'""";

    private static final AuditSql.Check ONE_OPENING =
            new AuditSql.Check("I3", "one opening a request, one request a key", """
            SELECT 'command ' || cause_id || ' let ' || count(*) || ' bikes go'
            FROM (SELECT DISTINCT station_id, journal, sequence, cause_id FROM fact
              WHERE kind = 'bike-removed' AND cause = 'command' AND journal > 0
                AND station_id || '.' || journal || '.' || sequence NOT IN (
            """ + FALSELY_CLAIMED + """
              )) AS f
            GROUP BY cause_id HAVING count(*) > 1
            UNION ALL
            SELECT 'key ' || idempotency_key || ' of rider ' || rider_id || ' has ' || count(*) || ' commands'
            FROM command WHERE kind = 'unlock' GROUP BY rider_id, idempotency_key HAVING count(*) > 1
            UNION ALL
            SELECT 'unlock ' || c.command_id || ' was never asked for' FROM command c
            WHERE c.kind = 'unlock' AND NOT EXISTS (SELECT FROM unlock_request q WHERE q.command_id = c.command_id
              AND q.rider_id = c.rider_id AND q.idempotency_key = c.idempotency_key)""");

    /** A lock that opened in time may be pulled a little later: half a minute is more than any lock stays open. */
    private static final AuditSql.Check NO_LATE_OPENING = new AuditSql.Check(
            "I4",
            "no lock opened late, unsent, or after its rider was told that it would not",
            """
            SELECT 'command ' || c.command_id || ', ' || c.state || ', let bike ' || coalesce(f.bike_id, '-')
              || ' go at ' || coalesce(anew.at, f.at) || ', deadline ' || c.deadline
            FROM fact f JOIN command c ON f.cause = 'command' AND c.command_id = f.cause_id
            """ + CountedTime.JOIN + """
            WHERE f.kind = 'bike-removed' AND f.journal > 0 AND c.kind = 'unlock'
              AND f.station_id || '.' || f.journal || '.' || f.sequence NOT IN (
            """ + FALSELY_CLAIMED + """
              )
              AND (c.state <> 'done' OR c.sent_at IS NULL OR (coalesce(anew.at, f.at)
                > c.deadline + interval '30 seconds'
                AND coalesce(anew.time_quality, f.time_quality) IN ('device', 'corrected')))
            UNION ALL
            SELECT 'unlock ' || c.command_id || ' is done without a removal' FROM command c
            WHERE c.kind = 'unlock' AND c.state = 'done' AND NOT EXISTS (SELECT FROM fact f
              WHERE f.cause = 'command' AND f.cause_id = c.command_id AND f.kind = 'bike-removed')""");

    /** What was recorded before the two were compared stays as it was judged then. */
    private static final AuditSql.Check CLAIMS = new AuditSql.Check(
            "I6",
            "a removal is flagged when the command that its station names did not let the bike go, and only then",
            """
            WITH claim AS (
              SELECT f.station_id || '.' || f.journal || '.' || f.sequence || ' by ' || f.cause_id AS removal, f.flag,
                coalesce(c.sent_at IS NOT NULL AND c.station_id = f.station_id AND c.dock = f.dock
                  AND c.bike_id = f.bike_id AND NOT EXISTS (SELECT FROM birth b WHERE b.station_id = f.station_id
                    AND b.epoch > c.epoch AND (b.journal, b.as_of) < (f.journal, f.sequence)
                    AND coalesce(b.not_before, b.arrived_at) >= c.deadline + interval '30 seconds'
                    AND (f.dock, f.bike_id) NOT IN (SELECT i.dock, coalesce(i.bike_id, '') FROM birth_dock i
                      WHERE i.station_id = b.station_id AND i.epoch = b.epoch AND i.lock = 'unlocked'))
                  AND (f.time_quality <> 'device' OR f.at <= c.deadline + interval '15 minutes'), false) AS given
              FROM fact f LEFT JOIN command c ON c.command_id = f.cause_id AND c.kind = 'unlock'
              WHERE f.kind = 'bike-removed' AND f.cause = 'command' AND f.journal > 0
                AND f.arrival > (SELECT arrival FROM claims_compared_after))
            SELECT 'removal ' || removal || CASE WHEN given THEN ' is flagged, and that command let the bike go'
              ELSE ' is not flagged, and that command did not let the bike go' END
            FROM claim WHERE given = (flag IS NOT DISTINCT FROM 'not-commanded')""");

    private static final AuditSql.Check CHAIN = new AuditSql.Check("I12", "the audit log's chain holds", """
            WITH linked AS (
              SELECT l.entry, l.previous, l.hash, audit_hash(l) AS made, lag(l.hash) OVER (ORDER BY l.entry) AS before,
                lag(l.entry) OVER (ORDER BY l.entry) AS entry_before FROM audit_log l)
            SELECT 'entry ' || entry || ' is not what was written' FROM linked WHERE hash <> made
            UNION ALL
            SELECT 'entry ' || entry || ' does not follow entry ' || coalesce(entry_before, 0) FROM linked
            WHERE previous <> coalesce(before, sha256('bici audit log')) OR entry <> coalesce(entry_before, 0) + 1
            UNION ALL
            SELECT 'the head is ' || h.entry || ', the last entry ' || coalesce(l.entry, 0)
            FROM audit_head h LEFT JOIN (SELECT * FROM audit_log ORDER BY entry DESC LIMIT 1) l ON true
            WHERE h.entry <> coalesce(l.entry, 0) OR h.hash <> coalesce(l.hash, sha256('bici audit log'))
            UNION ALL
            SELECT 'the log has lost its head' WHERE NOT EXISTS (SELECT FROM audit_head)""");

    private static final AuditSql.Check ORDERS_LOGGED =
            new AuditSql.Check("I12", "every order of staff has its entry, every entry its order", """
            SELECT 'order ' || c.command_id || ' has no entry' FROM command c
            WHERE c.staff_id IS NOT NULL AND NOT EXISTS (SELECT FROM audit_log l
              WHERE l.command_id = coalesce(c.repeats, c.command_id)
              AND l.staff_id = c.staff_id AND l.act = c.kind::text)
            UNION ALL
            SELECT 'entry ' || l.entry || ' is of order ' || l.command_id || ', which is not there' FROM audit_log l
            WHERE l.command_id IS NOT NULL AND NOT EXISTS (SELECT FROM command c WHERE c.command_id = l.command_id)
            UNION ALL
            SELECT 'dock ' || w.station_id || '/' || w.dock || ' was withdrawn by nobody''s order' FROM withdrawal w
            WHERE NOT EXISTS (SELECT FROM command c WHERE c.station_id = w.station_id AND coalesce(c.dock, 0) = w.dock
              AND c.kind IN ('lock-out', 'service-out') AND c.requested_at = w.since)""");

    private static final AuditSql.Check RULINGS_LOGGED =
            new AuditSql.Check("I12", "every ruling has its entry, every entry its ruling", """
            SELECT 'ruling ' || r.ruling_id || ' has ' || count(l.entry) || ' entries' FROM ruling r
              LEFT JOIN audit_log l ON split_part(l.subject, ' ', 1) = 'ruling/' || r.ruling_id
                AND l.staff_id = r.staff_id AND l.act = r.kind::text AND l.note = r.reason AND l.happened_at = r.made_at
            GROUP BY r.ruling_id HAVING count(l.entry) <> 1
            UNION ALL
            SELECT 'entry ' || l.entry || ' is of ' || l.subject || ', which is not there' FROM audit_log l
            WHERE l.subject LIKE 'ruling/%' AND NOT EXISTS (SELECT FROM ruling r
              WHERE split_part(l.subject, ' ', 1) = 'ruling/' || r.ruling_id)""");

    static final List<AuditSql.Check> CHECKS =
            List.of(ONE_TRIP_A_RIDER, ONE_OPENING, NO_LATE_OPENING, CLAIMS, CHAIN, ORDERS_LOGGED, RULINGS_LOGGED);

    private CommandAuditSql() {}
}
