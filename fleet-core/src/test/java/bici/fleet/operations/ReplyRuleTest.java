package bici.fleet.operations;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.operations.CommandQueue.Outcome;
import bici.fleet.operations.CommandQueue.Reply;
import bici.fleet.operations.ReplyRule.End;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Refusal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReplyRuleTest {
    private static Optional<End> end(Order order, CommandState state, Outcome outcome, String reason) {
        return ReplyRule.end(order, state, new Reply(outcome, Optional.of(reason)));
    }

    @ParameterizedTest
    @EnumSource(CommandState.class)
    void anEndStands(CommandState state) {
        for (Outcome outcome : Outcome.values()) {
            if (state.isEnd()) {
                assertThat(end(Order.LOCK_OUT, state, outcome, "done")).isEmpty();
            }
        }
    }

    @Test
    void onlyAFactSaysThatABikeWasTaken() {
        assertThat(end(Order.UNLOCK, CommandState.SENT, Outcome.DONE, "")).isEmpty();
        assertThat(end(Order.UNLOCK, CommandState.UNKNOWN, Outcome.DUPLICATE, "done"))
                .isEmpty();
        assertThat(end(Order.REBOOT, CommandState.SENT, Outcome.DONE, ""))
                .contains(new End(CommandState.DONE, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "bike-gone, BIKE_GONE",
        "locked-out, DOCK_LOCKED_OUT",
        "busy, STATION_BUSY",
        "lock-failed, LOCK_FAILED",
        "out-of-service, STATION_OUT_OF_SERVICE",
        "epoch, STATION_REFUSED",
        "no-such-dock, STATION_REFUSED",
        "whatever, STATION_REFUSED"
    })
    void theStationsReasonBecomesOurs(String reason, Refusal refusal) {
        assertThat(end(Order.UNLOCK, CommandState.SENT, Outcome.REFUSED, reason))
                .contains(new End(CommandState.REFUSED, Optional.of(refusal)));
    }

    @Test
    void ofADuplicateTheFirstOutcomeCounts() {
        assertThat(end(Order.UNLOCK, CommandState.SENT, Outcome.DUPLICATE, "not-taken"))
                .contains(new End(CommandState.NOT_TAKEN, Optional.empty()));
        assertThat(end(Order.UNLOCK, CommandState.SENT, Outcome.DUPLICATE, "nonsense"))
                .isEmpty();
    }
}
