package bici.fleet.people;

import bici.fleet.vocabulary.IdempotencyKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Refresh tokens, in families: signing in founds one, each use replaces the token. A token used a second time is thought
 * stolen and ends the family. Tokens are kept hashed. Blocking; {@code bici.fleet.dock.LedgerUnavailable} while
 * the database is away.
 */
public interface Sessions {
    /** Without use for so long, a family ends. */
    Duration IDLE = Duration.ofDays(30);
    /** No family lives longer. */
    Duration LIFETIME = Duration.ofDays(180);
    /** For so long the same request, by its idempotency key, gets the same successor again: its answer was lost. */
    Duration REPEAT = Duration.ofSeconds(60);

    /** Founds a family; answers its first refresh token. */
    RefreshToken open(Principal principal, Instant at);

    /**
     * Replaces a token.
     *
     * @param key of the request; without one a lost answer costs the session
     */
    Rotation rotate(String refreshToken, Optional<IdempotencyKey> key, Instant at);

    /** Ends the token's family; an unknown token ends nothing. */
    void close(String refreshToken, Instant at);

    /** The families that have ended since, whoever ended them. */
    Set<String> listEnded(Instant since);

    /**
     * A secret: to be given to its owner and kept nowhere.
     *
     * @param family names the session in access tokens; no secret
     */
    record RefreshToken(String value, String family, Instant expiresAt) {
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
