package bici.fleet.store;

/** Alarms as recorded states and facts tell them, whole. */
final class AlarmSql {
    /** Parameters: since when removals count, since when quarantine counts, how many. */
    static final String LIST = """
            SELECT kind, station_id, dock, bike_id, since, evidence FROM (
              SELECT 'station-offline' AS kind, st.station_id, NULL::smallint AS dock, NULL AS bike_id, st.since,
                'epoch ' || st.epoch AS evidence
              FROM station_state st WHERE NOT st.online AND st.epoch > 0
              UNION ALL
              SELECT 'dock-fault', d.station_id, d.dock, d.bike_id, d.at,
                d.fault || ' ' || d.station_id || '.' || d.journal || '.' || d.sequence
              FROM dock d WHERE d.fault IS NOT NULL
              UNION ALL
              SELECT 'dock-locked-jammed', d.station_id, d.dock, d.bike_id, d.at,
                d.station_id || '.' || d.journal || '.' || d.sequence
              FROM dock d WHERE d.lock = 'jammed'
              UNION ALL
              SELECT CASE f.flag WHEN 'unauthorised' THEN 'unauthorised-removal' ELSE 'proof-failed' END, f.station_id,
                f.dock, f.bike_id, f.at, f.station_id || '.' || f.journal || '.' || f.sequence
              FROM fact f WHERE f.flag IN ('unauthorised', 'proof-failed') AND f.device_time > ?
              UNION ALL
              SELECT 'quarantine', q.station_id, NULL, NULL, min(q.arrived_at), count(*) || ' × ' || q.reason
              FROM quarantine q WHERE q.arrived_at > ? GROUP BY q.station_id, q.reason) AS a
            JOIN station s USING (station_id)
            WHERE s.retired_at IS NULL
            ORDER BY since DESC, kind, station_id, dock LIMIT ?""";

    private AlarmSql() {}
}
