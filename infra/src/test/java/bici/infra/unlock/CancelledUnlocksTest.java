package bici.infra.unlock;

import static bici.infra.unlock.UnlockWorld.S1;
import static bici.infra.unlock.UnlockWorld.removed;
import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.operations.CommandQueue.QueuedCommand;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Refusal;
import bici.fleet.trip.Unlock;
import bici.fleet.trip.UnlockAnswer;
import bici.fleet.vocabulary.RiderId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Riders who take a request back; docs/unlock-cases.md has a row for each. */
class CancelledUnlocksTest {
    private static final int ROUNDS = 20;

    private final UnlockWorld world = new UnlockWorld();

    @AfterEach
    void theAuditIsClean() {
        try (world) {
            assertThat(world.violations()).isEmpty();
        }
    }

    @Test
    void anUnlockThatItsRiderTakesBackBeforeSendingOpensNothing() {
        Unlock unlock = world.queued(world.rider(1), "k1", "B1");

        assertThat(world.cancel(unlock.rider(), "k1", "B1")).isEqualTo(new UnlockAnswer.Repeated(world.get(unlock)));
        assertThat(world.state(unlock)).isEqualTo(CommandState.CANCELLED);
        assertThat(world.take()).isEmpty();
        assertThat(world.ask(unlock.rider(), "k2", "B1")).isInstanceOf(UnlockAnswer.Queued.class);
    }

    @Test
    void anUnlockThatIsTakenBackTooLateGoesItsWay() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");

        assertThat(world.cancel(unlock.rider(), "k1", "B1")).isEqualTo(new UnlockAnswer.InFlight(world.get(unlock)));
        assertThat(world.state(unlock)).isEqualTo(CommandState.SENT);
        world.tell(S1, removed(unlock));
        assertThat(world.cancel(unlock.rider(), "k1", "B1")).isEqualTo(new UnlockAnswer.Repeated(world.get(unlock)));
        assertThat(world.state(unlock)).isEqualTo(CommandState.DONE);
    }

    @Test
    void aRequestThatArrivesAfterItWasTakenBackOpensNothing() {
        RiderId rider = world.rider(1);
        UnlockAnswer cancelled = new UnlockAnswer.Refused(Refusal.CANCELLED);

        assertThat(world.cancel(rider, "k1", "B1")).isEqualTo(cancelled);
        assertThat(world.ask(rider, "k1", "B1")).isEqualTo(cancelled);
        assertThat(world.take()).isEmpty();
        assertThat(world.ask(rider, "k2", "B1")).isInstanceOf(UnlockAnswer.Queued.class);
    }

    @Test
    void takingBackAndSendingAtOnceHaveOneOutcome() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Unlock unlock = world.queued(world.rider(1), "k" + round, "B1");
            String key = "k" + round;
            List<List<QueuedCommand>> sent = new ArrayList<>();
            CyclicBarrier start = new CyclicBarrier(2);
            try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
                Future<UnlockAnswer> back = threads.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return world.cancel(unlock.rider(), key, "B1");
                });
                start.await(30, TimeUnit.SECONDS);
                sent.add(world.take());
                back.get();
            }

            boolean wasSent = sent.stream().anyMatch(list -> !list.isEmpty());
            assertThat(world.state(unlock)).isEqualTo(wasSent ? CommandState.SENT : CommandState.CANCELLED);
            world.passSeconds(61);
            world.sweep();
        }
    }
}
