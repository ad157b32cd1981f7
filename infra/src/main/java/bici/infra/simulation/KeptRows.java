package bici.infra.simulation;

import bici.fleet.ledger.Cursor;
import bici.fleet.trip.Fares;
import bici.infra.simulation.memory.KeptTrip;
import bici.infra.simulation.memory.MemoryView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every row that follows from what was told, by table, in the tables' order: equal for equal facts, whatever the order of
 * their arrival. Left out is what tells of the arrival itself: corrections, the single entries of an account (their sum is
 * compared), when a station was heard, and whether a bike's facts ever came in disorder.
 */
record KeptRows(Map<String, List<Object>> tables) {
    private static final int SHOWN = 4;

    static KeptRows of(MemoryView view) {
        Map<String, List<Object>> tables = new TreeMap<>();
        tables.put("dock", List.copyOf(view.docks().values()));
        tables.put("bike", rows(view.bikes().values(), b -> new Bike(b.bike(), b.whereabouts(), b.last())));
        tables.put("open_trip", List.copyOf(view.openTrips().values()));
        tables.put("trip", List.copyOf(view.finishedTrips()));
        tables.put("charge", charges(view));
        tables.put("fact", List.copyOf(view.facts()));
        tables.put("availability", List.copyOf(view.availability().entrySet()));
        tables.put(
                "station_state",
                rows(
                        view.stations(),
                        s -> new Station(
                                s.station(), s.epoch(), s.last(), s.bikes(), s.inferred(), s.unreconciledEpoch())));
        tables.put(
                "station_journal",
                rows(view.stations(), s -> s.station() + " " + journals(view.journals(s.station()))));
        tables.put("birth", rows(view.births(), b -> new Born(b.taken(), b.reconciled())));
        tables.put("quarantine", List.copyOf(view.quarantine()));
        return new KeptRows(tables);
    }

    private record Bike(Object bike, Object whereabouts, Object last) {}

    private record Station(Object station, long epoch, Object last, int bikes, long inferred, Object unreconciled) {}

    private record Born(Object taken, boolean reconciled) {}

    private record Owed(Object trip, long cop) {}

    private interface Row<T> {
        Object of(T row);
    }

    private static <T> List<Object> rows(Iterable<T> rows, Row<T> shown) {
        List<Object> all = new ArrayList<>();
        rows.forEach(row -> all.add(shown.of(row)));
        return all;
    }

    private static String journals(Map<Integer, Cursor.Journal> journals) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(journals)
                .forEach((number, journal) -> text.append(number)
                        .append(" received ")
                        .append(journal.received())
                        .append(" excused ")
                        .append(journal.excused())
                        .append("; "));
        return text.toString();
    }

    private static List<Object> charges(MemoryView view) {
        List<Object> owed = new ArrayList<>();
        for (KeptTrip kept : view.finishedTrips()) {
            long sum = view.charges(kept.trip().id()).stream()
                    .mapToLong(Fares.Entry::amountCop)
                    .sum();
            owed.add(new Owed(kept.trip().id(), sum));
        }
        return owed;
    }

    /** The first rows that only one of them has, {@code -} here and {@code +} there. */
    List<String> differences(KeptRows other) {
        List<String> lines = new ArrayList<>();
        tables.forEach((table, rows) -> {
            List<Object> others = other.tables.getOrDefault(table, List.of());
            if (!rows.equals(others)) {
                lines.addAll(only("- " + table, rows, new HashSet<>(others)));
                lines.addAll(only("+ " + table, others, new HashSet<>(rows)));
            }
        });
        return lines;
    }

    private static List<String> only(String head, List<Object> rows, Set<Object> without) {
        return rows.stream()
                .filter(row -> !without.contains(row))
                .limit(SHOWN)
                .map(row -> head + " " + row)
                .toList();
    }
}
