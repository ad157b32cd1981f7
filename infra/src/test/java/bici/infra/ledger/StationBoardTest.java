package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.fleet.availability.LiveStations;
import bici.fleet.availability.StationBoard;
import bici.fleet.availability.StationView;
import bici.fleet.dock.LedgerUnavailable;
import bici.fleet.operations.Notice;
import bici.fleet.store.PostgresLiveStations;
import bici.fleet.vocabulary.StationId;
import bici.infra.database.Interposed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What readers of the board see of what the database has. */
@Timeout(60)
class StationBoardTest {
    private static final StationId S1 = new StationId("S1");
    private static final StationId S2 = new StationId("S2");
    private static final Duration LONG = Duration.ofHours(1);
    private static LedgerWorld world;
    private static LiveStations source;

    @BeforeAll
    static void open() {
        world = LedgerWorld.withStations(S1.value(), S2.value());
        source = new PostgresLiveStations(world.database().dataSource());
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void startAnew() {
        world.startAnew(S1.value(), S2.value());
    }

    private static void dock(StationId station) {
        world.tell(station.value(), "1 12:00 +1 B" + station);
    }

    private static StationView view(List<StationView> stations, StationId station) {
        return stations.stream().filter(s -> s.id().equals(station)).findFirst().orElseThrow();
    }

    @Test
    void whatWasToldIsSeenByTheNextReaderAndNothingElseIsReadAgain() {
        StationBoard board = new StationBoard(source, LONG);
        assertThat(board.listStations()).isEqualTo(source.listStations());

        dock(S1);
        dock(S2);
        board.tell(new Notice.StationChanged(S1));

        List<StationView> seen = board.listStations();
        assertThat(view(seen, S1).docks()).hasSize(1);
        assertThat(view(seen, S2).docks()).isEmpty();
        board.tell(new Notice.StationChanged(S2));
        List<StationView> all = board.listStations();
        assertThat(all).isEqualTo(source.listStations());
        assertThat(board.findStation(S2)).contains(view(all, S2));
        assertThat(board.listStations()).isSameAs(all);
    }

    @Test
    void whatNobodyToldIsSeenAfterThePause() {
        StationBoard board = new StationBoard(source, Duration.ZERO);
        assertThat(view(board.listStations(), S1).docks()).isEmpty();
        dock(S1);
        assertThat(view(board.listStations(), S1).docks()).hasSize(1);
    }

    @Test
    void whoReadsAllIsNotWaitedForAndTakesNothingBack() throws Exception {
        AtomicBoolean holding = new AtomicBoolean();
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        StationBoard board =
                new StationBoard(new PostgresLiveStations(holdingWhatWasRead(holding, read, held)), Duration.ZERO);
        board.listStations();
        holding.set(true);
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<StationView>> all = readers.submit(() -> board.listStations());
            read.await();
            dock(S1);
            board.tell(new Notice.StationChanged(S1));

            assertThat(view(board.listStations(), S1).docks()).hasSize(1);
            held.countDown();

            assertThat(view(all.get(), S1).docks()).hasSize(1);
            assertThat(board.listStations()).isEqualTo(source.listStations());
        }
    }

    @Test
    void whoReadsForLongIsNotWaitedFor() throws Exception {
        AtomicBoolean holding = new AtomicBoolean();
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        StationBoard board = new StationBoard(new PostgresLiveStations(holdingWhatWasRead(holding, read, held)), LONG);
        board.listStations();
        dock(S1);
        board.tell(new Notice.StationChanged(S1));
        holding.set(true);
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<StationView>> slow = readers.submit(() -> board.listStations());
            read.await();

            assertThat(view(board.listStations(), S1).docks()).as("as it was").isEmpty();
            held.countDown();

            assertThat(view(slow.get(), S1).docks()).hasSize(1);
            assertThat(view(board.listStations(), S1).docks()).hasSize(1);
        }
    }

    /** The real connections; of the first to be closed while {@code holding} what it read is held back. */
    private static DataSource holdingWhatWasRead(AtomicBoolean holding, CountDownLatch read, CountDownLatch held) {
        DataSource real = world.database().dataSource();
        return Interposed.of(DataSource.class, (method, arguments) -> {
            Object answer = Interposed.invoke(real, method, arguments);
            return !(answer instanceof Connection connection)
                    ? answer
                    : Interposed.of(Connection.class, (call, values) -> {
                        Object done = Interposed.invoke(connection, call, values);
                        if (call.getName().equals("close") && holding.getAndSet(false)) {
                            read.countDown();
                            held.await();
                        }
                        return done;
                    });
        });
    }

    @Test
    void aStationThatIsGoneLeavesTheBoard() {
        StationBoard board = new StationBoard(source, LONG);
        assertThat(board.listStations()).hasSize(2);
        world.execute("UPDATE station SET retired_at = now() WHERE station_id = 'S2'");
        board.tell(new Notice.StationChanged(S2));
        assertThat(board.listStations()).extracting(StationView::id).containsExactly(S1);
        assertThat(board.listStations(Set.of(S1, S2))).hasSize(1);
    }

    @Test
    void whatCannotBeReadIsShownAsItWasAndReadLater() {
        AtomicInteger failing = new AtomicInteger(0);
        StationBoard board = new StationBoard(new PostgresLiveStations(mayFail(failing, new CountDownLatch(0))), LONG);
        board.listStations();
        dock(S1);
        board.tell(new Notice.StationChanged(S1));

        failing.set(1);
        assertThat(view(board.listStations(), S1).docks()).as("as it was").isEmpty();

        assertThat(view(board.listStations(), S1).docks()).hasSize(1);
    }

    @Test
    void whoWaitsTogetherFailsTogetherAndAsksOnce() throws Exception {
        AtomicInteger failing = new AtomicInteger(2);
        CountDownLatch held = new CountDownLatch(1);
        StationBoard board = new StationBoard(new PostgresLiveStations(mayFail(failing, held)), LONG);
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<StationView>> first = readers.submit(() -> board.listStations());
            while (failing.get() == 2) {
                Thread.onSpinWait();
            }
            Queue<String> words = new ConcurrentLinkedQueue<>();
            List<Thread> waiting = Stream.generate(() -> Thread.ofPlatform().unstarted(() -> {
                        try {
                            board.listStations();
                        } catch (LedgerUnavailable e) {
                            words.add(String.valueOf(e.getMessage()));
                        }
                    }))
                    .limit(5)
                    .toList();
            waiting.forEach(Thread::start);
            while (!waiting.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING)) {
                Thread.onSpinWait();
            }
            held.countDown();

            assertThatThrownBy(first::get).hasCauseInstanceOf(LedgerUnavailable.class);
            for (Thread thread : waiting) {
                thread.join();
            }
            assertThat(words).hasSize(5);
            assertThat(words).filteredOn(word -> word.contains("a moment ago")).hasSize(4);
            assertThat(board.listStations()).hasSize(2);
        }
    }

    /** The real connections, after so many failures; each failure waits until it may happen. */
    private static DataSource mayFail(AtomicInteger failing, CountDownLatch held) {
        DataSource real = world.database().dataSource();
        return Interposed.of(DataSource.class, (method, arguments) -> {
            if (failing.get() > 0) {
                failing.decrementAndGet();
                held.await();
                throw new SQLException("the database is away", "08006");
            }
            return Interposed.invoke(real, method, arguments);
        });
    }
}
