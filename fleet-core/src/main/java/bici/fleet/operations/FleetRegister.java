package bici.fleet.operations;

import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The bikes that somebody took into the fleet, the docks that somebody installed, and what else stations tell of. Blocking. */
public interface FleetRegister {
    /** All that are or were in, by id; each is handed over as it is read. */
    void list(Consumer<Registered> each);

    /** So many of which only stations tell, by station; each is handed over as it is read. */
    void listUnregistered(int limit, Consumer<Unregistered> each);

    /** All docks that a station in service told of and nobody has installed. */
    List<UnregisteredDock> listUnregisteredDocks();

    /**
     * Takes a dock in, beside those of {@code station add --docks}: its station has one more. In one transaction with its
     * entry in the audit log.
     *
     * @return false when no station tells of such a dock
     */
    boolean installDock(DockId dock, FleetDesk.Signature by);

    /** A dock, and when its station first told of it. */
    record UnregisteredDock(DockId dock, Instant since) {}

    Counts count();

    /**
     * A bike of which only stations tell, and nobody said that it is none of ours.
     *
     * @param station that told of it last
     * @param lastAt when that happened, as far as it is known
     */
    record Unregistered(BikeId bike, StationId station, Instant lastAt) {}

    /**
     * A bike of the fleet.
     *
     * @param from empty: since its first fact
     * @param station in whose dock it stands
     */
    record Registered(BikeId bike, Optional<Instant> from, Optional<Instant> retiredAt, Optional<StationId> station) {}

    /**
     * How many bikes of each kind there are.
     *
     * @param retired no longer in
     * @param unregistered of which only stations tell
     */
    record Counts(long registered, long retired, long unregistered) {}
}
