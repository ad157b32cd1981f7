package bici.fleet.operations;

import bici.fleet.trip.Ruling;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.PlainText;
import bici.fleet.vocabulary.StaffId;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the control room decides what facts leave open. A ruling edits nothing: it is recorded with its reason and its
 * audit entry, and bike and trips are folded anew with it, in one transaction. Blocking;
 * {@code bici.fleet.dock.LedgerUnavailable} while the database is away, then asking again with the same key is safe.
 */
public interface RulingDesk {
    int MIN_REASON = 3;
    int MAX_REASON = 500;

    Answer decide(Request request, Instant at);

    /**
     * A decision of a member of staff.
     *
     * @param bike which is declared missing; empty for a ruling on a trip
     * @param reason for people, {@value #MIN_REASON} to {@value #MAX_REASON} characters
     */
    record Request(StaffId staff, Ruling.Verdict verdict, Optional<BikeId> bike, String reason, IdempotencyKey key) {
        public Request {
            if (bike.isPresent() != verdict instanceof Ruling.Missing) {
                throw new IllegalArgumentException("a bike is declared missing, anything else is decided of a trip");
            }
            if (PlainText.length(reason.strip()) < MIN_REASON || PlainText.length(reason) > MAX_REASON) {
                throw new IllegalArgumentException("a reason has " + MIN_REASON + " to " + MAX_REASON + " characters");
            }
        }
    }

    /** What became of a request. */
    sealed interface Answer {
        record Made(long ruling) implements Answer {}

        /** The same request came before. */
        record Repeated(long ruling) implements Answer {}

        /** The key was used for another request. */
        record KeyReused() implements Answer {}

        record NoSuchTrip() implements Answer {}

        record NoSuchBike() implements Answer {}

        /** The time lies ahead, or before the trip began. */
        record ImpossibleTime() implements Answer {}

        /** A station shows the bike: it is not missing. */
        record BikeInDock() implements Answer {}
    }
}
