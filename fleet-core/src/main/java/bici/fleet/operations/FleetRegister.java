package bici.fleet.operations;

import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** The bikes that somebody took into the fleet, and how many others stations tell of. Blocking. */
public interface FleetRegister {
    /** All that are or were in, by id; each is handed over as it is read. */
    void list(Consumer<Registered> each);

    /** All of which only stations tell, by station; each is handed over as it is read. */
    void listUnregistered(Consumer<Unregistered> each);

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
