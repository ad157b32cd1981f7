package bici.simulator.station;

import bici.wire.UpMessage.DockReading;
import bici.wire.UpMessage.LockPosition;
import bici.wire.WireFact.Cause;
import bici.wire.WireFact.Happening;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The docks of a station. Whatever changes is journalled before it is done. Not for more than one thread.
 */
final class SimulatedDocks {
    private final int count;
    private final Map<Integer, String> bikes;
    private final Set<Integer> lockedOut = new TreeSet<>();
    private final Consumer<Happening> journal;

    /**
     * @param bikes what stands in them now, by dock
     * @param journal returns when the happening is on disk
     */
    SimulatedDocks(int count, Map<Integer, String> bikes, Consumer<Happening> journal) {
        this.count = count;
        this.bikes = new TreeMap<>(bikes);
        this.journal = journal;
        this.bikes.keySet().forEach(this::requireDock);
    }

    Optional<String> findBike(int dock) {
        return Optional.ofNullable(bikes.get(dock));
    }

    /** Whether the dock took the bike: one that is taken holds what it has. */
    boolean dock(int dock, String bike) {
        requireDock(dock);
        if (bikes.containsKey(dock)) {
            return false;
        }
        journal.accept(new Happening.BikeDocked(dock, bike));
        bikes.put(dock, bike);
        return true;
    }

    /** Whether there was a bike to let go and the dock is not locked out. */
    boolean release(int dock, Cause cause) {
        requireDock(dock);
        String bike = bikes.get(dock);
        if (bike == null || lockedOut.contains(dock)) {
            return false;
        }
        journal.accept(new Happening.BikeRemoved(dock, bike, cause));
        bikes.remove(dock);
        return true;
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

    void lockOut(int dock) {
        requireDock(dock);
        lockedOut.add(dock);
    }

    void letIn(int dock) {
        requireDock(dock);
        lockedOut.remove(dock);
    }

    boolean isLockedOut(int dock) {
        return lockedOut.contains(dock);
    }

    boolean has(int dock) {
        return dock >= 1 && dock <= count;
    }

    List<DockReading> inventory() {
        List<DockReading> readings = new ArrayList<>(count);
        for (int dock = 1; dock <= count; dock++) {
            Optional<String> bike = findBike(dock);
            readings.add(new DockReading(
                    dock, bike, bike.isPresent() ? LockPosition.LOCKED : LockPosition.UNLOCKED, Optional.empty()));
        }
        return readings;
    }

    private void requireDock(int dock) {
        if (!has(dock)) {
            throw new IllegalArgumentException("this station has docks 1 to " + count + ", no dock " + dock);
        }
    }
}
