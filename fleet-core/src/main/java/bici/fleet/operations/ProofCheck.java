package bici.fleet.operations;

import bici.fleet.vocabulary.CardId;

/** Tells whether a removal by card carries the proof that its station was given for this card. Pure, any thread. */
public interface ProofCheck {
    /**
     * Was this proof given out for this card?
     *
     * @param listVersion of the allow-list, 0 for an authorisation on line
     */
    boolean holds(CardId card, long listVersion, String proof);
}
