package bici.infra.ledger;

/** What is stored, one line a row. */
final class Show {
    /** {@code S1/2 B1 locked -}. */
    static final String DOCKS = """
            SELECT concat_ws(' ', station_id || '/' || dock, coalesce(bike_id, '-'), lock, coalesce(fault, '-'))
            FROM dock ORDER BY station_id, dock""";

    /** {@code B1 dock S1/2}, {@code B1 trip S1.1.4}, {@code B1 missing}. */
    static final String BIKES = """
            SELECT concat_ws(' ', bike_id, place, station_id || '/' || dock, trip_id) FROM bike ORDER BY bike_id""";

    /** {@code S1.1.4 B1 S1/2 12:10 > S2/3 12:30}, with {@code > riding} or {@code > end-unknown} while not ended. */
    static final String TRIPS = """
            SELECT concat_ws(' ', trip_id, bike_id, start_station_id || '/' || start_dock,
              to_char(started_at AT TIME ZONE 'UTC', 'HH24:MI'), '>', ending, flag)
            FROM (
              SELECT trip_id, bike_id, start_station_id, start_dock, started_at, flag, concat(end_station_id, '/',
                end_dock, ' ', to_char(ended_at AT TIME ZONE 'UTC', 'HH24:MI')) AS ending FROM trip
              UNION ALL
              SELECT trip_id, bike_id, start_station_id, start_dock, started_at, flag, state::text FROM open_trip) AS t
            ORDER BY started_at, trip_id""";

    /** {@code S1.1.4: S2.1.3 12:30 > S2.1.2 12:20}, with {@code > -} where the trip is ended no longer. */
    static final String CORRECTIONS = """
            SELECT concat(trip_id, ': ', was_end_fact, ' ', to_char(was_ended_at AT TIME ZONE 'UTC', 'HH24:MI'), ' > ',
              coalesce(now_end_fact || ' ' || to_char(now_ended_at AT TIME ZONE 'UTC', 'HH24:MI'), '-'))
            FROM trip_correction ORDER BY correction_id""";

    /** {@code S1 12:10 3}: the bikes at rest after each change, by time. */
    static final String AVAILABILITY = """
            SELECT concat_ws(' ', station_id, to_char(at AT TIME ZONE 'UTC', 'HH24:MI'), bikes)
            FROM availability ORDER BY station_id, at, journal, sequence""";

    /** {@code S1.1.4 sequence-conflict}. */
    static final String QUARANTINE = """
            SELECT concat(station_id, '.', coalesce(journal::text, '-'), '.', coalesce(sequence::text, '-'), ' ', reason)
            FROM quarantine ORDER BY quarantine_id""";

    /** {@code S1.0.1 12:30 bike-docked 2 B1 by 3}: inferred facts and the birth they rest on. */
    static final String INFERRED = """
            SELECT concat_ws(' ', station_id || '.0.' || sequence, to_char(at AT TIME ZONE 'UTC', 'HH24:MI'), kind, dock,
              bike_id, 'by', evidence_epoch) FROM fact WHERE journal = 0 ORDER BY station_id, sequence""";

    private Show() {}
}
