package bici.api.live;

import bici.api.access.Caller;
import bici.api.contract.Call;
import bici.api.http.Problem;
import bici.api.http.ProblemException;
import bici.api.http.ProblemType;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stream of Server-Sent Events and those who read it. Keeps the last {@value #KEPT} events for whoever comes back with
 * {@code Last-Event-ID}; after a larger gap, or another run of the server, sends {@code reset}. A comment every
 * {@value #HEARTBEAT_SECONDS} s. A stream ends with its access token, or its session. Methods may be called from any thread.
 */
public final class LiveHub {
    private static final int KEPT = 1_024;
    private static final int HEARTBEAT_SECONDS = 3;
    private static final int MOST = 5_000;
    private static final int MOST_EACH = 6;
    private static final String RETRY = "retry: 2000\n\n";

    private final Vertx vertx;
    private final Context loop;
    private final EventLog log;
    private final Set<Subscriber> subscribers = new LinkedHashSet<>();
    private final AtomicInteger count = new AtomicInteger();

    public LiveHub(Vertx vertx) {
        byte[] run = new byte[4];
        new SecureRandom().nextBytes(run);
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.log = new EventLog(HexFormat.of().formatHex(run), KEPT);
        loop.runOnContext(start -> vertx.setPeriodic(
                Duration.ofSeconds(HEARTBEAT_SECONDS).toMillis(),
                tick -> subscribers.forEach(each -> each.heartbeat(log.head()))));
    }

    /** Runs it where this hub's order is made. */
    public void inOrder(Runnable work) {
        loop.runOnContext(ignored -> work.run());
    }

    /** How many read now. */
    public int size() {
        return count.get();
    }

    /** Shows everybody the same. */
    public void publish(String name, JsonObject data) {
        add(name, Optional.empty(), LiveEvent.Data.of(data));
    }

    /** Shows everybody the same, each in their language. */
    public void publish(String name, JsonObject spanish, JsonObject english) {
        add(name, Optional.empty(), new LiveEvent.Data(spanish.encode(), english.encode()));
    }

    /** Shows it to this subject only. */
    public void publishTo(String subject, String name, JsonObject data) {
        add(name, Optional.of(subject), LiveEvent.Data.of(data));
    }

    private void add(String name, Optional<String> to, LiveEvent.Data data) {
        loop.runOnContext(ignored -> {
            LiveEvent event = log.add(name, to, data);
            subscribers.forEach(each -> each.send(log.run(), event));
        });
    }

    /**
     * Opens a stream on this request.
     *
     * @param unbroken false when events for this caller may have been missed whatever the log has
     * @param onEnd called once, on the hub's context
     */
    public void open(RoutingContext context, Call call, boolean unbroken, Runnable onEnd) {
        Caller caller = call.caller().orElseThrow(() -> new ProblemException(ProblemType.NOT_SIGNED_IN));
        String subject = caller.principal().subject();
        HttpServerResponse response = context.response();
        loop.runOnContext(ignored -> {
            long mine = subscribers.stream()
                    .filter(each -> each.subject().equals(subject))
                    .count();
            if (mine >= MOST_EACH || subscribers.size() >= MOST) {
                onEnd.run();
                context.fail(new ProblemException(Problem.of(ProblemType.TOO_MANY_REQUESTS, Duration.ofSeconds(5))));
                return;
            }
            response.putHeader("Content-Type", "text/event-stream; charset=utf-8")
                    .putHeader("Cache-Control", "no-store")
                    .putHeader("X-Accel-Buffering", "no");
            if (context.request().method().equals(HttpMethod.HEAD)) {
                onEnd.run();
                response.end();
                return;
            }
            response.setChunked(true).write(RETRY);
            Subscriber subscriber = new Subscriber(response, subject, caller.session(), call.language());
            resume(subscriber, call.header("last-event-id"), unbroken);
            join(subscriber, response, Duration.between(call.at(), caller.expiresAt()), onEnd);
        });
    }

    /** Ends the streams of these sessions. */
    public void end(Set<String> sessions) {
        loop.runOnContext(ignored -> subscribers.stream()
                .filter(each -> sessions.contains(each.session()))
                .toList()
                .forEach(Subscriber::end));
    }

    private void resume(Subscriber subscriber, Optional<String> lastSeen, boolean unbroken) {
        if (lastSeen.isEmpty()) {
            return;
        }
        Optional<List<LiveEvent>> missed = unbroken ? log.after(lastSeen.get()) : Optional.empty();
        if (missed.isPresent()) {
            missed.get().forEach(event -> subscriber.send(log.run(), event));
        } else {
            subscriber.reset(log.head());
        }
    }

    private void join(Subscriber subscriber, HttpServerResponse response, Duration life, Runnable onEnd) {
        subscribers.add(subscriber);
        count.set(subscribers.size());
        long end = vertx.setTimer(Math.max(1, life.toMillis()), ignored -> subscriber.end());
        response.endHandler(ignored -> leave(subscriber, end, onEnd));
        response.closeHandler(ignored -> leave(subscriber, end, onEnd));
        response.exceptionHandler(ignored -> leave(subscriber, end, onEnd));
        if (response.closed()) {
            leave(subscriber, end, onEnd);
        }
    }

    private void leave(Subscriber subscriber, long timer, Runnable onEnd) {
        loop.runOnContext(ignored -> {
            if (subscribers.remove(subscriber)) {
                count.set(subscribers.size());
                vertx.cancelTimer(timer);
                onEnd.run();
            }
        });
    }
}
