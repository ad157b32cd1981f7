package bici.fleet.people;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Links that sign somebody in once. Kept hashed. Blocking; {@code bici.fleet.dock.LedgerUnavailable} as ever. */
public interface SignInLinks {
    Duration TIME_TO_LIVE = Duration.ofHours(12);

    /** A new secret for this rider or active member of staff, good once and for {@link #TIME_TO_LIVE}. */
    String createLink(Principal principal, Instant at);

    /** Who the secret was made for, the first time; after that, too late, or when they may not sign in: nobody. */
    Optional<Principal> useLink(String secret, Instant at);
}
