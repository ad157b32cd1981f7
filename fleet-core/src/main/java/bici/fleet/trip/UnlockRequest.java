package bici.fleet.trip;

import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.PrintedCode;
import bici.fleet.vocabulary.RiderId;
import java.util.Locale;
import java.util.Optional;

/**
 * A rider wants the bike with this code, or the bike in the dock with this code.
 *
 * @param key the same key with the same code is the same request
 * @param typed what they gave as the code, in capitals; it may be none, and is counted as a guess then
 */
public record UnlockRequest(RiderId rider, IdempotencyKey key, String typed) {
    public UnlockRequest {
        typed = typed.strip().toUpperCase(Locale.ROOT);
    }

    public UnlockRequest(RiderId rider, IdempotencyKey key, PrintedCode code) {
        this(rider, key, code.value());
    }

    /** Empty when what was typed cannot have been printed. */
    public Optional<PrintedCode> code() {
        return PrintedCode.parse(typed);
    }

    /** Hides the code: whoever knows it may open a lock. */
    @Override
    public String toString() {
        return "UnlockRequest[" + rider + ", " + key + "]";
    }
}
