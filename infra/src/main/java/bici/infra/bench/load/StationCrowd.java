package bici.infra.bench.load;

import bici.infra.command.CommandFailed;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Many stations on one event loop. Its methods block and are for a thread that is not that loop. */
public final class StationCrowd implements AutoCloseable {
    private static final int CONNECTING_AT_A_TIME = 32;
    private static final Duration CONNECT_LIMIT = Duration.ofMinutes(2);
    private static final long PING_MS = 20_000;
    private static final long LOOK_MS = 200;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context context = vertx.getOrCreateContext();
    private final List<StationLink> links = new ArrayList<>();
    private final Clock clock;
    private final long bootMs;

    /** Whose clock the stations carry; they were started a minute ago. */
    public StationCrowd(Clock clock) {
        this.clock = clock;
        this.bootMs = clock.millis() - Duration.ofMinutes(1).toMillis();
    }

    /** All on one loop. */
    public List<StationLink> links() {
        return List.copyOf(links);
    }

    long nowMs() {
        return clock.millis();
    }

    long bootMs() {
        return bootMs;
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
                        new StationLink(vertx, folders.resolve(station), station, birth(station, listVersion));
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
                "firmware":"1","hardware":"bench","configVersion":0,"listVersion":%d,"asOf":0,"waiting":0,"docks":[]}\
                """.formatted("n" + station, now, now - bootMs, listVersion);
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
            throw new CommandFailed("the stations were not done within " + limit.toSeconds() + " s", e);
        } catch (CommandFailed e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CommandFailed("the stations failed: " + e.getMessage(), e);
        }
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
