package bici.infra.simulation;

import bici.fleet.vocabulary.FactId;
import bici.infra.simulation.Truth.Why;
import bici.wire.UpMessage.DockReading;
import bici.wire.UpMessage.LockPosition;
import bici.wire.WireFact.Cause;
import bici.wire.WireFact.Happening;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * The docks of a station. What changes is written down first, as long as the power is there, and then it is true. One
 * thread.
 */
final class StationDocks {
    private final World world;
    private final String station;
    private final StationMemory memory;
    private final BooleanSupplier offline;
    private final TreeMap<Integer, String> bikes = new TreeMap<>();
    private final BitSet jammed = new BitSet();
    /** Docks that read a tag and hold nothing. */
    private final BitSet ghosts = new BitSet();

    private final BitSet lockedOut = new BitSet();
    private final BitSet busy = new BitSet();

    StationDocks(World world, String station, StationMemory memory, BooleanSupplier offline) {
        this.world = world;
        this.station = station;
        this.memory = memory;
        this.offline = offline;
    }

    Optional<String> findBike(int dock) {
        return Optional.ofNullable(bikes.get(dock));
    }

    /** Docks with a bike that nothing keeps. */
    List<Integer> listReady() {
        return bikes.keySet().stream()
                .filter(d -> !busy.get(d) && !ghosts.get(d))
                .toList();
    }

    int count() {
        return bikes.size();
    }

    boolean isBusy(int dock) {
        return busy.get(dock);
    }

    void setBusy(int dock, boolean isBusy) {
        busy.set(dock, isBusy);
    }

    /** Locks close by themselves when the power goes. */
    void release() {
        busy.clear();
    }

    boolean isJammed(int dock) {
        return jammed.get(dock) || ghosts.get(dock);
    }

    void jam(int dock) {
        jammed.set(dock);
    }

    void clear(int dock) {
        jammed.clear(dock);
        memory.write(new Happening.DockCleared(dock), offline.getAsBoolean());
    }

    boolean isLockedOut(int dock) {
        return lockedOut.get(dock);
    }

    void setLockedOut(int dock, boolean isLockedOut) {
        lockedOut.set(dock, isLockedOut);
    }

    /** The lowest free dock takes it; empty when all are taken. */
    Optional<Integer> dock(String bike) {
        Optional<Integer> free = findFree();
        free.ifPresent(dock -> enter(
                dock, bike, Optional.of(memory.write(new Happening.BikeDocked(dock, bike), offline.getAsBoolean()))));
        return free;
    }

    private Optional<Integer> findFree() {
        return IntStream.rangeClosed(1, City.DOCKS)
                .filter(dock -> !bikes.containsKey(dock) && !busy.get(dock) && !jammed.get(dock))
                .boxed()
                .findFirst();
    }

    /** The lowest free dock reads a tag, of a bike that is not there, and its lock holds nothing. */
    Optional<Integer> readGhost(String bike) {
        Optional<Integer> free = findFree();
        free.ifPresent(dock -> {
            memory.write(new Happening.BikeDocked(dock, bike), offline.getAsBoolean());
            bikes.put(dock, bike);
            ghosts.set(dock);
        });
        return free;
    }

    /** The crew takes the tag out. */
    void removeGhost(int dock) {
        ghosts.clear(dock);
        String bike = Objects.requireNonNull(bikes.remove(dock));
        memory.write(new Happening.BikeRemoved(dock, bike, new Cause.ByCrew(City.CREW)), offline.getAsBoolean());
        clear(dock);
    }

    /** A bike that is there from the beginning, or that nothing could be written down of. */
    void enter(int dock, String bike, Optional<FactId> fact) {
        bikes.put(dock, bike);
        world.truth().acted(bike, station, dock, Why.DOCKED, "", fact);
    }

    /** The bike leaves, written down if the power is there. */
    void leave(int dock, Cause cause, boolean powered) {
        String bike = bikes.get(dock);
        if (bike == null) {
            throw new IllegalStateException("no bike in " + station + "/" + dock);
        }
        Optional<FactId> fact = powered
                ? Optional.of(memory.write(new Happening.BikeRemoved(dock, bike, cause), offline.getAsBoolean()))
                : Optional.empty();
        bikes.remove(dock);
        switch (cause) {
            case Cause.ByCommand by -> world.truth().acted(bike, station, dock, Why.COMMAND, by.command(), fact);
            case Cause.ByCard by -> world.truth().acted(bike, station, dock, Why.CARD, by.card(), fact);
            case Cause.ByCrew by -> world.truth().acted(bike, station, dock, Why.CREW, "", fact);
            case Cause.ByNobody by -> world.truth().acted(bike, station, dock, Why.FORCE, "", fact);
        }
    }

    List<DockReading> inventory() {
        List<DockReading> readings = new ArrayList<>(City.DOCKS);
        for (int dock = 1; dock <= City.DOCKS; dock++) {
            readings.add(new DockReading(dock, findBike(dock), lock(dock), Optional.empty()));
        }
        return readings;
    }

    /** One that was told to open stands open until the bike is pulled or it closes again. */
    private LockPosition lock(int dock) {
        if (isJammed(dock)) {
            return LockPosition.JAMMED;
        }
        return bikes.containsKey(dock) && !busy.get(dock) ? LockPosition.LOCKED : LockPosition.UNLOCKED;
    }
}
