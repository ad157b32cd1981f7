package bici.infra.unlock;

import static bici.infra.unlock.UnlockWorld.S1;
import static bici.infra.unlock.UnlockWorld.byCard;
import static bici.infra.unlock.UnlockWorld.docked;
import static bici.infra.unlock.UnlockWorld.removed;
import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Fact;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Unlock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Unlocks whose station has told something later, and still owes what came before. */
class GapsTest {
    private final UnlockWorld world = new UnlockWorld();

    @AfterEach
    void close() {
        try {
            assertThat(world.violations()).isEmpty();
        } finally {
            world.close();
        }
    }

    @Test
    void aLaterRemovalThatIsToldBeforeTheUnlocksOwnOneRefusesNothing() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");
        Fact own = world.happen(S1, removed(unlock));
        world.passSeconds(5);
        Fact back = world.happen(S1, docked(1, "B1"));
        world.passSeconds(5);
        world.tell(S1, byCard(unlock));
        world.sweep();
        assertThat(world.state(unlock)).isNotEqualTo(CommandState.REFUSED);

        world.deliver(own, back);

        assertThat(world.state(unlock)).isEqualTo(CommandState.DONE);
    }

    /** Its deadline is over. */
    private Unlock connectedAnewWithTheLockOpen() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");
        world.offline(S1);
        world.openLock(S1, 1);
        world.birth(S1);
        world.passSeconds(11);
        return unlock;
    }

    @Test
    void anInventoryThatShowsTheLockStillOpenDoesNotEndTheUnlock() {
        Unlock unlock = connectedAnewWithTheLockOpen();
        world.sweep();
        assertThat(world.state(unlock)).isEqualTo(CommandState.UNKNOWN);

        world.tell(S1, removed(unlock));

        assertThat(world.state(unlock)).isEqualTo(CommandState.DONE);
        assertThat(world.trips.findOpen(unlock.rider())).isPresent();
    }

    @Test
    void aLaterInventoryThatShowsItClosedAgainEndsIt() {
        Unlock unlock = connectedAnewWithTheLockOpen();
        world.swap(S1, 1, Optional.of(unlock.bike()));
        world.birth(S1);
        world.sweep();

        assertThat(world.state(unlock)).isEqualTo(CommandState.EXPIRED);
    }
}
