package bici.fleet.store;

/**
 * Alarms as recorded states and facts tell them, whole; docs/alarms.md says the same in words. Each part reads few rows by
 * an index of its own, and nothing but these columns: {@code key} tells the alarms of a kind apart.
 */
final class AlarmSql {
    /**
     * Parameters: what is said below, in this order, and how many. Where there are more, each kind has its turn, and in
     * it the newest ten of each station before all others: many alarms of one kind, or of one station that lies, hide no other.
     */
    static final String LIST = """
            SELECT kind, key, station_id, dock, bike_id, since, evidence FROM (
              SELECT ranked.*, row_number() OVER (PARTITION BY kind ORDER BY of_station > 10, since DESC, key) AS of_kind FROM (
              SELECT a.*, row_number() OVER (PARTITION BY kind, station_id ORDER BY since DESC, key) AS of_station FROM (
              SELECT 'station-offline' AS kind, st.station_id AS key, st.station_id, NULL::smallint AS dock,
                NULL AS bike_id, st.since, 'epoch ' || st.epoch AS evidence
              FROM station_state st WHERE NOT st.online AND st.epoch > 0
              UNION ALL
              SELECT 'clock-skew', c.station_id, c.station_id, NULL, NULL, c.wrong_since, c.skew_ms / 1000 || ' s'
              FROM station_clock c WHERE c.wrong_since IS NOT NULL
              UNION ALL
              SELECT 'clock-contradiction', c.station_id, c.station_id, NULL, NULL, min(c.at),
                (array_agg(c.evidence ORDER BY c.at DESC, c.evidence DESC))[1]
              FROM (SELECT g.station_id, g.anchor_at AS at, 'epoch ' || g.epoch AS evidence FROM clock_segment g
                WHERE g.anchor_at > ? AND EXISTS (SELECT FROM clock_segment earlier WHERE earlier.station_id = g.station_id
                  AND earlier.journal = g.journal AND earlier.boot = g.boot AND earlier.epoch < g.epoch)
                UNION ALL
                SELECT f.station_id, f.arrived_at, f.station_id || '.' || f.journal || '.' || f.sequence FROM fact f
                WHERE f.time_quality = 'estimated' AND f.clock <> 'unset' AND f.arrived_at > ?) AS c GROUP BY c.station_id
              UNION ALL
              SELECT CASE r.name WHEN 'doorOpen' THEN 'door-open' ELSE 'low-battery' END, r.station_id, r.station_id, NULL,
                NULL, r.alarm_since, CASE r.name WHEN 'doorOpen' THEN '' ELSE r.value || ' % ' END
                  || CASE r.journal WHEN 0 THEN 'health' ELSE r.station_id || '.' || r.journal || '.' || r.sequence END
              FROM station_reading r WHERE r.name IN ('doorOpen', 'batteryPercent') AND r.alarm_since IS NOT NULL
              UNION ALL
              SELECT 'bike-low-battery', b.bike_id, b.station_id, b.dock, b.bike_id, b.alarm_since,
                b.battery_percent || ' % ' || b.fact
              FROM bike_reading b WHERE b.alarm_since IS NOT NULL
                AND (SELECT o.fleet_from IS NOT NULL AND o.retired_at IS NULL FROM bike o WHERE o.bike_id = b.bike_id)
              UNION ALL
              SELECT 'dock-fault', d.station_id || '.' || d.dock, d.station_id, d.dock, d.bike_id, d.at,
                d.fault || ' ' || d.station_id || '.' || d.journal || '.' || d.sequence
              FROM dock d WHERE d.fault IS NOT NULL
                AND NOT EXISTS (SELECT FROM unregistered_dock u WHERE u.station_id = d.station_id AND u.dock = d.dock)
              UNION ALL
              SELECT 'lock-failed', d.station_id || '.' || d.dock, d.station_id, d.dock, d.bike_id, d.at,
                d.station_id || '.' || d.journal || '.' || d.sequence
              FROM dock d WHERE d.lock = 'jammed'
                AND NOT EXISTS (SELECT FROM unregistered_dock u WHERE u.station_id = d.station_id AND u.dock = d.dock)
              UNION ALL
              SELECT 'bike-in-two-docks', b.bike_id, b.stations[1], NULL, b.bike_id, b.since,
                array_to_string(b.docks, ' ')
              FROM (SELECT d.bike_id, max(d.at) AS since, array_agg(d.station_id || '/' || d.dock ORDER BY d.at DESC) AS docks,
                  array_agg(d.station_id ORDER BY d.at DESC) AS stations
                FROM dock d WHERE d.bike_id IS NOT NULL GROUP BY d.bike_id HAVING count(*) > 1) b
              WHERE (SELECT o.fleet_from IS NOT NULL AND o.retired_at IS NULL FROM bike o WHERE o.bike_id = b.bike_id)
                AND NOT EXISTS (SELECT FROM station_state st WHERE st.station_id = ANY (b.stations)
                AND (NOT st.online OR st.unreconciled_epoch IS NOT NULL))
              UNION ALL
              SELECT 'unauthorised-removal', t.trip_id, t.start_station_id, t.start_dock, t.bike_id, t.started_at, t.trip_id
                || CASE t.flag WHEN 'not-commanded' THEN ' falsely claims command ' || t.cause_id ELSE '' END
              FROM open_trip t WHERE t.flag IN ('unauthorised', 'not-commanded') AND t.state = 'riding'
              UNION ALL
              SELECT 'proof-failed', f.station_id || '.' || f.journal || '.' || f.sequence, f.station_id, f.dock, f.bike_id,
                f.at, f.station_id || '.' || f.journal || '.' || f.sequence
              FROM fact f WHERE f.flag = 'proof-failed' AND f.arrived_at > ?
              UNION ALL
              SELECT 'forced-lock', f.station_id || '.' || f.journal || '.' || f.sequence, f.station_id, nullif(f.dock, 0),
                NULL, f.at, f.station_id || '.' || f.journal || '.' || f.sequence
              FROM fact f LEFT JOIN LATERAL (SELECT later.sequence FROM fact later
                WHERE later.station_id = f.station_id AND later.journal = f.journal AND later.sequence > f.sequence
                  AND (later.dock = f.dock AND later.kind IN ('bike-docked', 'dock-cleared', 'lock-opened-not-taken')
                    OR later.dock = f.dock AND later.kind = 'bike-removed' AND later.flag IS NULL
                    OR f.dock = 0 AND later.kind = 'door' AND later.value = 0)
                ORDER BY later.sequence LIMIT 1) works ON true
              WHERE f.kind = 'tamper' AND f.arrived_at > ? AND works.sequence IS NULL
              UNION ALL
              SELECT 'dock-mismatch', f.station_id || '.' || f.journal || '.' || f.sequence, f.station_id, f.dock, f.bike_id,
                f.at, 'inventory of epoch ' || f.evidence_epoch || ': ' || f.kind
              FROM fact f JOIN birth b ON b.station_id = f.station_id AND b.epoch = f.evidence_epoch
                JOIN dock d ON d.station_id = f.station_id AND d.dock = f.dock
              WHERE f.journal = 0 AND f.kind IN ('bike-removed', 'bike-docked') AND f.arrived_at > ?
                AND (d.journal, d.sequence) <= (b.journal, b.as_of)
                AND NOT EXISTS (SELECT FROM unregistered_dock u WHERE u.station_id = d.station_id AND u.dock = d.dock)
                AND (SELECT o.fleet_from IS NOT NULL AND o.retired_at IS NULL FROM bike o WHERE o.bike_id = f.bike_id)
                AND EXISTS (SELECT FROM birth earlier WHERE earlier.station_id = f.station_id
                  AND earlier.epoch < f.evidence_epoch AND earlier.reconciled_at IS NOT NULL)
              UNION ALL
              SELECT 'ghost-trip-repaired', t.trip_id, t.end_station_id, t.end_dock, t.bike_id, f.arrived_at,
                t.trip_id || ' ended by ' || t.end_fact
              FROM fact f JOIN trip t ON t.bike_id = f.bike_id
                AND t.end_fact = f.station_id || '.' || f.journal || '.' || f.sequence
              WHERE f.journal = 0 AND f.kind = 'bike-docked' AND f.arrived_at > ?
              UNION ALL
              SELECT 'trip-contested', o.trip_id, o.start_station_id, o.start_dock, o.bike_id, o.started_at, u.evidence
              FROM untold_end u JOIN open_trip o USING (trip_id)
              UNION ALL
              SELECT 'trip-contested', t.trip_id, t.station_id, t.dock, t.bike_id, t.started_at,
                'with ' || other.trip_id || ' of ' || other.bike_id
              FROM two_at_once n
                CROSS JOIN LATERAL (SELECT * FROM (
                    SELECT e.trip_id, e.rider_id, e.bike_id, e.start_station_id AS station_id, e.start_dock AS dock, e.started_at,
                      e.ended_at FROM trip e WHERE e.trip_id = n.trip_id
                    UNION ALL
                    SELECT o.trip_id, o.rider_id, o.bike_id, o.start_station_id, o.start_dock, o.started_at, 'infinity'
                    FROM open_trip o WHERE o.trip_id = n.trip_id AND o.state = 'riding') AS either LIMIT 1) AS t
                CROSS JOIN LATERAL (SELECT r.trip_id, r.bike_id FROM rider_time r
                  WHERE r.rider_id = t.rider_id AND r.trip_id <> t.trip_id AND r.started_at < t.ended_at
                    AND r.ended_at > t.started_at ORDER BY r.started_at, r.trip_id LIMIT 1) AS other
              WHERE (SELECT r.kind FROM ruling r WHERE r.trip_id = t.trip_id ORDER BY r.ruling_id DESC LIMIT 1)
                IS DISTINCT FROM 'uphold'
              UNION ALL
              SELECT 'trip-review', v.trip_id, v.station_id, v.dock, v.bike_id, v.started_at, v.evidence FROM trip_review v
              UNION ALL
              SELECT 'trip-review', o.trip_id, o.start_station_id, o.start_dock, o.bike_id, o.started_at, o.trip_id || ' start'
              FROM open_trip o WHERE o.state = 'riding' AND o.start_estimated AND o.rider_id IS NOT NULL AND o.started_at < ?
                AND (SELECT r.kind FROM ruling r WHERE r.trip_id = o.trip_id ORDER BY r.ruling_id DESC LIMIT 1)
                  IS DISTINCT FROM 'uphold'
              UNION ALL
              SELECT 'quarantine', q.station_id || '.' || q.reason, q.station_id, NULL, NULL, min(q.arrived_at),
                count(*) || ' × ' || q.reason
              FROM quarantine q WHERE q.arrived_at > ? AND q.reason <> 'sequence-conflict' GROUP BY q.station_id, q.reason
              UNION ALL
              SELECT 'cloned-certificate', c.station_id, c.station_id, NULL, NULL, min(c.at), max(c.evidence)
              FROM (SELECT q.station_id, q.arrived_at AS at, 'sequence-conflict ' || q.journal || '.' || q.sequence AS evidence
                FROM quarantine q WHERE q.arrived_at > ? AND q.reason = 'sequence-conflict'
                UNION ALL
                SELECT w.station_id, w.at, w.take_overs || ' take-overs within a minute'
                FROM take_over_fight w WHERE w.at > ?) AS c GROUP BY c.station_id
              UNION ALL
              SELECT 'station-unpublished', s.station_id, s.station_id, NULL, NULL,
                (SELECT max(v.recorded_at) FROM station_version v WHERE v.station_id = s.station_id),
                station_fault(s.name, s.latitude, s.longitude)
              FROM station s WHERE s.retired_at IS NULL AND station_fault(s.name, s.latitude, s.longitude) IS NOT NULL
              UNION ALL
              SELECT 'feeds-stale', h.node, NULL, NULL, NULL, h.edition_at, 'node ' || h.node
              FROM heartbeat h WHERE h.at > ? AND h.at - h.edition_at > interval '30 seconds'
              UNION ALL
              SELECT 'gap-waiting', j.station_id || '.' || j.journal, j.station_id, NULL, NULL, j.gap_since,
                'journal ' || j.journal || ', facts ' || j.gap_from || ' to ' || j.gap_to
              FROM station_journal j JOIN station_state st USING (station_id)
              WHERE j.gap_since <= ? AND (j.journal >= st.journal OR j.gap_since > ?)
              UNION ALL
              SELECT 'inventory-waiting', w.station_id, w.station_id, NULL, NULL, w.arrived_at,
                'inventory of epoch ' || w.epoch || ', as of fact ' || w.station_id || '.' || w.journal || '.' || w.as_of
              FROM (SELECT DISTINCT ON (b.station_id) b.* FROM birth b JOIN station_state st USING (station_id)
                WHERE b.reconciled_at IS NULL AND b.arrived_at <= ? AND (b.journal >= st.journal OR b.arrived_at > ?)
                ORDER BY b.station_id, b.epoch) AS w
              UNION ALL
              SELECT 'command-unknown', c.command_id, c.station_id, c.dock, c.bike_id, c.deadline,
                c.kind || ' ' || c.command_id
              FROM command c WHERE c.ended_at IS NULL AND c.deadline <= ?
              UNION ALL
              SELECT 'bike-missing', b.bike_id, split_part(b.last_fact, '.', 1), NULL, b.bike_id,
                greatest(b.since, b.last_at), 'last fact ' || b.last_fact
              FROM bike b WHERE b.place = 'missing' AND b.last_fact IS NOT NULL AND b.fleet_from IS NOT NULL
                AND b.retired_at IS NULL AND greatest(b.since, b.last_at) <= ?
              UNION ALL
              SELECT 'unregistered-bikes', t.station_id, t.station_id, NULL, NULL, n.since,
                CASE WHEN n.bikes > 1000 THEN 'more than 1000' ELSE n.bikes::text END || ' bikes, ' || n.first
              FROM unregistered_teller t CROSS JOIN LATERAL (
                SELECT min(few.last_at) AS since, count(*) AS bikes, (array_agg(few.bike_id ORDER BY few.last_at, few.bike_id))[1] AS first
                FROM (SELECT b.bike_id, b.last_at FROM bike b WHERE b.fleet_from IS NULL AND b.retired_at IS NULL
                    AND b.last_fact IS NOT NULL AND split_part(b.last_fact, '.', 1) COLLATE "C" = t.station_id
                  ORDER BY b.last_at, b.bike_id LIMIT 1001) AS few) AS n
              UNION ALL
              SELECT 'unregistered-docks', u.station_id, u.station_id, NULL, NULL, min(u.since),
                count(*) || ' docks, ' || min(u.dock)
              FROM unregistered_dock u GROUP BY u.station_id
              UNION ALL
              SELECT 'config-waiting', g.station_id, g.station_id, NULL, NULL, g.set_at, 'version ' || g.version
                || coalesce(', refused: ' || g.refused, ', reported: ' || coalesce(g.reported_version::text, 'nothing'))
              FROM station_config g
              WHERE (g.refused IS NOT NULL OR g.reported_hash IS DISTINCT FROM g.hash) AND g.set_at <= ?
              UNION ALL
              SELECT CASE WHEN r.kind = 'accident' AND r.state = 'open' THEN 'accident-reported' ELSE 'report-waiting' END,
                r.report_id, r.station_id, r.dock, r.bike_id, r.since, r.kind || ' ' || r.report_id
              FROM rider_report r WHERE r.state IN ('open', 'taken')
                AND (r.state = 'open' AND (r.kind = 'accident' OR r.since <= ?) OR r.state = 'taken' AND r.since <= ?)) AS a
            LEFT JOIN station s USING (station_id)
            WHERE a.kind IN ('feeds-stale', 'accident-reported', 'report-waiting', 'bike-missing', 'trip-contested',
              'trip-review')
              OR (s.station_id IS NOT NULL AND s.retired_at IS NULL)) AS ranked
              ORDER BY of_kind, since DESC, kind, key LIMIT ?) AS listed
            ORDER BY since DESC, kind, key""";

    private AlarmSql() {}
}
