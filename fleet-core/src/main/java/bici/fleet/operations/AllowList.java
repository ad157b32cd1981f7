package bici.fleet.operations;

import bici.fleet.vocabulary.CardId;
import java.time.Instant;
import java.util.List;

/**
 * The cards that may take a bike while a station is off line. Denied cards come first.
 *
 * @param version goes up with every change; 0 is the empty list every station starts with
 */
public record AllowList(long version, List<Entry> entries) {
    public AllowList {
        entries = List.copyOf(entries);
    }

    /**
     * One card.
     *
     * @param proof what a removal by this card must carry back to show that the station really held this entry
     */
    public record Entry(CardId card, Holder holder, Instant validFrom, Instant validUntil, String proof) {}

    /** Who a card belongs to. */
    public enum Holder {
        DENIED,
        RIDER,
        CREW
    }
}
