package bici.infra.history;

import bici.fleet.trip.CommandState;
import bici.fleet.trip.Refusal;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an answer says of its question, as Jepsen has it. */
public enum Outcome {
    /** It happened. */
    OK,
    /** It did not happen and never will. */
    FAIL,
    /** It may have happened, or may yet. */
    UNKNOWN;

    static final String IN_FLIGHT = "request-in-flight";
    static final String KEY_REUSED = "key-reused";

    private static final Set<String> FAILURES = Stream.of(
                    Stream.of(Refusal.values()).map(Refusal::word),
                    Stream.of(CommandState.NOT_TAKEN, CommandState.EXPIRED, CommandState.CANCELLED)
                            .map(state -> state.name().toLowerCase(Locale.ROOT).replace('_', '-')),
                    Stream.of(IN_FLIGHT, KEY_REUSED))
            .flatMap(words -> words)
            .collect(Collectors.toUnmodifiableSet());

    /**
     * Of an answer to {@code POST /v1/trips}. Whatever is no word about the unlock itself leaves it open: after a 503 of a
     * database that is away the request may be committed all the same.
     *
     * @param word the last part of the problem's type, empty when it is none
     */
    public static Outcome ofUnlock(int status, String word) {
        if (status == 201) {
            return OK;
        }
        return FAILURES.contains(word) ? FAIL : UNKNOWN;
    }

    /** Does it decide the request's key for good? Answers about the key alone do not. */
    static boolean isFinal(HistoryLine.Answered answer) {
        return switch (answer.outcome()) {
            case OK -> true;
            case FAIL -> !answer.word().equals(IN_FLIGHT) && !answer.word().equals(KEY_REUSED);
            case UNKNOWN -> false;
        };
    }
}
