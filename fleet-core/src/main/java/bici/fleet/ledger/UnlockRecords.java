package bici.fleet.ledger;

import bici.fleet.trip.Refusal;
import bici.fleet.trip.Unlock;
import bici.fleet.trip.UnlockRequest;
import bici.fleet.trip.UnlockSituation;
import bici.fleet.trip.UnlockSituation.Target;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.RiderId;
import java.time.Instant;
import java.util.Optional;

/** Riders' unlocks and what was answered to their requests. */
public interface UnlockRecords {
    /** One request of a rider at a time; false if there is no such rider. */
    boolean lockRider(RiderId rider);

    Optional<Earlier> findRequest(RiderId rider, IdempotencyKey key);

    Situation loadSituation(UnlockRequest request, Since since);

    /** False, with nothing added, when rider, bike or dock is held by now. */
    boolean add(Unlock unlock, IdempotencyKey key, long epoch);

    /** Keeps what a request came to: an unlock or a refusal. */
    void note(UnlockRequest request, Instant at, Optional<CommandId> unlock, Optional<Refusal> refusal);

    /** Ends an unlock that is queued yet; false when it is not. */
    boolean cancelQueued(CommandId unlock, Instant at);

    /** An unlock of this rider; another's is not found. */
    Optional<Unlock> find(RiderId rider, CommandId unlock);

    /** A request with the same key. */
    record Earlier(String code, Optional<CommandId> command, Optional<Refusal> refusal) {}

    /**
     * What is looked at.
     *
     * @param policyVersion version of the data policy a rider must have agreed to
     * @param unlocks since when unlocks count
     * @param now of the request; wrong codes count for {@link bici.fleet.vocabulary.GuessLimit#REMEMBERED} before it
     */
    record Since(String policyVersion, Instant unlocks, Instant now) {}

    /**
     * What there is to look at.
     *
     * @param epoch of the connection of the dock's station
     */
    record Situation(UnlockSituation seen, long epoch) {
        /** The bike, once the policies have let it go. */
        public BikeId bike() {
            return seen.target().flatMap(Target::bike).orElseThrow();
        }

        /** Its dock, once the policies have let it go. */
        public DockId dock() {
            return seen.target().flatMap(Target::dock).orElseThrow();
        }
    }
}
