package bici.fleet.operations;

import bici.fleet.operations.CommandQueue.Outcome;
import bici.fleet.operations.CommandQueue.Reply;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Refusal;
import java.util.Locale;
import java.util.Optional;

/** What a station's answer decides. Pure. */
public final class ReplyRule {
    private ReplyRule() {}

    /** An end, and why when it is a refusal. */
    public record End(CommandState state, Optional<Refusal> refusal) {
        static End of(CommandState state) {
            return new End(state, Optional.empty());
        }
    }

    /**
     * How a command ends by this answer, if it does. An unlock that is said to be done waits for the fact: the bike is out
     * when the journal says so, and not before.
     */
    public static Optional<End> end(Order order, CommandState state, Reply reply) {
        if (state.isEnd()) {
            return Optional.empty();
        }
        return switch (reply.outcome()) {
            case DONE -> order == Order.UNLOCK ? Optional.empty() : Optional.of(End.of(CommandState.DONE));
            case NOT_TAKEN -> Optional.of(End.of(CommandState.NOT_TAKEN));
            case EXPIRED -> Optional.of(End.of(CommandState.EXPIRED));
            case REFUSED ->
                Optional.of(new End(
                        CommandState.REFUSED, Optional.of(refusal(reply.reason().orElse("")))));
            case DUPLICATE -> endOfDuplicate(order, state, reply);
        };
    }

    /** The first outcome counts; of a first refusal the reason is not told again. */
    private static Optional<End> endOfDuplicate(Order order, CommandState state, Reply reply) {
        String first = reply.reason().orElse("").toUpperCase(Locale.ROOT).replace('-', '_');
        for (Outcome outcome : Outcome.values()) {
            if (outcome != Outcome.DUPLICATE && outcome.name().equals(first)) {
                return end(order, state, new Reply(outcome, Optional.empty()));
            }
        }
        return Optional.empty();
    }

    private static Refusal refusal(String reason) {
        return switch (reason) {
            case "bike-gone" -> Refusal.BIKE_GONE;
            case "locked-out" -> Refusal.DOCK_LOCKED_OUT;
            case "busy" -> Refusal.STATION_BUSY;
            case "lock-failed" -> Refusal.LOCK_FAILED;
            case "out-of-service" -> Refusal.STATION_OUT_OF_SERVICE;
            default -> Refusal.STATION_REFUSED;
        };
    }
}
