package bici.simulator.replay;

/** One fact of a station's journal to be, in its place. */
public record PlannedFact(long timeMs, int dock, String bike, Kind kind) {
    /** What happened. */
    public sealed interface Kind {
        record Docked() implements Kind {}

        /**
         * A rider tapped a card.
         *
         * @param card counts the pool of the plan from 0
         */
        record RemovedByCard(int card) implements Kind {}

        record RemovedByCrew() implements Kind {}
    }
}
