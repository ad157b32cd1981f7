package bici.fleet.people;

import bici.fleet.vocabulary.GuessLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long a code for one phone may not be tried from one address, after wrong ones for any of its codes. Pure. Each
 * address has its own five an hour. All addresses that never signed this phone in share {@value #STRANGERS_AN_HOUR} an
 * hour: so many addresses together guess no faster, and who has signed in from here before is not kept out by them.
 */
public final class SignInTries {
    /** How long a wrong try counts. */
    public static final Duration WRONG_KEPT = GuessLimit.REMEMBERED;
    /** How long an address is known for a phone. */
    public static final Duration GOOD_KEPT = Duration.ofDays(90);

    private static final int STRANGERS_AN_HOUR = 30;
    private static final Duration HOUR = Duration.ofHours(1);

    private SignInTries() {}

    /**
     * A code typed in before for the same phone.
     *
     * @param here from the same address as now
     */
    public record Try(boolean here, boolean good, Instant at) {}

    /**
     * Zero when a code may be tried now.
     *
     * @param tries the earliest first
     */
    public static Duration waitAt(Instant now, List<Try> tries) {
        Instant lastGood = tries.stream()
                .filter(each -> each.here() && each.good())
                .map(Try::at)
                .reduce(Instant.MIN, (first, second) -> second);
        List<Instant> ownWrong = tries.stream()
                .filter(each -> each.here() && !each.good() && each.at().isAfter(lastGood))
                .map(Try::at)
                .toList();
        Duration own = GuessLimit.FIVE_AN_HOUR.waitAt(now, ownWrong);
        Duration strangers = lastGood.equals(Instant.MIN) ? ofStrangers(now, tries) : Duration.ZERO;
        return own.compareTo(strangers) > 0 ? own : strangers;
    }

    private static Duration ofStrangers(Instant now, List<Try> tries) {
        List<Instant> wrong = tries.stream()
                .filter(each -> !each.good() && each.at().isAfter(now.minus(HOUR)))
                .map(Try::at)
                .toList();
        return wrong.size() < STRANGERS_AN_HOUR
                ? Duration.ZERO
                : Duration.between(
                        now, wrong.get(wrong.size() - STRANGERS_AN_HOUR).plus(HOUR));
    }
}
