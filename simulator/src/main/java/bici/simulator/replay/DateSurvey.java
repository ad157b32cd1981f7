package bici.simulator.replay;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at all dates of a file to tell whether days or months stand first. Not for more than one thread. */
final class DateSurvey {
    private static final Pattern YEAR_LAST = Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2\\d{4}\\b.*");
    private static final int MONTHS = 12;

    private final String file;
    private @Nullable String dayFirst;
    private @Nullable String monthFirst;
    private @Nullable String either;

    DateSurvey(String file) {
        this.file = file;
    }

    /** Takes a date in; what is none, or begins with its year, tells nothing. */
    void see(long line, String date) {
        Matcher matcher = YEAR_LAST.matcher(date);
        if (!matcher.matches()) {
            return;
        }
        int first = Integer.parseInt(matcher.group(1));
        int second = Integer.parseInt(matcher.group(3));
        String found = "line " + line + " (" + date + ")";
        if (first > MONTHS && second <= MONTHS) {
            dayFirst = dayFirst == null ? found : dayFirst;
        } else if (second > MONTHS && first <= MONTHS) {
            monthFirst = monthFirst == null ? found : monthFirst;
        } else if (first != second && first <= MONTHS) {
            either = either == null ? found : either;
        }
    }

    /**
     * How the dates are to be read.
     *
     * @param usual the habit of the file's publisher
     * @throws BadInput when the dates do not tell, or contradict each other, and nobody else says it
     */
    DateOrder decide(Optional<DateOrder> said, Optional<DateOrder> usual, Consumer<String> notes) {
        if (said.isPresent()) {
            return said.get();
        }
        if (dayFirst != null && monthFirst != null) {
            throw new BadInput(file + ": " + dayFirst + " has the day first, " + monthFirst
                    + " the month; say which is right with --dates dmy or --dates mdy");
        }
        if (dayFirst != null) {
            return DateOrder.DAY_FIRST;
        }
        if (monthFirst != null || either == null) {
            return DateOrder.MONTH_FIRST;
        }
        DateOrder habit = usual.orElseThrow(() -> new BadInput(file + ": no date tells whether the day or the month"
                + " is first, such as " + either + "; say it with --dates dmy or --dates mdy"));
        notes.accept(file + ": dates such as " + either + " are read as " + habit.words()
                + ", as this layout's publisher writes them; --dates says otherwise");
        return habit;
    }
}
