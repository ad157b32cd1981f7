package bici.fleet.trip;

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

    /** Nothing is sent. Repeated with the same key, the answer stays the same. */
    record Refused(Refusal refusal) implements UnlockAnswer {}
}
