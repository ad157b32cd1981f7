package bici.fleet.trip;

import bici.fleet.vocabulary.FactId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Since when a bike is of the fleet, as somebody has said: its removals since then are trips. That it is retired takes no
 * trip away.
 *
 * @param from empty: only stations tell of it
 */
public record Registration(Optional<Instant> from) {
    /** Only stations tell of it. */
    public static final Registration NONE = new Registration(Optional.empty());

    /** Since its first fact. */
    public static final Registration SINCE_EVER = new Registration(Optional.of(Instant.MIN));

    /** Is it of the fleet since an earlier time than by the other? */
    public boolean isLongerThan(Registration other) {
        return from.filter(
                        mine -> other.from.filter(known -> !known.isAfter(mine)).isEmpty())
                .isPresent();
    }

    /** Removals of a time when the bike was not of the fleet. */
    Set<FactId> listOutside(Collection<BikeFact> facts) {
        Set<FactId> outside = new HashSet<>();
        for (BikeFact fact : facts) {
            if (fact.step() instanceof BikeFact.Step.Removed
                    && from.filter(since -> !since.isAfter(fact.at())).isEmpty()) {
                outside.add(fact.id());
            }
        }
        return outside;
    }
}
