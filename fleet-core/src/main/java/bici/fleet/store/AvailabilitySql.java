package bici.fleet.store;

/** Availability over time, counted from facts: the same statement mends late arrivals and audits the fast path. */
final class AvailabilitySql {
    /**
     * Parameter: station ids. A row for each fact after which a station has another number of bikes at rest, in the
     * station's own order; what was inferred from an inventory stands right after the fact the inventory is as of, and
     * inventories as of the same fact in the order of their births. What is numbered from 10^12 changes no dock.
     */
    static final String RECOUNT = """
            SELECT station_id, at, journal, sequence, bikes FROM (
              SELECT *, sum(difference) OVER (PARTITION BY station_id ORDER BY in_journal, as_of, epoch, nth
                ROWS UNBOUNDED PRECEDING)::integer AS bikes
              FROM (
                SELECT station_id, at, journal, sequence, in_journal, as_of, epoch, nth,
                  occupied - lag(occupied, 1, 0) OVER (PARTITION BY station_id, dock
                    ORDER BY in_journal, as_of, epoch, nth) AS difference
                FROM (
                  SELECT f.station_id, f.dock,
            """ + CountedTime.AT + """
                     AS at, f.journal,
                    coalesce(b.journal, f.journal) AS in_journal, coalesce(b.as_of, f.sequence) AS as_of,
                    coalesce(f.evidence_epoch, 0) AS epoch, CASE WHEN f.journal = 0 THEN f.sequence ELSE 0 END AS nth, f.sequence,
                    CASE WHEN f.kind = 'bike-removed' THEN 0 ELSE 1 END AS occupied
                  FROM fact f LEFT JOIN birth b ON f.journal = 0 AND b.station_id = f.station_id
                    AND b.epoch = f.evidence_epoch
            """ + CountedTime.JOIN + """
                  WHERE f.station_id = ANY (?)
                    AND f.kind IN ('bike-removed', 'bike-docked')
                    AND NOT (f.journal = 0 AND f.sequence >= 1000000000000)) AS dock_facts
                ) AS changes
              ) AS counted
            WHERE difference <> 0""";

    private AvailabilitySql() {}
}
