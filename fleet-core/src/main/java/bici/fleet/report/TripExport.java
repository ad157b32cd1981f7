package bici.fleet.report;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;

/** Finished trips as a file, streamed from the database in constant memory. Blocking, any thread. */
public interface TripExport {
    /**
     * Writes the trips that started in the selected time, in order of start, or their corrections, as UTF-8 CSV with a header (RFC 4180).
     *
     * @return the number of lines without the header
     * @throws IOException when {@code out} does not take it; what was written is then cut off
     */
    long write(Selection selection, OutputStream out) throws IOException;

    /**
     * Which trips, and how they are shown.
     *
     * @param zone of the wall times in the file
     * @param from first start, included
     * @param until last start, not included
     */
    record Selection(TripLayout layout, ZoneId zone, Instant from, Instant until) {
        public Selection {
            if (!from.isBefore(until)) {
                throw new IllegalArgumentException(
                        "the selected time must begin before it ends: " + from + ".." + until);
            }
        }
    }

    /** Layouts of trip histories. */
    enum TripLayout {
        /**
         * The columns that Citi Bike published from 2013 to January 2021, for internal use: bike id, exact times, no
         * minimum length, rider columns blank. Times have milliseconds at most; stations have the name and the place that
         * they had when the trip started or ended there.
         */
        CITIBIKE_2013,
        /**
         * What changed after somebody saw it, an export or the rider of the trip: a line for each end that was seen and no
         * longer stands, selected by when it was corrected, with the end that stands now and the facts or rulings of both.
         */
        CORRECTIONS
    }
}
