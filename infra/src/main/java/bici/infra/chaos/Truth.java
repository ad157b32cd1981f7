package bici.infra.chaos;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What really happened, read back.
 *
 * @param acts by fact id, in the order in which they were intended
 * @param answers of unlocks, in order
 * @param orders the last status of each order by its key
 * @param events all but orders, in the order of their times; of a number that was used again only the last act
 * @param disturbances what went wrong with stations themselves
 */
record Truth(
        Map<String, Act> acts,
        List<Answer> answers,
        Map<String, Integer> orders,
        List<Event> events,
        Disturbances disturbances) {

    /** Something with a time, in milliseconds of the one clock of this machine. */
    sealed interface Event {
        long atMs();
    }

    /** The city's process starts; whoever asked something before gets no answer any more. */
    record Begun(long atMs) implements Event {}

    /** A lock is about to open by a command. */
    record Opening(long atMs, String station, int dock, String bike, String command, long epoch) implements Event {}

    /** A station was told that everything up to this fact is kept. */
    record Acknowledged(long atMs, String station, int journal, long sequence) implements Event {}

    /** A rider asks for a bike. */
    record Asked(long atMs, String rider, String key, String code) implements Event {}

    /** A rider asks for the own trips. */
    record Looked(long atMs, String rider) implements Event {}

    /** What was shown; status 0 is nothing. */
    record Seen(long atMs, String rider, int status, List<String> trips) implements Event {}

    /**
     * What a rider was told; status 0 is nothing.
     *
     * @param word why not, or the unlock's state
     * @param command empty when the answer names none, as {@code trip}
     */
    record Answer(long atMs, String rider, String key, int status, String word, String command, String trip)
            implements Event {
        /** Request and answer go by these together. */
        String wish() {
            return rider + ' ' + key;
        }
    }

    /**
     * An act in the street.
     *
     * @param done false when a kill came before it was known whether it happened
     * @param cause as the fact says, {@code -} for none
     */
    record Act(String fact, long atMs, boolean done, String kind, int dock, String bike, String cause, String causeId)
            implements Event {
        String station() {
            return fact.substring(0, fact.indexOf('.'));
        }

        /** Whether it can be the same act as a recorded one. */
        String content() {
            return kind + ' ' + dock + ' ' + bike + ' ' + cause + ' ' + causeId;
        }

        boolean opensByCommand() {
            return cause.equals("command") && (kind.equals("bike-removed") || kind.equals("lock-opened-not-taken"));
        }

        /** Whether somebody rides away. */
        boolean isRide() {
            return moves() && kind.equals("bike-removed") && !cause.equals("crew");
        }

        /** Whether a bike left or came; one that a station invents does neither. */
        boolean moves() {
            return tellsMove() && !StationFault.isInvented(bike, dock);
        }

        /** Was the bike's tag read where the bike was not? */
        boolean isOfCopiedTag() {
            return tellsMove() && StationFault.isGhost(dock);
        }

        private boolean tellsMove() {
            return kind.equals("bike-removed") || kind.equals("bike-docked");
        }

        Act happened() {
            return new Act(fact, atMs, true, kind, dock, bike, cause, causeId);
        }
    }

    static Truth read(Path file) {
        return new TruthReader().read(file);
    }
}
