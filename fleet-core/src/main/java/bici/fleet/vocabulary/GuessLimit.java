package bici.fleet.vocabulary;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * So many wrong guesses within so long; who has made them waits that long, then twice, three times as long, and so on
 * while the earlier ones are remembered. Pure. Nobody is shut out for good: after {@link #REMEMBERED} all is forgotten.
 */
public record GuessLimit(int most, Duration within) {
    /** Of codes, printed or sent. */
    public static final GuessLimit FIVE_AN_HOUR = new GuessLimit(5, Duration.ofHours(1));
    /** How long a wrong guess counts at all. */
    public static final Duration REMEMBERED = Duration.ofDays(1);

    public GuessLimit {
        if (most < 1 || !within.isPositive()) {
            throw new IllegalArgumentException("a limit is at least one within some time");
        }
    }

    /**
     * How long no further guess is looked at; zero when one may be made now.
     *
     * @param wrong when each wrong guess was made, the earliest first
     */
    public Duration waitAt(Instant now, List<Instant> wrong) {
        Instant freeAt = Instant.MIN;
        int spent = 0;
        int first = 0;
        for (int i = 0; i < wrong.size(); i++) {
            Instant since = wrong.get(i).minus(within);
            while (!wrong.get(first).isAfter(since)) {
                first++;
            }
            if (i - first + 1 >= most) {
                spent++;
                freeAt = wrong.get(i).plus(within.multipliedBy(spent));
                first = i + 1;
            }
        }
        return freeAt.isAfter(now) ? Duration.between(now, freeAt) : Duration.ZERO;
    }
}
