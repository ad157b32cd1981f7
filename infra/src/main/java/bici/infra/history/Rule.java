package bici.infra.history;

/** What a history is held against; each names its invariant. */
public enum Rule {
    MALFORMED("-", "the history itself makes no sense"),
    OPENED_TWICE("I3", "a lock opened twice for one request"),
    ANSWER_CHANGED("I3", "one request got two answers"),
    KEY_REUSE("I3", "422 was told without another body before, or not told with one"),
    IN_FLIGHT("I3", "409 was told though the request was new or decided"),
    OPENED_AFTER_FAILED("I4", "a lock opened after its rider was told that it would not"),
    TAKEN_THOUGH_FAILED("I4", "a bike went by a command of which the rider was told that it failed"),
    OPENED_LATE("I4", "a lock opened after the deadline"),
    OPENED_IN_OTHER_SESSION("I4", "a lock opened for a command of another session"),
    OUT_TWICE("I1", "a bike left or came while it was out or in already"),
    TWO_RIDERS("I2", "a bike was given to two riders at a time"),
    SECOND_BIKE("I2", "a rider got a bike while known to have one"),
    FACT_LOST("I5", "a fact that was acknowledged is not kept"),
    TRIP_LOST("I5", "a trip that was told, or whose removal was acknowledged, is not kept"),
    REQUEST_LOST("I5", "an unlock that was told is not kept"),
    TRIP_UNSEEN("I5", "a rider was not shown a trip told before"),
    UNASKED("I6", "a lock opened or a bike went by a command that nobody asked for"),
    TRIP_WITHOUT_REMOVAL("I6", "a trip was told or kept for which no bike left a dock"),
    FACT_INVENTED("I6", "a fact is kept that never happened"),
    KEPT_TWICE("I7", "one thing is kept twice"),
    TRIP_WRONG("I8", "a trip is kept with another rider, bike or end than its facts say"),
    TRIP_UNCLOSED("L3", "a trip is open though the bike's return was acknowledged"),
    UNDECIDED("L2", "an answer took more than 20 seconds");

    private final String invariant;
    private final String title;

    Rule(String invariant, String title) {
        this.invariant = invariant;
        this.title = title;
    }

    public String invariant() {
        return invariant;
    }

    public String title() {
        return title;
    }
}
