package bici.simulator.station;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What keeps a dock from letting bikes go: orders and troubles. Survives a restart. Not for more than one thread.
 */
final class DockMarks {
    /** Instead of a dock: the whole station. */
    static final int STATION = 0;

    private final SmallFile file;
    private final Map<Mark, SortedMap<Integer, String>> docks = new EnumMap<>(Mark.class);

    /** Each with a code that says more where there is more to say. */
    enum Mark {
        LOCKED_OUT,
        OUT_OF_SERVICE,
        FAULTY,
        JAMMED
    }

    DockMarks(SmallFile file) {
        this.file = file;
        for (Mark mark : Mark.values()) {
            docks.put(mark, new TreeMap<>());
        }
        file.find()
                .ifPresent(text -> text.lines()
                        .map(line -> line.split(" ", 3))
                        .forEach(words -> of(Mark.valueOf(words[0].toUpperCase(Locale.ROOT)))
                                .put(Integer.valueOf(words[1]), words[2])));
    }

    /** The mark's code, empty without the mark. */
    Optional<String> find(Mark mark, int dock) {
        return Optional.ofNullable(of(mark).get(dock));
    }

    boolean has(Mark mark, int dock) {
        return of(mark).containsKey(dock);
    }

    boolean isOutOfService(int dock) {
        return has(Mark.OUT_OF_SERVICE, dock) || has(Mark.OUT_OF_SERVICE, STATION);
    }

    /** On disk when it returns. */
    void put(Mark mark, int dock, String code) {
        of(mark).put(dock, code);
        save();
    }

    /** On disk when it returns; whether the mark was there. */
    boolean remove(Mark mark, int dock) {
        boolean was = of(mark).remove(dock) != null;
        save();
        return was;
    }

    private SortedMap<Integer, String> of(Mark mark) {
        SortedMap<Integer, String> marked = docks.get(mark);
        if (marked == null) {
            throw new IllegalStateException("every mark has its docks");
        }
        return marked;
    }

    private void save() {
        file.write(docks.entrySet().stream()
                .flatMap(marked -> marked.getValue().entrySet().stream()
                        .map(dock -> marked.getKey().name().toLowerCase(Locale.ROOT) + " " + dock.getKey() + " "
                                + dock.getValue() + "\n"))
                .collect(Collectors.joining()));
    }
}
