package bici.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;

import bici.wire.ClockQuality;
import bici.wire.DownMessage.Command;
import bici.wire.DownMessage.Order;
import bici.wire.UpMessage.Reply;
import bici.wire.WireFact.Cause;
import bici.wire.WireFact.Happening;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandDeskTest {
    private static final long SERVER_MS = 1_700_000_000_000L;
    private static final long EPOCH = 7;

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final StationClock clock =
            new StationClock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), nanos::get, 0, 1, ClockQuality.UNSET);
    private final List<Happening> journalled = new ArrayList<>();
    private final ServerClock serverClock = new ServerClock();
    private SimulatedDocks docks = new SimulatedDocks(3, Map.of(1, "b1", 2, "b2"), journalled::add);

    @BeforeEach
    void exchangeTime() {
        serverClock.requested("n", clock.uptimeMs());
        serverClock.answered("n", SERVER_MS);
    }

    private CommandDesk desk() {
        return new CommandDesk(new CommandMemory(new SmallFile(folder.resolve("commands"))), docks, serverClock, clock);
    }

    private static Command unlock(String id, int dock, String bike) {
        return new Command(id, Order.UNLOCK, Optional.of(dock), Optional.of(bike), EPOCH, SERVER_MS, 10_000);
    }

    private static String answer(Reply reply) {
        return reply.outcome() + reply.reason().map(reason -> " " + reason).orElse("");
    }

    @Test
    void anUnlockInTimeLetsTheBikeGoAndJournalsIt() {
        assertThat(answer(desk().obey(unlock("c1", 1, "b1"), EPOCH))).isEqualTo("DONE");
        assertThat(journalled).containsExactly(new Happening.BikeRemoved(1, "b1", new Cause.ByCommand("c1")));
        assertThat(docks.findBike(1)).isEmpty();
    }

    @Test
    void theSameCommandNeverOpensTwiceEvenAfterARestart() {
        desk().obey(unlock("c1", 1, "b1"), EPOCH);
        docks = new SimulatedDocks(3, Map.of(1, "b1"), journalled::add);

        assertThat(answer(desk().obey(unlock("c1", 1, "b1"), EPOCH))).isEqualTo("DUPLICATE done");
        assertThat(journalled).hasSize(1);
    }

    @Test
    void aCommandThatIsTooOldByTheMonotonicClockIsExpired() {
        nanos.addAndGet(10_001_000_000L);

        assertThat(answer(desk().obey(unlock("c1", 1, "b1"), EPOCH))).isEqualTo("EXPIRED");
        assertThat(journalled).isEmpty();
    }

    @Test
    void aDelayedTimeAnswerOnlyMakesTheStationStricter() {
        serverClock.requested("slow", clock.uptimeMs());
        nanos.addAndGet(9_000_000_000L);
        serverClock.answered("slow", SERVER_MS + 2_000);

        assertThat(answer(desk().obey(unlock("c1", 1, "b1"), EPOCH))).isEqualTo("EXPIRED");
    }

    @Test
    void withoutATimeExchangeNothingOpens() {
        CommandDesk desk = new CommandDesk(
                new CommandMemory(new SmallFile(folder.resolve("commands"))), docks, new ServerClock(), clock);

        assertThat(answer(desk.obey(unlock("c1", 1, "b1"), EPOCH))).isEqualTo("EXPIRED");
    }

    @Test
    void aCommandOfAnotherConnectionIsRefused() {
        assertThat(answer(desk().obey(unlock("c1", 1, "b1"), EPOCH + 1))).isEqualTo("REFUSED epoch");
    }

    @Test
    void anUnlockForAnotherBikeOrAnEmptyDockIsRefused() {
        assertThat(answer(desk().obey(unlock("c1", 1, "b2"), EPOCH))).isEqualTo("REFUSED bike-gone");
        assertThat(answer(desk().obey(unlock("c2", 3, "b3"), EPOCH))).isEqualTo("REFUSED bike-gone");
        assertThat(answer(desk().obey(unlock("c3", 4, "b1"), EPOCH))).isEqualTo("REFUSED no-such-dock");
        assertThat(journalled).isEmpty();
    }

    @Test
    void aLockThatNobodyPullsClosesAgain() {
        CommandDesk desk = desk();
        desk.setRiderPulls(false);

        assertThat(answer(desk.obey(unlock("c1", 1, "b1"), EPOCH))).isEqualTo("NOT_TAKEN");
        assertThat(journalled).containsExactly(new Happening.LockOpenedNotTaken(1, "b1", Optional.of("c1")));
        assertThat(docks.findBike(1)).contains("b1");
    }

    @Test
    void aLockedOutDockKeepsItsBikeUntilItIsReleased() {
        CommandDesk desk = desk();
        desk.obey(order("c1", Order.LOCK_OUT), EPOCH);
        assertThat(answer(desk.obey(unlock("c2", 1, "b1"), EPOCH))).isEqualTo("REFUSED locked-out");

        desk.obey(order("c3", Order.RELEASE), EPOCH);
        assertThat(answer(desk.obey(unlock("c4", 1, "b1"), EPOCH))).isEqualTo("DONE");
    }

    @Test
    void twoHundredAndFiftySixCommandsAreRemembered() {
        CommandDesk desk = desk();
        for (int n = 0; n < 257; n++) {
            desk.obey(order("c" + n, Order.IDENTIFY), EPOCH);
        }
        assertThat(answer(desk().obey(order("c1", Order.IDENTIFY), EPOCH))).isEqualTo("DUPLICATE done");
        assertThat(answer(desk().obey(order("c0", Order.IDENTIFY), EPOCH))).isEqualTo("DONE");
    }

    private static Command order(String id, Order order) {
        return new Command(id, order, Optional.of(1), Optional.empty(), EPOCH, SERVER_MS, 10_000);
    }
}
