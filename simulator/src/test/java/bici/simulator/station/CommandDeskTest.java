package bici.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;

import bici.wire.ClockQuality;
import bici.wire.DownMessage.Command;
import bici.wire.DownMessage.Order;
import bici.wire.UpMessage.LockPosition;
import bici.wire.UpMessage.Reply;
import bici.wire.WireFact.Cause;
import bici.wire.WireFact.Happening;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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
    private boolean riderPulls = true;
    private SimulatedDocks docks;

    private SimulatedDocks docks(Map<Integer, String> bikes) {
        return new SimulatedDocks(3, bikes, new DockMarks(new SmallFile(folder.resolve("marks"))), journalled::add);
    }

    @BeforeEach
    void exchangeTime() {
        docks = docks(Map.of(1, "b1", 2, "b2"));
        serverClock.requested("n", clock.timerMs());
        serverClock.answered("n", SERVER_MS);
    }

    private CommandDesk desk() {
        return desk(serverClock);
    }

    private CommandDesk desk(ServerClock serverTime) {
        return new CommandDesk(
                new CommandMemory(new SmallFile(folder.resolve("commands"))),
                docks,
                serverTime,
                clock,
                (dock, bike) -> riderPulls);
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
        docks = docks(Map.of(1, "b1"));

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
    void aWrongUptimeOpensNothingLateAndKeepsNothingShut() {
        clock.stopUptime();
        nanos.addAndGet(9_000_000_000L);
        clock.wrapUptime();
        clock.jumpUptime(Duration.ofDays(50));
        assertThat(answer(desk().obey(unlock("c1", 1, "b1"), EPOCH))).isEqualTo("DONE");

        nanos.addAndGet(1_001_000_000L);
        clock.wrapUptime();
        assertThat(answer(desk().obey(unlock("c2", 2, "b2"), EPOCH))).isEqualTo("EXPIRED");
    }

    @Test
    void aDelayedTimeAnswerOnlyMakesTheStationStricter() {
        serverClock.requested("slow", clock.timerMs());
        nanos.addAndGet(9_000_000_000L);
        serverClock.answered("slow", SERVER_MS + 2_000);

        assertThat(answer(desk().obey(unlock("c1", 1, "b1"), EPOCH))).isEqualTo("EXPIRED");
    }

    @Test
    void withoutATimeExchangeNothingOpens() {
        CommandDesk desk = desk(new ServerClock());

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
        riderPulls = false;

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

    @Test
    void aLockedOutDockStillTakesReturnsAndStaysLockedOutAfterARestart() {
        desk().obey(order("c1", Order.LOCK_OUT), EPOCH);
        desk().obey(order("c2", Order.LOCK_OUT, Optional.of(3)), EPOCH);
        assertThat(docks.dock(3, "b9")).isTrue();

        docks = docks(Map.of(1, "b1", 3, "b9"));

        assertThat(answer(desk().obey(unlock("c3", 1, "b1"), EPOCH))).isEqualTo("REFUSED locked-out");
        assertThat(answer(desk().obey(unlock("c4", 3, "b9"), EPOCH))).isEqualTo("REFUSED locked-out");
    }

    @Test
    void outOfServiceIsOneDockOrAllOfThem() {
        CommandDesk desk = desk();
        desk.obey(order("c1", Order.SERVICE_OUT), EPOCH);
        assertThat(answer(desk.obey(unlock("c2", 1, "b1"), EPOCH))).isEqualTo("REFUSED out-of-service");
        assertThat(answer(desk.obey(unlock("c3", 2, "b2"), EPOCH))).isEqualTo("DONE");

        desk.obey(order("c4", Order.SERVICE_IN), EPOCH);
        desk.obey(order("c5", Order.SERVICE_OUT, Optional.empty()), EPOCH);
        assertThat(answer(desk.obey(unlock("c6", 1, "b1"), EPOCH))).isEqualTo("REFUSED out-of-service");

        desk.obey(order("c7", Order.SERVICE_IN, Optional.empty()), EPOCH);
        assertThat(answer(desk.obey(unlock("c8", 1, "b1"), EPOCH))).isEqualTo("DONE");
    }

    @Test
    void aJammedLockKeepsItsBikeAndSaysSo() {
        docks.jam(1, "motor-stall");

        assertThat(answer(desk().obey(unlock("c1", 1, "b1"), EPOCH))).isEqualTo("REFUSED lock-failed");
        assertThat(journalled).containsExactly(new Happening.LockFailed(1, Optional.of("c1"), "motor-stall"));
        assertThat(docks.inventory().getFirst().lock()).isEqualTo(LockPosition.JAMMED);

        docks.clear(1);
        assertThat(answer(desk().obey(unlock("c2", 1, "b1"), EPOCH))).isEqualTo("DONE");
    }

    @Test
    void aFaultyDockIsToldInTheInventoryUntilItIsCleared() {
        docks.fail(2, "board-fault");
        assertThat(docks.inventory().get(1).fault()).contains("board-fault");
        assertThat(docks.release(2, new Cause.ByCrew("c"))).isFalse();

        docks.clear(2);
        assertThat(docks.inventory().get(1).fault()).isEmpty();
        assertThat(docks.release(2, new Cause.ByCrew("c"))).isTrue();
    }

    private static Command order(String id, Order order) {
        return order(id, order, Optional.of(1));
    }

    private static Command order(String id, Order order, Optional<Integer> dock) {
        return new Command(id, order, dock, Optional.empty(), EPOCH, SERVER_MS, 10_000);
    }
}
