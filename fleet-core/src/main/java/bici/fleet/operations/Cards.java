package bici.fleet.operations;

import bici.fleet.vocabulary.CardId;
import java.time.Instant;

/** Cards and what they may do. Blocking; {@code bici.fleet.dock.LedgerUnavailable} while the database is away. */
public interface Cards {
    /** The list in force. */
    AllowList getAllowList();

    /** May this card take a bike now? Asked by a station that is on line (PROTOCOL.md, "authorize"). */
    Authorisation authorize(CardId card, Instant at);

    /** The answer to a tapped card. */
    sealed interface Authorisation {
        record Granted(AllowList.Holder holder, String proof) implements Authorisation {}

        record Denied(String reason) implements Authorisation {}
    }
}
