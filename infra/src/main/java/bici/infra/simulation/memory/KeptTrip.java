package bici.infra.simulation.memory;

import bici.fleet.trip.Trip;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.RiderId;
import java.time.Instant;
import java.util.Optional;

/** A trip as it is kept. */
public record KeptTrip(BikeId bike, Trip trip, Optional<RiderId> rider) {

    /** A trip that was finished and came out otherwise. */
    public record Correction(FactId trip, Instant recordedAt, Trip.End.Ended was, Optional<Trip.End.Ended> now) {}
}
