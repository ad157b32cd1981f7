package bici.fleet.trip;

import java.time.Duration;
import java.util.Optional;

/** What became of a request to unlock, at once; what becomes of the unlock is told by {@link UnlockDesk#find}. */
public sealed interface UnlockAnswer {
    /** Committed, and on its way. */
    record Queued(Unlock unlock) implements UnlockAnswer {}

    /** The same request came before, and its unlock has ended: this is how. */
    record Repeated(Unlock unlock) implements UnlockAnswer {}

    /** The same request came before and is not decided. */
    record InFlight(Unlock unlock) implements UnlockAnswer {}

    /** The key was used for another code. */
    record KeyReused() implements UnlockAnswer {}

    /**
     * Nothing is sent. Repeated with the same key, the refusal stays the same.
     *
     * @param retryAfter where it was worked out for this rider
     */
    record Refused(Refusal refusal, Optional<Duration> retryAfter) implements UnlockAnswer {
        public Refused(Refusal refusal) {
            this(refusal, Optional.empty());
        }
    }
}
