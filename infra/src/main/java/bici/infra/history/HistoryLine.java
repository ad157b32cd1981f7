package bici.infra.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * A line of a history. Times are milliseconds of one clock that all recorders share and that never steps; the lines of
 * what happened are in the order of their times. What the database holds at the end comes last. Absent texts are empty.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "e")
@JsonSubTypes({
    @JsonSubTypes.Type(value = HistoryLine.UnlockAsked.class, name = "ask-unlock"),
    @JsonSubTypes.Type(value = HistoryLine.TripsAsked.class, name = "ask-trips"),
    @JsonSubTypes.Type(value = HistoryLine.Answered.class, name = "answer"),
    @JsonSubTypes.Type(value = HistoryLine.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = HistoryLine.Removed.class, name = "removed"),
    @JsonSubTypes.Type(value = HistoryLine.Docked.class, name = "docked"),
    @JsonSubTypes.Type(value = HistoryLine.Acknowledged.class, name = "acknowledged"),
    @JsonSubTypes.Type(value = HistoryLine.Ruled.class, name = "ruled"),
    @JsonSubTypes.Type(value = HistoryLine.CommandKept.class, name = "command"),
    @JsonSubTypes.Type(value = HistoryLine.FactKept.class, name = "fact"),
    @JsonSubTypes.Type(value = HistoryLine.TripKept.class, name = "trip")
})
public sealed interface HistoryLine {

    /** A line with a time. */
    sealed interface Happened extends HistoryLine {
        long at();
    }

    /**
     * A rider asks for a bike. Written before anything is sent.
     *
     * @param op never used twice in a history
     * @param process asks one thing at a time: a phone, a thread
     */
    record UnlockAsked(long at, long op, String process, String rider, String key, String code) implements Happened {}

    /** A rider asks for the own trips. */
    record TripsAsked(long at, long op, String process, String rider) implements Happened {}

    /**
     * What came back. Written after it was read, and for lost connections too, as {@code UNKNOWN}.
     *
     * @param word of the problem, when there is one
     * @param command the unlock that the answer names
     * @param trips the trip of an unlock that is {@code OK}; all that were shown, for a question after trips
     */
    record Answered(long at, long op, Outcome outcome, String word, String command, List<String> trips)
            implements Happened {
        public Answered {
            trips = List.copyOf(trips);
        }
    }

    /**
     * A lock opens by a command. Written by the station before it acts.
     *
     * @param epoch of the session that the station is in
     */
    record Opened(long at, String station, int dock, String bike, String command, long epoch) implements Happened {}

    /**
     * A bike leaves a dock.
     *
     * @param fact the fact's id, which is also the id of the trip it opens
     * @param command the cause, for {@code Cause.COMMAND}
     */
    record Removed(long at, String fact, String bike, int dock, Cause cause, String command) implements Happened {}

    /** A bike is locked in a dock. */
    record Docked(long at, String fact, String bike, int dock) implements Happened {}

    /** A station was told that a fact is kept. */
    record Acknowledged(long at, String fact) implements Happened {}

    /** An operator was told that this trip was ended, reverted or given up: its rider may take another bike. */
    record Ruled(long at, String trip) implements Happened {}

    /** At the end: a rider's unlock. Times as above. */
    record CommandKept(
            String command,
            String rider,
            String key,
            String bike,
            int dock,
            long epoch,
            long requestedAt,
            long deadline)
            implements HistoryLine {}

    /** At the end: a fact; an inferred one was told by nobody. */
    record FactKept(String fact, boolean inferred) implements HistoryLine {}

    /**
     * At the end: a trip.
     *
     * @param rider empty when the trip is nobody's
     * @param ruled an operator or a contradiction of facts or times decided over it: its end is not that of its facts
     * @param endFact empty while it has none
     */
    record TripKept(String trip, String rider, String bike, boolean ruled, String endFact) implements HistoryLine {}

    /** Why a lock let a bike go. */
    enum Cause {
        COMMAND,
        CARD,
        CREW,
        NOBODY
    }
}
