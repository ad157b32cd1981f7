package bici.simulator.station;

import bici.wire.DownMessage.AuthorizeAnswer;
import bici.wire.DownMessage.CardEntry;
import bici.wire.DownMessage.Holder;
import bici.wire.WireFact.Cause;
import java.util.Optional;

/** Who may take a bike, and as what it is recorded. Pure. */
final class CardReader {
    /** Instead of a list's version when the server was asked. */
    private static final long ASKED_ON_LINE = 0;

    private CardReader() {}

    /** By the server's answer; empty when it said no. */
    static Optional<Cause> findCause(String card, AuthorizeAnswer answer) {
        if (!answer.granted()) {
            return Optional.empty();
        }
        boolean crew = answer.holder().filter("crew"::equalsIgnoreCase).isPresent();
        return Optional.of(
                crew
                        ? new Cause.ByCrew(card)
                        : new Cause.ByCard(card, ASKED_ON_LINE, answer.proof().orElse("")));
    }

    /** By the allow-list, off line; empty when the card is not on it now. */
    static Optional<Cause> findCause(String card, CardBook book, long deviceTimeMs) {
        return book.findAllowed(card, deviceTimeMs).map(entry -> cause(entry, book.version()));
    }

    private static Cause cause(CardEntry entry, long listVersion) {
        return entry.holder() == Holder.CREW
                ? new Cause.ByCrew(entry.card())
                : new Cause.ByCard(entry.card(), listVersion, entry.proof());
    }
}
