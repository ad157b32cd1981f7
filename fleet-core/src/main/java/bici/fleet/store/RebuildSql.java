package bici.fleet.store;

/**
 * Statements of the rebuild, whole. None names a schema: the same statement reads what stands on one connection and what was
 * computed anew on another.
 */
final class RebuildSql {
    static final String COUNT_FACTS = "SELECT count(*) AS facts FROM fact WHERE journal > 0";

    /** What came before arrivals were numbered goes by its time. What was inferred is left out: it must come out again. */
    static final String FACTS = """
            SELECT arrival, station_id, journal, sequence, device_time, arrived_at, uptime_ms, boot, clock, offline, kind,
              dock, bike_id, cause, cause_id, list_version, proof, code, value, value_to, flag
            FROM fact WHERE journal > 0 ORDER BY arrival NULLS FIRST, arrived_at, station_id, journal, sequence""";

    static final String BIRTHS = """
            SELECT arrival, station_id, epoch, nonce, journal, boot, as_of, waiting, device_time, uptime_ms,
              coalesce(not_before, arrived_at) AS not_before, arrived_at
            FROM birth ORDER BY arrival NULLS FIRST, arrived_at, station_id, epoch""";

    static final String READINGS = """
            SELECT dock, bike_id, lock, fault FROM birth_dock WHERE station_id = ? AND epoch = ? ORDER BY dock""";

    /** What was set aside in place of a fact; a contradiction of one that is there excuses nothing. */
    static final String REJECTS = """
            SELECT arrival, station_id, journal, sequence, arrived_at, reason, detail, payload FROM quarantine
            WHERE sequence IS NOT NULL AND reason <> 'sequence-conflict'
            ORDER BY arrival NULLS FIRST, arrived_at, quarantine_id""";

    static final String TAKE_STATIONS =
            "COPY (SELECT station_id, station_id, capacity, created_at FROM station) TO STDOUT";

    static final String PUT_STATIONS = "COPY station (station_id, name, capacity, created_at) FROM STDIN";

    static final String TAKE_STATES = "COPY (SELECT station_id, since FROM station_state) TO STDOUT";

    static final String PUT_STATES = "COPY station_state (station_id, since) FROM STDIN";

    /** Nobody's phone leaves its table. */
    static final String TAKE_RIDERS =
            "COPY (SELECT rider_id, convert_to(rider_id, 'UTF8'), ''::bytea, created_at FROM rider) TO STDOUT";

    static final String PUT_RIDERS = "COPY rider (rider_id, phone_hash, phone_sealed, created_at) FROM STDIN";

    static final String TAKE_CARDS =
            "COPY (SELECT card_id, holder, valid_from, valid_until, rider_id FROM card) TO STDOUT";

    static final String PUT_CARDS = "COPY card (card_id, holder, valid_from, valid_until, rider_id) FROM STDIN";

    /** As they were before any fact spoke of them; none holds a bike, a dock or a rider. */
    static final String TAKE_UNLOCKS = """
            COPY (SELECT command_id, 'unlock', station_id, dock, bike_id, rider_id, idempotency_key, epoch, 'sent',
              requested_at, deadline, requested_at, requested_at FROM command WHERE kind = 'unlock') TO STDOUT""";

    static final String PUT_UNLOCKS = """
            COPY command (command_id, kind, station_id, dock, bike_id, rider_id, idempotency_key, epoch, state,
              requested_at, deadline, sent_at, released_at) FROM STDIN""";

    /** All but the first, which every database has. */
    static final String TAKE_TARIFFS = """
            COPY (SELECT valid_from, name, base_cop, included_s, step_s, step_cop FROM tariff
              WHERE valid_from > '1970-01-01T00:00:00Z') TO STDOUT""";

    static final String PUT_TARIFFS =
            "COPY tariff (valid_from, name, base_cop, included_s, step_s, step_cop) FROM STDIN";

    /** Who ruled, without their names. */
    static final String TAKE_STAFF = """
            COPY (SELECT staff_id, staff_id, role, active, created_at FROM staff
              WHERE staff_id IN (SELECT staff_id FROM ruling)) TO STDOUT""";

    static final String PUT_STAFF = "COPY staff (staff_id, name, role, active, created_at) FROM STDIN";

    /** Bikes of which staff said something. Those that were ruled on are folded whole, whenever a ruling is known. */
    static final String TAKE_BIKES = """
            COPY (SELECT b.bike_id, 'missing', r.bike_id IS NOT NULL, b.fleet_from, b.retired_at
              FROM bike b LEFT JOIN (SELECT DISTINCT bike_id FROM ruling) AS r USING (bike_id)
              WHERE b.fleet_from IS NOT NULL OR b.retired_at IS NOT NULL OR r.bike_id IS NOT NULL
                OR b.bike_id IN (SELECT bike_id FROM bike_withdrawal)) TO STDOUT""";

    static final String PUT_BIKES = "COPY bike (bike_id, place, disordered, fleet_from, retired_at) FROM STDIN";

    static final String TAKE_RULINGS = """
            COPY (SELECT ruling_id, kind, bike_id, trip_id, ruled_at, staff_id, idempotency_key, reason, made_at
              FROM ruling) TO STDOUT""";

    static final String PUT_RULINGS = """
            COPY ruling (ruling_id, kind, bike_id, trip_id, ruled_at, staff_id, idempotency_key, reason, made_at)
            FROM STDIN""";

    static final String COMPARE_CHARGES = """
            SELECT account || ' of ' || trip_id AS name, sum(amount_cop) || ' COP' COLLATE "C" AS said FROM account_entry
            GROUP BY account, trip_id HAVING sum(amount_cop) <> 0 ORDER BY name, said""";

    /** With the time that counts: which judgements came before it depends on the rules that were in force then. */
    static final String COMPARE_FACTS =
            """
            SELECT f.station_id || '.' || f.journal || '.' || f.sequence AS name, concat_ws(' ', kind,
              'dock ' || dock, 'bike ' || bike_id, 'cause ' || cause, cause_id, 'list ' || list_version, 'proof ' || proof,
              'code ' || code, 'value ' || value, 'to ' || value_to, 'flag ' || flag, 'by birth ' || evidence_epoch, 'at',\
            """ + ' ' + CountedTime.AT + ", " + CountedTime.QUALITY + ", 'no sooner than ' || "
                    + CountedTime.EARLIEST + ", 'skew ' || " + CountedTime.SKEW + """
            , 'device time', device_time, 'arrived', arrived_at, 'uptime', uptime_ms, 'boot', boot, 'clock', clock,
              'offline ' || offline) COLLATE "C" AS said
            FROM fact f
            """ + CountedTime.JOIN
                    + " ORDER BY name, said";

    static final String COMPARE_BIRTHS = """
            SELECT station_id || ' ' || epoch AS name, concat_ws(' ', 'journal', journal, 'as of', as_of, 'at', at,
              CASE WHEN reconciled_at IS NULL THEN 'not held' ELSE 'held' END, 'against the facts') COLLATE "C" AS said
            FROM birth ORDER BY name, said""";

    static final String COMPARE_CLOCKS = """
            SELECT station_id || '.' || journal || ' ' || boot || ' since ' || epoch AS name, concat_ws(' ', 'after fact',
              as_of, 'uptime', anchor_uptime_ms, 'at', anchor_at, 'or sooner by', uncertainty_us) COLLATE "C" AS said
            FROM clock_segment ORDER BY name, said""";

    static final String COMPARE_JOURNALS = """
            SELECT station_id || '.' || journal AS name,
              concat_ws(' ', 'received', received, 'excused', excused) COLLATE "C" AS said
            FROM station_journal WHERE NOT isempty(received) OR NOT isempty(excused)
            ORDER BY name, said""";

    static final String COMPARE_STATIONS = """
            SELECT station_id AS name, concat_ws(' ', 'bikes', bikes, 'after fact', journal || '.' || last_sequence,
              'inferred', inferred, 'inventory waiting ' || unreconciled_epoch) COLLATE "C" AS said
            FROM station_state ORDER BY name, said""";

    static final String COMPARE_DOCKS = """
            SELECT station_id || '/' || dock AS name, concat_ws(' ', coalesce('bike ' || bike_id, 'empty'), lock,
              'fault ' || fault, 'after fact', journal || '.' || sequence, 'at', at) COLLATE "C" AS said
            FROM dock ORDER BY name, said""";

    static final String COMPARE_BIKES = """
            SELECT bike_id AS name, concat_ws(' ', place, station_id || '/' || dock, trip_id, 'since ' || since,
              'last fact ' || last_fact, 'at ' || last_at) COLLATE "C" AS said
            FROM bike ORDER BY name, said""";

    /** A card may have been given to its rider since; whom a command was for never changes. */
    static final String COMPARE_TRIPS = """
            SELECT trip_id AS name, concat_ws(' ', 'bike', bike_id, 'from', start_station_id || '/' || start_dock, 'at',
              started_at, CASE WHEN start_estimated THEN 'estimated' END, 'by', cause, cause_id, 'flag ' || flag,
              'rider ' || CASE WHEN cause = 'command' THEN rider_id END, ending) COLLATE "C" AS said
            FROM (
              SELECT trip_id, bike_id, start_station_id, start_dock, started_at, start_estimated, cause, cause_id, flag,
                rider_id, concat_ws(' ', 'to', end_station_id || '/' || end_dock, 'at', ended_at,
                  CASE WHEN end_estimated THEN 'estimated' END, 'by', end_fact,
                  'ruling ' || ruling_id, CASE WHEN repaired THEN 'repaired' END) AS ending
              FROM trip UNION ALL
              SELECT trip_id, bike_id, start_station_id, start_dock, started_at, start_estimated, cause, cause_id, flag,
                rider_id, concat_ws(' ', state, 'shown by ' || overtaken_by, 'ruling ' || ruling_id) FROM open_trip) AS t
            ORDER BY name, said""";

    static final String COMPARE_AVAILABILITY = """
            SELECT station_id || ' after ' || journal || '.' || sequence || ' at ' || at AS name,
              bikes || ' bikes' COLLATE "C" AS said
            FROM availability ORDER BY name, said""";

    /** Other ends of a command are also made by answers and by time, which no fact tells. */
    static final String COMPARE_UNLOCKS = """
            SELECT command_id AS name, 'done, trip ' || coalesce(trip_id, 'none') COLLATE "C" AS said FROM command
            WHERE kind = 'unlock' AND state = 'done' ORDER BY name, said""";

    /** One that took a trip's end away says nothing of what came after. */
    static final String LAST_CORRECTIONS = """
            SELECT trip_id AS name, concat('ended by ', now_end_fact, ' at ', now_ended_at) COLLATE "C" AS said
            FROM (SELECT DISTINCT ON (trip_id) * FROM trip_correction ORDER BY trip_id, correction_id DESC) AS last
            WHERE now_end_fact IS NOT NULL ORDER BY name, said""";

    static final String CORRECTED_TRIPS = """
            SELECT trip_id AS name, coalesce('ended by ' || t.end_fact || ' at ' || t.ended_at, 'not ended') COLLATE "C" AS said
            FROM (SELECT DISTINCT ON (trip_id) * FROM trip_correction ORDER BY trip_id, correction_id DESC) AS last
              LEFT JOIN trip t USING (trip_id)
            WHERE last.now_end_fact IS NOT NULL ORDER BY name, said""";

    private RebuildSql() {}
}
