package bici.fleet.operations;

import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.PagePlace;
import bici.fleet.vocabulary.PlainText;
import bici.fleet.vocabulary.ReportId;
import bici.fleet.vocabulary.RiderId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where riders say what is wrong, and see how their own reports stand. Blocking;
 * {@code bici.fleet.dock.LedgerUnavailable} while the database is away, then asking again with the same key is safe.
 */
public interface RiderReports {
    int MAX_PAGE = 200;
    int MAX_SAID = 1_000;
    /** Of one rider. */
    int MOST_AN_HOUR = 10;

    Answer make(Request request, Instant at);

    /** The rider's own, from the newest to the oldest. */
    Page list(RiderId rider, int limit, Optional<Cursor> after);

    /**
     * A report of a rider.
     *
     * @param said up to {@value #MAX_SAID} characters of plain text; needed where the kind says nothing by itself
     */
    record Request(RiderId rider, RiderReport.Kind kind, RiderReport.About about, String said, IdempotencyKey key) {
        public Request {
            if (PlainText.length(said) > MAX_SAID) {
                throw new IllegalArgumentException("a report has up to " + MAX_SAID + " characters");
            }
            if (kind == RiderReport.Kind.OTHER && said.isBlank()) {
                throw new IllegalArgumentException("what is wrong is said in words when it is none of the kinds");
            }
        }
    }

    /** What there is nothing of by the name that was given. Somebody else's trip is none. */
    enum Subject {
        STATION,
        DOCK,
        BIKE,
        TRIP
    }

    /** What became of a request. */
    sealed interface Answer {
        record Made(RiderReport report) implements Answer {}

        /** The same request came before. */
        record Repeated(RiderReport report) implements Answer {}

        /** The key was used for another report. */
        record KeyReused() implements Answer {}

        record Unknown(Subject subject) implements Answer {}

        /** {@value #MOST_AN_HOUR} within an hour. */
        record TooMany(Duration retryAfter) implements Answer {}
    }

    /**
     * A page of reports.
     *
     * @param next where to go on; empty at the end
     */
    record Page(List<RiderReport> reports, Optional<Cursor> next) {
        public Page {
            reports = List.copyOf(reports);
        }
    }

    /** The last report of a page; {@code toString} and {@code parse} are each other's inverse. */
    record Cursor(Instant madeAt, ReportId report) {
        /** Empty when the text is no cursor. */
        public static Optional<Cursor> parse(String text) {
            return PagePlace.parse(text, (time, id) -> new Cursor(time, new ReportId(id)));
        }

        @Override
        public String toString() {
            return PagePlace.write(madeAt, report);
        }
    }
}
