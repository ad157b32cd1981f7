package bici.simulator.replay;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the wall times of trip files: {@code 2014-01-01 00:00:06}, {@code 2015/10/1 0:22}, {@code 1/31/2014 0:00}, each
 * with or without seconds and their fraction, to the millisecond. A time that a change to winter time repeats is taken
 * as the earlier of the two.
 */
final class WallTimes {
    private static final String CLOCK = " (\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?";
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})([-/])(\\d{1,2})\\2(\\d{1,2})" + CLOCK);
    private static final Pattern MONTH_FIRST = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})" + CLOCK);
    private static final int NANOS_PER_MS = 1_000_000;

    private final ZoneRules rules;

    WallTimes(ZoneId zone) {
        this.rules = zone.getRules();
    }

    /** What became of a text. */
    sealed interface Read {
        /**
         * An instant.
         *
         * @param ambiguous the wall clock showed this time twice
         */
        record Time(long epochMs, boolean ambiguous) implements Read {}

        record Skipped() implements Read {}

        record Unreadable() implements Read {}
    }

    Read read(String text) {
        Optional<LocalDateTime> wall = findWall(text);
        if (wall.isEmpty()) {
            return new Read.Unreadable();
        }
        List<ZoneOffset> offsets = rules.getValidOffsets(wall.get());
        if (offsets.isEmpty()) {
            return new Read.Skipped();
        }
        long epochMs = wall.get().toInstant(offsets.getFirst()).toEpochMilli();
        return epochMs < 0 ? new Read.Unreadable() : new Read.Time(epochMs, offsets.size() > 1);
    }

    private static Optional<LocalDateTime> findWall(String text) {
        Matcher yearFirst = YEAR_FIRST.matcher(text);
        if (yearFirst.matches()) {
            return at(yearFirst.group(1), yearFirst.group(3), yearFirst.group(4), yearFirst, 5);
        }
        Matcher monthFirst = MONTH_FIRST.matcher(text);
        if (monthFirst.matches()) {
            return at(monthFirst.group(3), monthFirst.group(1), monthFirst.group(2), monthFirst, 4);
        }
        return Optional.empty();
    }

    private static Optional<LocalDateTime> at(String year, String month, String day, Matcher matcher, int clockGroup) {
        int nanos = nanos(matcher.group(clockGroup + 3));
        if (nanos % NANOS_PER_MS != 0) {
            return Optional.empty();
        }
        String second = matcher.group(clockGroup + 2);
        try {
            return Optional.of(LocalDateTime.of(
                    Integer.parseInt(year),
                    Integer.parseInt(month),
                    Integer.parseInt(day),
                    Integer.parseInt(matcher.group(clockGroup)),
                    Integer.parseInt(matcher.group(clockGroup + 1)),
                    second == null ? 0 : Integer.parseInt(second),
                    nanos));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
    }
}
