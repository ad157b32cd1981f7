package bici.fleet.operations;

import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.ReportId;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.TripId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a rider says is wrong. Whose it is stays with the rider's own list: staff handle it without knowing.
 *
 * @param said in the rider's own words, may be empty; personal data may be in it, so it is never logged
 * @param since when it stands as it does
 * @param handling the last that staff did about it
 */
public record RiderReport(
        ReportId id,
        Kind kind,
        About about,
        String said,
        Instant madeAt,
        State state,
        Instant since,
        Optional<Handling> handling) {

    /** What is wrong. */
    public enum Kind {
        BIKE_DAMAGED,
        /** The bike does not come out of its dock. */
        BIKE_STUCK,
        /** The bike does not lock into a dock. */
        NOT_DOCKING,
        /** Lost or stolen. */
        LOST,
        ACCIDENT,
        STATION_DAMAGED,
        /** Only in the rider's words. */
        OTHER
    }

    /** How it stands. */
    public enum State {
        OPEN,
        /** Somebody sees to it. */
        TAKEN,
        /** It was so, and has been seen to. */
        CONFIRMED,
        /** Nothing was found. */
        UNFOUNDED;

        public boolean isEnd() {
            return this == CONFIRMED || this == UNFOUNDED;
        }
    }

    /** What staff do about it. */
    public enum Act {
        TAKE(State.TAKEN),
        CONFIRM(State.CONFIRMED),
        DISMISS(State.UNFOUNDED);

        private final State leadsTo;

        Act(State leadsTo) {
            this.leadsTo = leadsTo;
        }

        public State leadsTo() {
            return leadsTo;
        }

        /** One is taken once, and closed once; it may be closed without having been taken. */
        public boolean isLegal(State now) {
            return this == TAKE ? now == State.OPEN : !now.isEnd();
        }
    }

    /**
     * What it is about, as far as the rider knows.
     *
     * @param dock of the station
     * @param trip one of the rider's own
     */
    public record About(
            Optional<StationId> station, Optional<Integer> dock, Optional<BikeId> bike, Optional<TripId> trip) {
        public About {
            if (dock.isPresent() && station.isEmpty()) {
                throw new IllegalArgumentException("a dock is of a station");
            }
        }
    }

    /** Who did what was last done, with the reason. */
    public record Handling(StaffId staff, String note) {}
}
