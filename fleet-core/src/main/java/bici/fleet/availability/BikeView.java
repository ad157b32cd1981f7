package bici.fleet.availability;

import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.TripId;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a bike is, as its last fact tells.
 *
 * @param dock when {@code place} is a dock
 * @param trip when {@code place} is a trip
 * @param since when it came there; a bike that ends a trip has a new one, so it may serve to rotate public ids
 * @param registered of the fleet; false: only stations tell of it, or it was retired
 * @param retired was of the fleet once
 */
public record BikeView(
        BikeId id,
        Place place,
        Optional<DockId> dock,
        Optional<TripId> trip,
        Optional<Instant> since,
        boolean inService,
        boolean registered,
        boolean retired) {

    /** One of these, always. */
    public enum Place {
        DOCK,
        TRIP,
        TRUCK,
        WORKSHOP,
        MISSING
    }
}
