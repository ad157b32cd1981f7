package bici.fleet.operations;

import bici.fleet.operations.AllowList.Holder;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.RiderId;
import java.time.Instant;
import java.util.List;

/** The cards of the system. Blocking. */
public interface CardRegister {
    /** A card and how long it may be used. */
    record Card(CardId id, Holder holder, Instant validFrom, Instant validUntil) {}

    /**
     * Adds or changes cards and moves the allow-list to its next version.
     *
     * @return the new version
     */
    long put(List<Card> cards);

    /** From now on the trips of this card are this rider's; false when there is no such card. */
    boolean give(CardId card, RiderId rider);
}
