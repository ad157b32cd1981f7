package bici.simulator.station;

import bici.simulator.station.DockMarks.Mark;
import bici.wire.UpMessage.DockReading;
import bici.wire.UpMessage.LockPosition;
import bici.wire.WireFact.Cause;
import bici.wire.WireFact.Happening;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The docks of a station. Whatever changes is journalled before it is done. Not for more than one thread.
 */
final class SimulatedDocks {
    private final int count;
    private final Map<Integer, String> bikes;
    private final DockMarks marks;
    private final Consumer<Happening> journal;

    /**
     * @param bikes what stands in them now, by dock
     * @param marks what keeps them from letting bikes go
     * @param journal returns when the happening is on disk
     */
    SimulatedDocks(int count, Map<Integer, String> bikes, DockMarks marks, Consumer<Happening> journal) {
        this.count = count;
        this.bikes = new TreeMap<>(bikes);
        this.marks = marks;
        this.journal = journal;
        this.bikes.keySet().forEach(this::requireDock);
    }

    Optional<String> findBike(int dock) {
        return Optional.ofNullable(bikes.get(dock));
    }

    /** Whether the dock took the bike: one that is taken holds what it has, a jammed one takes none. */
    boolean dock(int dock, String bike) {
        requireDock(dock);
        if (bikes.containsKey(dock) || marks.has(Mark.JAMMED, dock)) {
            return false;
        }
        journal.accept(new Happening.BikeDocked(dock, bike));
        bikes.put(dock, bike);
        return true;
    }

    /** The lowest dock that took the bike; empty when all are taken. */
    Optional<Integer> dockAnywhere(String bike) {
        for (int dock = 1; dock <= count; dock++) {
            if (!marks.has(Mark.FAULTY, dock) && dock(dock, bike)) {
                return Optional.of(dock);
            }
        }
        return Optional.empty();
    }

    /** Why the dock lets no bike go, as a word; empty when it would. */
    Optional<String> findHindrance(int dock) {
        if (marks.has(Mark.LOCKED_OUT, dock)) {
            return Optional.of("locked-out");
        }
        return marks.isOutOfService(dock) ? Optional.of("out-of-service") : Optional.empty();
    }

    /** The lock is told to open: whether it does. A jammed or faulty one does not, and says so. */
    boolean opens(int dock, Optional<String> command) {
        Optional<String> trouble = marks.find(Mark.JAMMED, dock).or(() -> marks.find(Mark.FAULTY, dock));
        trouble.ifPresent(code -> journal.accept(new Happening.LockFailed(dock, command, code)));
        return trouble.isEmpty();
    }

    /** Whether there was a bike to let go and nothing that keeps it. */
    boolean release(int dock, Cause cause) {
        requireDock(dock);
        String bike = bikes.get(dock);
        if (bike == null || findHindrance(dock).isPresent() || !opens(dock, command(cause))) {
            return false;
        }
        journal.accept(new Happening.BikeRemoved(dock, bike, cause));
        bikes.remove(dock);
        return true;
    }

    /** Somebody breaks the bike out of its lock, whatever keeps it. */
    boolean force(int dock) {
        requireDock(dock);
        String bike = bikes.get(dock);
        if (bike == null) {
            return false;
        }
        journal.accept(new Happening.BikeRemoved(dock, bike, new Cause.ByNobody()));
        bikes.remove(dock);
        return true;
    }

    private static Optional<String> command(Cause cause) {
        return cause instanceof Cause.ByCommand by ? Optional.of(by.command()) : Optional.empty();
    }

    /** The lock opened and closed again: nobody pulled the bike. */
    void openedNotTaken(int dock, String bike, String command) {
        journal.accept(new Happening.LockOpenedNotTaken(dock, bike, Optional.of(command)));
    }

    /** Journals what is not about a bike. */
    void note(Happening happening) {
        journal.accept(happening);
    }

    Map<Integer, String> bikes() {
        return Map.copyOf(bikes);
    }

    /** An order, on disk when it returns; the dock may be {@link DockMarks#STATION}. */
    void mark(Mark mark, int dock) {
        marks.put(mark, dock, "order");
    }

    void unmark(Mark mark, int dock) {
        marks.remove(mark, dock);
    }

    /** The dock breaks: it lets no bike go until it is cleared. */
    void fail(int dock, String code) {
        trouble(Mark.FAULTY, dock, code);
        journal.accept(new Happening.DockFault(dock, code));
    }

    /** The lock will not move, which shows when it is told to. */
    void jam(int dock, String code) {
        trouble(Mark.JAMMED, dock, code);
    }

    private void trouble(Mark mark, int dock, String code) {
        requireDock(dock);
        marks.put(mark, dock, code);
    }

    /** The dock was repaired. */
    void clear(int dock) {
        requireDock(dock);
        marks.remove(Mark.JAMMED, dock);
        marks.remove(Mark.FAULTY, dock);
        journal.accept(new Happening.DockCleared(dock));
    }

    boolean has(int dock) {
        return dock >= 1 && dock <= count;
    }

    List<DockReading> inventory() {
        List<DockReading> readings = new ArrayList<>(count);
        for (int dock = 1; dock <= count; dock++) {
            readings.add(new DockReading(dock, findBike(dock), lock(dock), marks.find(Mark.FAULTY, dock)));
        }
        return readings;
    }

    private LockPosition lock(int dock) {
        if (marks.has(Mark.JAMMED, dock)) {
            return LockPosition.JAMMED;
        }
        return bikes.containsKey(dock) ? LockPosition.LOCKED : LockPosition.UNLOCKED;
    }

    /** For people: one line a dock. */
    String describe() {
        StringBuilder text = new StringBuilder();
        for (int dock = 1; dock <= count; dock++) {
            text.append("dock ").append(dock).append(' ').append(findBike(dock).orElse("empty"));
            for (Mark mark : Mark.values()) {
                if (marks.has(mark, dock)) {
                    text.append(' ').append(mark.name().toLowerCase(java.util.Locale.ROOT));
                }
            }
            text.append('\n');
        }
        return text.toString();
    }

    private void requireDock(int dock) {
        if (!has(dock)) {
            throw new IllegalArgumentException("this station has docks 1 to " + count + ", no dock " + dock);
        }
    }
}
