package bici.fleet.operations;

import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.PlainText;
import bici.fleet.vocabulary.ReportId;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.Optional;

/**
 * Where staff see to what riders report. Nothing here tells whose a report is. Blocking;
 * {@code bici.fleet.dock.LedgerUnavailable} while the database is away, then asking again with the same key is safe.
 */
public interface ReportDesk {
    int MIN_NOTE = 3;
    int MAX_NOTE = 500;

    /** From the newest to the oldest; at most {@link RiderReports#MAX_PAGE}. */
    RiderReports.Page list(Filter filter, int limit, Optional<RiderReports.Cursor> after);

    /** Does it and writes its audit entry, in one transaction. */
    Answer act(Request request, Instant at);

    /** Which; empty is any. */
    record Filter(Choice choice, Optional<RiderReport.Kind> kind, Optional<StationId> station) {}

    /** By how they stand. */
    enum Choice {
        /** Open or taken. */
        WAITING,
        /** Confirmed or unfounded. */
        CLOSED,
        ALL
    }

    /**
     * Of a member of staff.
     *
     * @param note why; {@value #MIN_NOTE} to {@value #MAX_NOTE} characters where it closes the report
     */
    record Request(StaffId staff, ReportId report, RiderReport.Act act, String note, IdempotencyKey key) {
        public Request {
            boolean closes = act.leadsTo().isEnd();
            if (PlainText.length(note) > MAX_NOTE || (closes && PlainText.length(note.strip()) < MIN_NOTE)) {
                throw new IllegalArgumentException(
                        "a report is closed with a note of " + MIN_NOTE + " to " + MAX_NOTE + " characters");
            }
        }
    }

    /** What became of a request. */
    sealed interface Answer {
        record Done(RiderReport report) implements Answer {}

        /** The same request came before; how the report stands now. */
        record Repeated(RiderReport report) implements Answer {}

        /** The key was used for another act. */
        record KeyReused() implements Answer {}

        record NoSuchReport() implements Answer {}

        /** Somebody was quicker: as it stands now it cannot be done. */
        record WrongState() implements Answer {}
    }
}
