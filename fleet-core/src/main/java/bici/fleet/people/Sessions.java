package bici.fleet.people;

import java.time.Duration;
import java.time.Instant;

/**
 * Refresh tokens, in families: signing in founds one, each use replaces the token. A token used again after its successor
 * is thought stolen and ends the family. Tokens are kept hashed. Blocking; {@code bici.fleet.dock.LedgerUnavailable} while
 * the database is away.
 */
public interface Sessions {
    /** Without use for so long, a family ends. */
    Duration IDLE = Duration.ofDays(30);
    /** No family lives longer. */
    Duration LIFETIME = Duration.ofDays(180);
    /** A token used twice within so short a time is two tabs of one browser, not theft. */
    Duration GRACE = Duration.ofSeconds(10);

    /** Founds a family; answers its first refresh token. */
    RefreshToken open(Principal principal, Instant at);

    Rotation rotate(String refreshToken, Instant at);

    /** Ends the token's family; an unknown token ends nothing. */
    void close(String refreshToken, Instant at);

    /** A secret: to be given to its owner and kept nowhere. */
    record RefreshToken(String value, Instant expiresAt) {
        @Override
        public String toString() {
            return "RefreshToken";
        }
    }

    /** What became of a refresh token. */
    sealed interface Rotation {
        /** Good: this one is to be used from now on. The role is the staff member's of now. */
        record Rotated(Principal principal, RefreshToken next) implements Rotation {}

        /** Unknown, too old, signed out, or its owner may no longer sign in. */
        record Refused() implements Rotation {}

        /** Used a second time: the whole family has ended. */
        record Reused() implements Rotation {}
    }
}
