package bici.fleet.operations;

import bici.fleet.vocabulary.Author;
import bici.fleet.vocabulary.BikeId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Takes bikes into the fleet and out of it: a station may tell of any bike, and none is of the fleet for that. Blocking;
 * {@code bici.fleet.dock.LedgerUnavailable} while the database is away.
 */
public interface FleetDesk {
    /**
     * A bike to take in.
     *
     * @param from since when it is of the fleet; empty: since its first fact
     */
    record Entry(BikeId bike, Optional<Instant> from) {
        /** Since its first fact. */
        public Entry(BikeId bike) {
            this(bike, Optional.empty());
        }
    }

    /** Who says so, and why, for the audit log. */
    record Signature(Author by, String note) {}

    /**
     * Takes bikes in, in one transaction, with one entry in the audit log. One that is in since then or earlier stays as it
     * is; one that was retired is in again.
     *
     * @return those that were not in, or not for so long
     * @throws IllegalArgumentException with a sentence, and none is taken in, when one is to be in from a time to come
     */
    List<BikeId> add(Collection<Entry> bikes, Signature by);

    /** As {@link #add}, since their first facts and without an entry: of a city that a program founds. */
    void found(Collection<BikeId> bikes);

    /**
     * Takes bikes out for good, in one transaction, with one entry in the audit log; or says of bikes of which only stations
     * tell that they are none of ours. Their history stays, and what they were ridden.
     *
     * @return those that nobody told of or that are out already; when there are any, none is taken out
     */
    List<BikeId> retire(Collection<BikeId> bikes, Signature by);
}
