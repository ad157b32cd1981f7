package bici.fleet.store;

/** Every statement of the recording transaction, whole. Their number does not depend on the number of facts. */
final class RecordSql {
    static final String LOCK_STATIONS = """
            SELECT station_id, journal, last_sequence, bikes, inferred, unreconciled_epoch
            FROM station_state WHERE station_id = ANY (?) ORDER BY station_id FOR UPDATE""";

    static final String LOAD_JOURNALS = """
            SELECT j.station_id, j.journal, j.received::text, j.excused::text
            FROM unnest(?) AS wanted (station_id) JOIN station_journal j USING (station_id)""";

    static final String LOAD_CLOCKS = """
            SELECT c.station_id, c.journal, c.boot, c.epoch, c.as_of, c.anchor_uptime_ms, c.anchor_at, c.uncertainty_us,
              (SELECT b.as_of FROM birth b WHERE b.station_id = c.station_id AND b.epoch >= c.epoch
                  AND b.epoch < coalesce(c.next, 9223372036854775807) AND b.journal = c.journal AND b.boot = c.boot
                ORDER BY b.epoch DESC LIMIT 1) AS agreed_to
            FROM (SELECT s.*, lead(s.epoch) OVER (PARTITION BY station_id, journal, boot ORDER BY s.epoch) AS next
              FROM unnest(?, ?, ?) AS wanted (station_id, journal, boot)
              JOIN clock_segment s USING (station_id, journal, boot)) AS c ORDER BY c.epoch""";

    static final String FIND_BIRTHS_AROUND = """
            SELECT f.station_id, f.journal, f.sequence, before.not_before AS earliest, after.arrived_at AS latest
            FROM unnest(?, ?, ?, ?) AS f (station_id, journal, sequence, arrived_at)
            LEFT JOIN LATERAL (SELECT b.not_before FROM birth b
              WHERE b.station_id = f.station_id AND b.journal = f.journal AND b.as_of < f.sequence
                AND b.arrived_at <= f.arrived_at
              ORDER BY b.as_of DESC, b.epoch DESC LIMIT 1) AS before ON true
            LEFT JOIN LATERAL (SELECT b.arrived_at FROM birth b
              WHERE b.station_id = f.station_id AND b.journal = f.journal AND b.as_of >= f.sequence
                AND b.arrived_at <= f.arrived_at
              ORDER BY b.as_of, b.epoch LIMIT 1) AS after ON true""";

    /** Parameters: station, journal, boot, and after which sequence. Those that agree with their uptime stay as they are. */
    static final String LOAD_DOUBTFUL =
            """
            SELECT f.station_id, f.journal, f.sequence, f.device_time, f.arrived_at, f.uptime_ms, f.boot, f.clock, f.offline,
              f.kind, f.dock, f.bike_id, f.cause, f.cause_id, f.list_version, f.proof, f.code, f.value, f.value_to, f.flag,
            """ + CountedTime.AT + " AS at, " + CountedTime.EARLIEST + " AS earliest, " + CountedTime.QUALITY
                    + " AS time_quality, " + CountedTime.SKEW + """
               AS skew_ms
            FROM fact f
            """
                    + CountedTime.JOIN + """
            WHERE f.station_id = ? AND f.journal = ? AND f.boot = ? AND f.sequence > ?
              AND\s""" + CountedTime.QUALITY + " <> 'device' ORDER BY f.sequence";

    static final String COPY_TIMES = """
            COPY fact_time (station_id, journal, sequence, epoch, at, time_quality, skew_ms, earliest) FROM STDIN""";

    static final String FIND_REPEATED = """
            SELECT f.* FROM unnest(?, ?, ?) AS repeated (station_id, journal, sequence)
            JOIN fact f USING (station_id, journal, sequence)""";

    static final String COPY_FACTS = """
            COPY fact (station_id, journal, sequence, device_time, at, time_quality, skew_ms, arrived_at, uptime_ms, boot,
              clock, offline, kind, dock, bike_id, cause, cause_id, list_version, proof, code, value, value_to,
              flag, evidence_epoch, earliest) FROM STDIN""";

    static final String LOAD_DOCKS = """
            SELECT d.station_id, d.dock, d.bike_id, d.lock, d.fault, d.journal, d.sequence, d.at
            FROM unnest(?, ?) AS touched (station_id, dock) JOIN dock d USING (station_id, dock)""";

    /**
     * Parameters: stations and docks. In each station's own order; what was inferred from an inventory stands right after
     * the fact the inventory is as of, and the inventory's reading after that; inventories as of the same fact stand in
     * the order of their births. What is numbered from 10^12 says where an inventory shows a bike and changes no dock.
     */
    static final String LOAD_DOCK_HISTORIES = """
            WITH wanted AS (SELECT * FROM unnest(?, ?) AS w (station_id, dock))
            SELECT * FROM (
              SELECT f.station_id, f.dock, coalesce(b.journal, f.journal) AS in_journal,
                coalesce(b.as_of, f.sequence) AS as_of, CASE WHEN f.journal = 0 THEN f.sequence ELSE 0 END AS nth,
            """ + CountedTime.AT + """
                 AS at, f.kind::text AS kind, f.bike_id, f.code, NULL AS lock, NULL AS fault,
                coalesce(f.evidence_epoch, 0) AS epoch, NULL::timestamptz AS arrived_at
              FROM wanted w JOIN fact f ON f.station_id = w.station_id AND f.dock = w.dock
                LEFT JOIN birth b ON f.journal = 0 AND b.station_id = f.station_id AND b.epoch = f.evidence_epoch
            """ + CountedTime.JOIN + """
              WHERE f.kind IN ('bike-removed', 'bike-docked', 'lock-opened-not-taken', 'lock-failed', 'dock-fault',
                'dock-cleared') AND NOT (f.journal = 0 AND f.sequence >= 1000000000000)
              UNION ALL
              SELECT i.station_id, i.dock, b.journal, b.as_of, 9223372036854775807, b.at, 'reading', i.bike_id, NULL,
                i.lock, i.fault, b.epoch, b.arrived_at
              FROM wanted w JOIN birth_dock i ON i.station_id = w.station_id AND i.dock = w.dock
                JOIN birth b ON b.station_id = i.station_id AND b.epoch = i.epoch
              WHERE b.reconciled_at IS NOT NULL) AS told
            ORDER BY station_id, dock, in_journal, as_of, epoch, nth, at""";

    static final String WRITE_DOCKS = """
            INSERT INTO dock (station_id, dock, bike_id, lock, fault, journal, sequence, at)
            SELECT station_id, dock, bike_id, lock::lock_position, fault, journal, sequence, at
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?) AS d (station_id, dock, bike_id, lock, fault, journal, sequence, at)
            ON CONFLICT (station_id, dock) DO UPDATE SET bike_id = excluded.bike_id, lock = excluded.lock,
              fault = excluded.fault, journal = excluded.journal, sequence = excluded.sequence, at = excluded.at""";

    static final String MEET_BIKES = """
            INSERT INTO bike (bike_id, place) SELECT bike_id, 'missing' FROM unnest(?) AS met (bike_id)
            ORDER BY bike_id ON CONFLICT (bike_id) DO NOTHING""";

    /** Only locks: a row that another transaction held is read anew after it, and its trip with it. */
    static final String LOCK_BIKES = "SELECT bike_id FROM bike WHERE bike_id = ANY (?) ORDER BY bike_id FOR UPDATE";

    static final String LOAD_BIKES = """
            SELECT b.bike_id, b.place, b.station_id, b.dock, b.since, b.last_fact, b.last_at, b.disordered,
              b.shown_at, b.fleet_from, t.trip_id, t.started_at, t.start_estimated, t.start_station_id, t.start_dock,
              t.cause, t.cause_id, t.flag
            FROM bike b LEFT JOIN open_trip t ON t.trip_id = b.trip_id
            WHERE b.bike_id = ANY (?)""";

    /**
     * From the last instant before the late fact at which the bike has exactly one fact, and one that tells of its removal.
     * Parameters: bikes, since when each is late, how long before that is looked, and before which arrival none of it can
     * have come.
     */
    static final String FIND_REFOLD_STARTS = """
            SELECT late.bike_id, start.at
            FROM unnest(?, ?) AS late (bike_id, before) CROSS JOIN LATERAL (
              SELECT f.at FROM fact f WHERE f.bike_id = late.bike_id AND f.at < late.before
                AND f.at >= late.before - ?::bigint * interval '1 ms'
                AND f.kind IN ('bike-removed', 'bike-docked') AND f.arrived_at >= ?
              GROUP BY f.at HAVING count(*) = 1
                AND bool_and(f.journal > 0 AND f.kind = 'bike-removed') ORDER BY f.at DESC LIMIT 1) AS start""";

    /** Parameters: bikes, since when by first judgement, and before which arrival none of it can have come. */
    static final String LOAD_HISTORIES = CountedTime.STEP + """
            FROM unnest(?, ?) AS late (bike_id, since) JOIN fact f ON f.bike_id = late.bike_id
              AND f.at >= late.since
            """ + CountedTime.JOIN + """
            WHERE f.kind IN ('bike-removed', 'bike-docked') AND f.arrived_at >= ?""";

    /** Parameters: bikes, stations, journals and sequences of what is reflected, and before when each is looked for. */
    static final String FIND_TOLD_AFTER = """
            SELECT after.* FROM unnest(?, ?, ?, ?, ?) AS seen (bike_id, station_id, journal, sequence, before)
              CROSS JOIN LATERAL (
            """ + CountedTime.STEP + """
                FROM fact f
            """ + CountedTime.JOIN + """
                WHERE f.bike_id = seen.bike_id AND f.at < seen.before AND f.station_id = seen.station_id
                  AND (f.journal, f.sequence) > (seen.journal, seen.sequence)
                  AND f.kind IN ('bike-removed', 'bike-docked') LIMIT 1) AS after""";

    static final String WRITE_BIKES = """
            UPDATE bike b SET place = w.place::bike_place, station_id = w.station_id, dock = w.dock, trip_id = w.trip_id,
              since = w.since, last_fact = w.last_fact, last_at = w.last_at, disordered = w.disordered
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
              AS w (bike_id, place, station_id, dock, trip_id, since, last_fact, last_at, disordered)
            WHERE b.bike_id = w.bike_id""";

    static final String NOTE_SHOWN = """
            UPDATE bike b SET shown_at = greatest(b.shown_at, s.shown_at) FROM unnest(?, ?) AS s (bike_id, shown_at)
            WHERE b.bike_id = s.bike_id""";

    /** A bike whose dock has moved on without it is somewhere no fact tells. */
    static final String DISPLACE_BIKES = """
            UPDATE bike b SET place = 'missing', station_id = NULL, dock = NULL
            FROM dock d WHERE b.place = 'dock' AND d.station_id = b.station_id AND d.dock = b.dock
              AND d.bike_id IS DISTINCT FROM b.bike_id
              AND b.bike_id IN (SELECT unnest(?) UNION
                SELECT o.bike_id FROM unnest(?, ?) AS t (station_id, dock) JOIN bike o USING (station_id, dock))""";

    static final String DELETE_OPEN_TRIPS = "DELETE FROM open_trip WHERE trip_id = ANY (?)";

    static final String DELETE_TRIPS = "DELETE FROM trip WHERE trip_id = ANY (?)";

    static final String COPY_OPEN_TRIPS = """
            COPY open_trip (trip_id, bike_id, state, started_at, start_estimated, start_station_id, start_dock, cause, cause_id, flag,
              rider_id, overtaken_by, ruling_id) FROM STDIN""";

    static final String COPY_TRIPS = """
            COPY trip (trip_id, bike_id, started_at, start_estimated, start_station_id, start_dock, ended_at, end_estimated,
              end_station_id, end_dock, end_fact, cause, cause_id, flag, rider_id, ruling_id, repaired) FROM STDIN""";

    static final String COPY_CORRECTIONS = """
            COPY trip_correction (trip_id, recorded_at, was_end_fact, was_ended_at, now_end_fact, now_ended_at,
              was_ruling_id, now_ruling_id) FROM STDIN""";

    static final String COPY_AVAILABILITY = "COPY availability (station_id, at, journal, sequence, bikes) FROM STDIN";

    static final String DELETE_AVAILABILITY = "DELETE FROM availability WHERE station_id = ANY (?)";

    static final String RECOUNT_AVAILABILITY =
            "INSERT INTO availability (station_id, at, journal, sequence, bikes) " + AvailabilitySql.RECOUNT;

    static final String COUNT_BIKES = """
            SELECT s.station_id, count(d.bike_id)::integer AS bikes
            FROM unnest(?) AS s (station_id) LEFT JOIN dock d USING (station_id) GROUP BY s.station_id""";

    /** A contradiction sent again is kept once; other things are told again only as long as their sequence is open. */
    static final String ADD_QUARANTINE = """
            INSERT INTO quarantine (station_id, journal, sequence, arrived_at, reason, detail, payload)
            SELECT station_id, journal, sequence, arrived_at, reason, detail, payload::bytea
            FROM unnest(?, ?, ?, ?, ?, ?, ?) WITH ORDINALITY
              AS n (station_id, journal, sequence, arrived_at, reason, detail, payload, nth)
            WHERE n.reason <> 'sequence-conflict' OR NOT EXISTS (SELECT FROM quarantine q
              WHERE q.station_id = n.station_id AND q.journal = n.journal AND q.sequence = n.sequence
                AND q.reason = n.reason AND q.payload = n.payload::bytea)
            ORDER BY nth""";

    static final String WRITE_JOURNALS = """
            INSERT INTO station_journal (station_id, journal, received, excused, gap_from, gap_to, gap_since)
            SELECT station_id, journal, received::int8multirange, excused::int8multirange, gap_from, gap_to,
              CASE WHEN gap_from IS NOT NULL THEN now.at END
            FROM unnest(?, ?, ?, ?, ?, ?) AS j (station_id, journal, received, excused, gap_from, gap_to)
              CROSS JOIN (SELECT coalesce(?::timestamptz, now()) AS at) AS now
            ON CONFLICT (station_id, journal) DO UPDATE SET received = excluded.received, excused = excluded.excused,
              gap_from = excluded.gap_from, gap_to = excluded.gap_to, gap_since = CASE
                WHEN excluded.gap_from = station_journal.gap_from THEN station_journal.gap_since
                ELSE excluded.gap_since END""";

    static final String WRITE_STATIONS = """
            UPDATE station_state s SET journal = w.journal, last_sequence = w.last_sequence, bikes = w.bikes,
              inferred = w.inferred, unreconciled_epoch = w.unreconciled_epoch,
              last_heard_at = greatest(s.last_heard_at, ?)
            FROM unnest(?, ?, ?, ?, ?, ?) AS w (station_id, journal, last_sequence, bikes, inferred, unreconciled_epoch)
            WHERE s.station_id = w.station_id""";

    static final String LOAD_UNRECONCILED = """
            SELECT b.station_id, b.epoch, b.journal, b.as_of, b.at, b.arrived_at
            FROM unnest(?) AS wanted (station_id) JOIN birth b USING (station_id) WHERE b.reconciled_at IS NULL""";

    static final String LOAD_INVENTORIES = """
            SELECT i.station_id, i.epoch, i.dock, i.bike_id, i.lock, i.fault
            FROM unnest(?, ?) AS wanted (station_id, epoch) JOIN birth_dock i USING (station_id, epoch)
            ORDER BY i.station_id, i.dock""";

    static final String LOAD_SIGHTINGS = """
            SELECT i.bike_id, i.station_id, i.dock, b.epoch, b.journal, b.as_of, b.at, b.arrived_at
            FROM unnest(?, ?) AS shown (bike_id, since) JOIN birth_dock i USING (bike_id)
              JOIN birth b ON b.station_id = i.station_id AND b.epoch = i.epoch
            WHERE b.reconciled_at IS NOT NULL AND b.at >= shown.since""";

    static final String MARK_RECONCILED = """
            UPDATE birth b SET reconciled_at = ? FROM unnest(?, ?) AS r (station_id, epoch)
            WHERE b.station_id = r.station_id AND b.epoch = r.epoch""";

    private RecordSql() {}
}
