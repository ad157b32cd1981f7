package bici.infra.races;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What statements of the recording transaction touch, exactly: rows that they find by keys they are given, and tables of
 * which any row may count. Each statement was read for it, with its triggers and references; of any other all tables that
 * it names count whole.
 *
 * @param beginning of the statement
 * @param whole tables
 * @param keyed by table, which of its arrays, or of the columns of a COPY, counted from 0, has the keys
 */
record Keys(String beginning, Set<String> whole, Map<String, Integer> keyed) {
    private static final List<Keys> KNOWN = List.of(
            // Locks.
            keyed("SELECT station_id, journal, last_sequence, bikes, inferred", Map.of("station_state", 0)),
            keyed("SELECT bike_id FROM bike WHERE bike_id = ANY (?)", Map.of("bike", 0)),
            // Reads.
            keyed("SELECT j.station_id, j.journal, j.received::text", Map.of("station_journal", 0)),
            keyed("SELECT c.station_id, c.journal, c.boot, c.epoch", Map.of("clock_segment", 0)),
            keyed("SELECT f.station_id, f.journal, f.sequence, before.not_before", Map.of("birth", 0)),
            keyed("SELECT d.station_id, d.dock, d.bike_id, d.lock, d.fault", Map.of("dock", 0)),
            new Keys("SELECT b.bike_id, b.place, b.station_id, b.dock", Set.of("open_trip"), Map.of("bike", 0)),
            whole("SELECT late.bike_id, start.at", "fact"),
            whole("SELECT f.bike_id, f.station_id, f.journal, f.sequence, coalesce(anew.at", "fact", "fact_time"),
            // Writes. A new dock gets a code, and its station is referred to; so is the station of a journal.
            keyed("INSERT INTO dock (station_id, dock, bike_id", Map.of("dock", 0, "station", 0, "printed_code", 0)),
            keyed("INSERT INTO station_journal (station_id", Map.of("station_journal", 0, "station", 0)),
            keyed("UPDATE station_state s SET journal = w.journal", Map.of("station_state", 0)),
            // Two bikes in one dock meet at the commit, by the dock's station.
            keyed("UPDATE bike b SET place = w.place::bike_place", Map.of("bike", 0, "bike/at", 2)),
            whole("UPDATE bike b SET place = 'missing', station_id = NULL", "bike", "dock"),
            keyed("DELETE FROM open_trip WHERE trip_id = ANY (?)", Map.of("open_trip", 0)),
            keyed("COPY open_trip (trip_id, bike_id", Map.of("open_trip", 0, "bike", 1)),
            whole("COPY trip (trip_id", "trip"),
            whole("COPY trip_correction (trip_id", "trip_correction"),
            keyed("COPY availability (station_id", Map.of("availability", 0)),
            keyed("COPY fact (station_id", Map.of("fact", 0, "station_reading", 0, "bike_reading", 14)));

    private static Keys keyed(String beginning, Map<String, Integer> keyed) {
        return new Keys(beginning, Set.of(), keyed);
    }

    private static Keys whole(String beginning, String... tables) {
        return new Keys(beginning, Set.of(tables), Map.of());
    }

    static Optional<Keys> of(String sql) {
        return KNOWN.stream().filter(keys -> sql.startsWith(keys.beginning)).findFirst();
    }

    /** Tables, or {@code table/key}. */
    Set<String> places(List<List<String>> values) {
        Set<String> places = new HashSet<>(whole);
        keyed.forEach((table, column) -> values.get(column).forEach(value -> places.add(table + '/' + value)));
        return places;
    }
}
