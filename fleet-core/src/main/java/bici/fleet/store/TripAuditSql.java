package bici.fleet.store;

import java.util.List;

/** The audit's checks of money, whole: each answers one text a violation. Written apart from the code they check. */
final class TripAuditSql {
    private static final AuditSql.Check CHARGED_ONCE = new AuditSql.Check(
            "I10", "one charge a trip and kind, each correction an entry of its own; the sum is 0", """
            SELECT 'trip ' || trip_id || ' has ' || count(*) || ' entries of ' || kind || ' up to revision '
              || max(revision)
            FROM charge GROUP BY trip_id, kind HAVING count(*) <> max(revision)
              OR count(DISTINCT revision) <> count(*) OR count(DISTINCT rider_id) > 1
            UNION ALL
            SELECT 'the accounts sum to ' || sum(amount_cop) FROM account_entry HAVING sum(amount_cop) <> 0""");

    private static final AuditSql.Check CHARGED_RIGHTLY =
            new AuditSql.Check("I10", "riders are charged what the tariff says of their trips as they stand", """
            WITH due AS (
              SELECT t.trip_id, t.rider_id, CASE WHEN t.repaired OR c.trip_id IS NOT NULL
                  OR ((t.start_estimated OR t.end_estimated) AND t.ended_at > t.started_at + interval '24 hours'
                    AND t.ruling_id IS NULL AND (SELECT r.kind FROM ruling r WHERE r.trip_id = t.trip_id
                      ORDER BY r.ruling_id DESC LIMIT 1) IS DISTINCT FROM 'uphold')
                  OR (t.end_station_id = t.start_station_id AND t.ended_at <= t.started_at + interval '1 minute') THEN 0
                ELSE p.base_cop + p.step_cop * greatest(0, ceil(trunc(
                  (extract(epoch FROM t.ended_at - t.started_at) - p.included_s) * 1000) / (p.step_s * 1000))) END AS cop
              FROM trip t LEFT JOIN contested_trip c ON c.trip_id = t.trip_id
                JOIN LATERAL (SELECT * FROM tariff f WHERE f.valid_from <= t.started_at
                  ORDER BY f.valid_from DESC LIMIT 1) AS p ON true
              WHERE t.rider_id IS NOT NULL),
            charged AS (
              SELECT trip_id, sum(amount_cop) AS cop FROM account_entry WHERE account LIKE 'rider %' GROUP BY trip_id)
            SELECT 'trip ' || trip_id || ' is charged ' || coalesce(charged.cop, 0) || ' COP, due are '
              || coalesce(due.cop, 0)
            FROM due FULL JOIN charged USING (trip_id) WHERE coalesce(due.cop, 0) <> coalesce(charged.cop, 0)""");

    static final List<AuditSql.Check> CHECKS = List.of(CHARGED_ONCE, CHARGED_RIGHTLY);

    private TripAuditSql() {}
}
