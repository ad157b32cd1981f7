package bici.fleet.operations;

import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that needs somebody, as recorded facts and states tell it now. It ends when they no longer do.
 *
 * @param id stays the same as long as the alarm stands
 * @param dock of the station, if it is about one
 * @param since when it began
 * @param evidence what it rests on: a fact's id, a connection's epoch, a code; for people, free of personal data
 */
public record Alarm(
        String id,
        Kind kind,
        StationId station,
        Optional<Integer> dock,
        Optional<BikeId> bike,
        Instant since,
        String evidence) {

    /** What is wrong. */
    public enum Kind {
        STATION_OFFLINE,
        DOCK_FAULT,
        DOCK_LOCKED_JAMMED,
        UNAUTHORISED_REMOVAL,
        PROOF_FAILED,
        QUARANTINE;

        /** As programs read it: {@code dock-fault}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
