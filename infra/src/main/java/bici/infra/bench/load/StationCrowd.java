package bici.infra.bench.load;

import bici.infra.bench.measure.Latencies;
import bici.infra.command.CommandFailed;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Many stations on one event loop. Its methods block and are for a thread that is not that loop. */
public final class StationCrowd implements AutoCloseable {
    private static final int CONNECTING_AT_A_TIME = 32;
    private static final Duration CONNECT_LIMIT = Duration.ofMinutes(2);
    private static final int MOST_NAMED = 5;
    private static final long PING_MS = 20_000;
    private static final long LOOK_MS = 200;
    private static final Duration LOOK_LIMIT = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context context = vertx.getOrCreateContext();
    private final List<StationLink> links = new ArrayList<>();
    private final Clock clock;
    private final long bootMs;
    private long written;
    private Latencies acknowledgements = new Latencies();
    private boolean measuring;

    /** Whose clock the stations carry, and when they were started. */
    public StationCrowd(Clock clock, Instant booted) {
        this.clock = clock;
        this.bootMs = booted.toEpochMilli();
    }

    /** Their births say that so many facts are in their journals, all to be told yet. Before they connect. */
    public StationCrowd havingWritten(long facts) {
        written = facts;
        return this;
    }

    /** All on one loop; asked for with every message, so it is no copy. */
    public List<StationLink> links() {
        return Collections.unmodifiableList(links);
    }

    long nowMs() {
        return clock.millis();
    }

    long bootMs() {
        return bootMs;
    }

    /** Since that moment a message's acknowledgement is timed. Blocking. */
    public void measureAcknowledgements() {
        on(LOOK_LIMIT, () -> {
            acknowledgements = new Latencies();
            measuring = true;
            return Future.succeededFuture();
        });
    }

    /** From publish to PUBACK, of every message acknowledged since; nothing is timed any more. Blocking. */
    public Latencies takeAcknowledgements() {
        return on(LOOK_LIMIT, () -> {
            measuring = false;
            return Future.succeededFuture(acknowledgements.drain());
        });
    }

    /** What to do when a message said now is acknowledged: the same, and its time is taken when that is wanted. */
    Runnable timed(Runnable acknowledged) {
        if (!measuring) {
            return acknowledged;
        }
        long said = System.nanoTime();
        return () -> {
            acknowledgements.add(System.nanoTime() - said);
            acknowledged.run();
        };
    }

    /** What was set going goes on for so long; {@link CommandFailed} when a station is cut off meanwhile. Blocking. */
    public void letBe(Duration time) {
        on(
                time.plus(LOOK_LIMIT),
                () -> Future.future(promise -> vertx.setTimer(time.toMillis(), timer -> promise.complete())));
    }

    /** Every station's journal goes on after so many facts. */
    public void continueAfter(long sequence) {
        links.forEach(link -> link.continueAfter(sequence));
    }

    Context context() {
        return context;
    }

    /**
     * Connects them; returns when the server has accepted every birth.
     *
     * @param folders holds a folder for each station, named by its id
     * @param listVersion of the allow-list they hold: of another one they would be sent the newest
     */
    public void connect(List<String> stations, Path folders, int port, long listVersion) {
        on(CONNECT_LIMIT, () -> {
            Queue<StationLink> left = new ArrayDeque<>();
            for (String station : stations) {
                StationLink link =
                        new StationLink(vertx, folders.resolve(station), station, () -> birth(station, listVersion));
                links.add(link);
                left.add(link);
            }
            List<Future<Void>> lanes = new ArrayList<>();
            for (int lane = 0; lane < CONNECTING_AT_A_TIME; lane++) {
                lanes.add(connectNext(left, port));
            }
            vertx.setPeriodic(PING_MS, timer -> links.forEach(StationLink::ping));
            return Future.all(lanes).mapEmpty();
        });
    }

    private static Future<Void> connectNext(Queue<StationLink> left, int port) {
        StationLink next = left.poll();
        return next == null ? Future.succeededFuture() : next.connect(port).compose(done -> connectNext(left, port));
    }

    private String birth(String station, long listVersion) {
        long now = clock.millis();
        return """
                {"nonce":"%s","journal":1,"boot":1,"deviceTimeMs":%d,"uptimeMs":%d,"clock":"synced","protocol":"1.0",\
                "firmware":"1","hardware":"bench","configVersion":0,"listVersion":%d,"asOf":%d,"waiting":%d,"docks":[]}\
                """.formatted("n" + station, now, now - bootMs, listVersion, written, written);
    }

    /**
     * Runs work on the loop and waits for what it promises.
     *
     * @throws CommandFailed when a station loses its connection or the time is over
     */
    public <T> T on(Duration limit, Supplier<Future<T>> work) {
        Future<T> done = Future.future(promise -> context.runOnContext(v -> {
            long watch = vertx.setPeriodic(
                    LOOK_MS,
                    timer -> links.stream()
                            .filter(link -> link.end() != null)
                            .findFirst()
                            .ifPresent(link -> promise.tryFail(link.station() + " was cut off: " + link.end())));
            promise.future().onComplete(over -> vertx.cancelTimer(watch));
            try {
                work.get().onComplete(promise::handle);
            } catch (RuntimeException e) {
                promise.tryFail(e);
            }
        }));
        try {
            return done.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new CommandFailed(
                    "the stations were not done within " + limit.toSeconds() + " s, " + whatTheyWaitFor(), e);
        } catch (CommandFailed e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CommandFailed("the stations failed: " + e.getMessage(), e);
        }
    }

    /** Those whose connection is gone. Blocking. */
    public List<String> listLost() {
        Future<List<String>> lost = Future.future(promise -> context.runOnContext(v -> promise.complete(links.stream()
                .filter(link -> link.end() != null)
                .map(StationLink::station)
                .toList())));
        try {
            return lost.await(LOOK_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new CommandFailed("the stations' loop does not answer", e);
        }
    }

    /** Read from beside the loop, so it may be a message behind. */
    private String whatTheyWaitFor() {
        List<String> waiting = links.stream()
                .filter(link -> link.unacknowledged() > 0)
                .map(StationLink::station)
                .toList();
        return waiting.size() + " of them wait for an acknowledgement, the first: "
                + waiting.subList(0, Math.min(waiting.size(), MOST_NAMED));
    }

    @Override
    public void close() {
        try {
            vertx.close().await(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new CommandFailed("the stations did not stop", e);
        }
    }
}
