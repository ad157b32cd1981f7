package bici.fleet.dock;

import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.CommandId;

/** Why a lock let a bike go. The removal's own cause says whose trip it is. */
public sealed interface Cause {
    /** An unlock command of ours. */
    record ByCommand(CommandId command) implements Cause {}

    /**
     * A rider's card.
     *
     * @param listVersion version of the allow-list the station held, 0 when authorised on line
     * @param proof the allow-list entry's proof, or the authorisation's, as the station was given it
     */
    record ByCard(CardId card, long listVersion, String proof) implements Cause {}

    /** A card of the van crew: the bike goes to a truck, no trip opens. */
    record ByCrew(CardId card) implements Cause {}

    /** Nobody that the station knows of. */
    record ByNobody() implements Cause {}
}
