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
 * Reads the times of trip files: {@code 2014-01-01 00:00:06}, {@code 2015/10/1 0:22}, {@code 1/31/2014 0:00} or
 * {@code 31/1/2014 12:05 AM}, each with or without seconds, up to nine digits of their fraction (rounded to the
 * millisecond), and a {@code T}, {@code Z} or offset as ISO 8601 has them.
 */
final class WallTimes {
    private static final String DATE = "(?<a>\\d{1,4})(?<sign>[-/.])(?<b>\\d{1,2})\\k<sign>(?<c>\\d{1,4})";
    private static final String CLOCK =
            "(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<part>\\d{1,9}))?)?";
    private static final Pattern TIME = Pattern.compile(
            DATE + "(?:\\s+|T)" + CLOCK + "(?:\\s*(?<half>AM|PM))?(?:\\s*(?<zone>Z|UTC|[+-]\\d{2}:\\d{2}))?",
            Pattern.CASE_INSENSITIVE);
    private static final int YEAR_DIGITS = 4;
    private static final int HALF_DAY = 12;
    private static final long NANOS_PER_MS = 1_000_000;

    private final ZoneRules rules;
    private final DateOrder order;

    /** @param order of dates that do not begin with their year */
    WallTimes(ZoneId zone, DateOrder order) {
        this.rules = zone.getRules();
        this.order = order;
    }

    /** What became of a text. */
    sealed interface Read {
        /** The instants when the wall clock showed this time, in milliseconds, earlier first. */
        record Time(List<Long> epochMs) implements Read {
            public Time {
                epochMs = List.copyOf(epochMs);
            }
        }

        record Skipped() implements Read {}

        record Unreadable() implements Read {}
    }

    Read read(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return new Read.Unreadable();
        }
        try {
            return findWall(matcher)
                    .map(wall -> instants(wall, matcher.group("zone")))
                    .orElseGet(Read.Unreadable::new);
        } catch (DateTimeException noSuchTime) {
            return new Read.Unreadable();
        }
    }

    private Read instants(LocalDateTime wall, @Nullable String zone) {
        List<ZoneOffset> offsets = zone == null ? rules.getValidOffsets(wall) : List.of(offset(zone));
        if (offsets.isEmpty()) {
            return new Read.Skipped();
        }
        List<Long> epochMs =
                offsets.stream().map(offset -> rounded(wall, offset)).sorted().toList();
        return epochMs.getFirst() < 0 ? new Read.Unreadable() : new Read.Time(epochMs);
    }

    private static long rounded(LocalDateTime wall, ZoneOffset offset) {
        return wall.plusNanos(NANOS_PER_MS / 2).toInstant(offset).toEpochMilli();
    }

    private static ZoneOffset offset(String zone) {
        return Character.isLetter(zone.charAt(0)) ? ZoneOffset.UTC : ZoneOffset.of(zone);
    }

    private Optional<LocalDateTime> findWall(Matcher matcher) {
        String a = matcher.group("a");
        String b = matcher.group("b");
        String c = matcher.group("c");
        if (a.length() == YEAR_DIGITS && c.length() <= 2) {
            return Optional.of(at(a, b, c, matcher));
        }
        if (c.length() != YEAR_DIGITS || a.length() > 2) {
            return Optional.empty();
        }
        return Optional.of(order == DateOrder.DAY_FIRST ? at(c, b, a, matcher) : at(c, a, b, matcher));
    }

    private static LocalDateTime at(String year, String month, String day, Matcher matcher) {
        String second = matcher.group("second");
        return LocalDateTime.of(
                Integer.parseInt(year),
                Integer.parseInt(month),
                Integer.parseInt(day),
                hour(Integer.parseInt(matcher.group("hour")), matcher.group("half")),
                Integer.parseInt(matcher.group("minute")),
                second == null ? 0 : Integer.parseInt(second),
                nanos(matcher.group("part")));
    }

    private static int hour(int shown, @Nullable String half) {
        if (half == null) {
            return shown;
        }
        if (shown < 1 || shown > HALF_DAY) {
            throw new DateTimeException("no hour of half a day: " + shown);
        }
        return shown % HALF_DAY + ("PM".equalsIgnoreCase(half) ? HALF_DAY : 0);
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
    }
}
