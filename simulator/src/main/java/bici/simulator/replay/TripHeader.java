package bici.simulator.replay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a trip file keeps what, found by the names of its columns, in whatever order and among whatever others. */
final class TripHeader {
    private static final List<TripColumn> POSITIONS = List.of(
            TripColumn.FROM_LATITUDE, TripColumn.FROM_LONGITUDE, TripColumn.TO_LATITUDE, TripColumn.TO_LONGITUDE);

    private final List<String> names;
    private final Map<TripColumn, Integer> columns;
    private final int least;

    private TripHeader(List<String> names, Map<TripColumn, Integer> columns) {
        this.names = names;
        this.columns = columns;
        int last = names.size();
        while (last > 0 && names.get(last - 1).isEmpty()) {
            last--;
        }
        this.least = last;
    }

    /**
     * Finds the columns.
     *
     * @param where file and line, for messages
     * @throws BadInput when trips cannot be read from such a file
     */
    static TripHeader of(String where, List<String> header) {
        TripHeader found = find(where, header);
        found.system().filter(TripSystem::isRefused).ifPresent(system -> {
            throw new BadInput(where + ": a file that cannot be replayed: " + system.words());
        });
        List<String> missing = found.listMissing();
        if (missing.equals(List.of(TripColumn.BIKE.words()))) {
            throw new BadInput(where + ": no bike ids: there is no column that names the bike, and without its bike a"
                    + " trip cannot be replayed; columns: " + String.join(", ", header));
        }
        if (!missing.isEmpty()) {
            throw new BadInput(where + ": not a known trip layout: no column for " + String.join(", ", missing)
                    + "; columns: " + String.join(", ", header) + "; 'bici replay --help' lists what is read");
        }
        return found;
    }

    /** Whether anything in it is of a trip. */
    static boolean isOfTrips(List<String> header) {
        List<String> names = header.stream().map(TripColumn::plain).toList();
        return Stream.of(TripColumn.START, TripColumn.START_DAY, TripColumn.STOP, TripColumn.STOP_DAY)
                .anyMatch(column -> column.names().stream().anyMatch(names::contains));
    }

    private static TripHeader find(String where, List<String> header) {
        List<String> names = header.stream().map(TripColumn::plain).toList();
        Map<TripColumn, Integer> columns = new EnumMap<>(TripColumn.class);
        for (TripColumn column : TripColumn.values()) {
            column.names().stream()
                    .filter(name -> names.contains(name) && !columns.containsValue(names.indexOf(name)))
                    .findFirst()
                    .ifPresent(name -> {
                        if (names.indexOf(name) != names.lastIndexOf(name)) {
                            throw new BadInput(where + ": two columns are named " + name);
                        }
                        columns.put(column, names.indexOf(name));
                    });
        }
        return new TripHeader(names, columns);
    }

    private List<String> listMissing() {
        List<String> missing = new ArrayList<>();
        for (TripColumn needed : List.of(TripColumn.BIKE, TripColumn.FROM, TripColumn.TO)) {
            if (!columns.containsKey(needed)) {
                missing.add(needed.words());
            }
        }
        if (!hasTime(TripColumn.START, TripColumn.START_DAY, TripColumn.START_CLOCK)) {
            missing.add(TripColumn.START.words());
        }
        if (!hasTime(TripColumn.STOP, TripColumn.STOP_DAY, TripColumn.STOP_CLOCK)) {
            missing.add(TripColumn.STOP.words());
        }
        return missing;
    }

    private boolean hasTime(TripColumn whole, TripColumn day, TripColumn clock) {
        return columns.containsKey(whole) || (columns.containsKey(day) && columns.containsKey(clock));
    }

    /** The known publisher's, if it is one. */
    Optional<TripSystem> system() {
        return TripSystem.find(names);
    }

    /** Whether stations have positions. */
    boolean hasPositions() {
        return columns.keySet().containsAll(POSITIONS);
    }

    /** Whether a row is the header once more: files that were put together from several. */
    boolean isRepeatedBy(List<String> row) {
        return row.size() >= least
                && names.equals(row.stream().map(TripColumn::plain).toList());
    }

    /** Whether a row has as many columns; blank ones behind the last named column may be more or fewer. */
    boolean fits(List<String> row) {
        return row.size() >= least && row.stream().skip(names.size()).allMatch(field -> field.isBlank());
    }

    String describeWidth() {
        return least == names.size() ? String.valueOf(least) : least + " to " + names.size();
    }

    /** A row's field, stripped; empty when there is no such column. */
    String get(TripColumn column, List<String> row) {
        Integer at = columns.get(column);
        return at == null || at >= row.size() ? "" : row.get(at).strip();
    }

    /** Which control character is in a row's field, and where; a tab or the end of a line may be in a quoted one. */
    Optional<String> findControl(TripColumn column, List<String> row) {
        Integer at = columns.get(column);
        return at == null || at >= row.size()
                ? Optional.empty()
                : Controls.find(row.get(at))
                        .map(control ->
                                "column " + (at + 1) + ", " + column.words() + ": control character " + control);
    }

    String start(List<String> row) {
        return time(row, TripColumn.START, TripColumn.START_DAY, TripColumn.START_CLOCK);
    }

    String stop(List<String> row) {
        return time(row, TripColumn.STOP, TripColumn.STOP_DAY, TripColumn.STOP_CLOCK);
    }

    private String time(List<String> row, TripColumn whole, TripColumn day, TripColumn clock) {
        return columns.containsKey(whole) ? get(whole, row) : get(day, row) + " " + get(clock, row);
    }
}
