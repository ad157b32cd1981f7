package bici.fleet.ledger;

import bici.fleet.trip.Fares;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.TripId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What was charged, only ever added to. */
public interface ChargeRecords {
    List<Fares.InForce> tariffs();

    /** Locks these riders' accounts, then reads every trip of theirs. */
    List<Fares.Ridden> lockRidden(Set<RiderId> riders);

    /** What these trips were charged to riders whose trips they are not any more. */
    List<Fares.Ridden> listDisowned(Set<TripId> trips);

    void add(List<Fares.Entry> entries, Instant now);
}
