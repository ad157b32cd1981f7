package bici.fleet.ledger;

import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.TripId;
import java.time.Instant;
import java.util.Set;

/** Riders' accounts, where their trips changed by no fact and no ruling. */
public final class Accounts {
    private Accounts() {}

    /**
     * Makes them say what the trips cost now, by entries for the difference.
     *
     * @param disowned trips that are nobody's any more: whoever paid for them gets it back
     */
    public static void settle(LedgerTables tables, Set<RiderId> riders, Set<TripId> disowned, Instant now) {
        Charging charging = new Charging(tables.charges());
        charging.settle(riders, now);
        charging.giveBack(disowned, now);
    }
}
