package bici.infra.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Health messages of all stations of a crowd, in turn. Its public methods block. */
public final class Telemetry {
    private static final Duration A_MOMENT = Duration.ofSeconds(10);

    private final StationCrowd crowd;
    private int next;
    private long said;
    private long acknowledged;
    private @Nullable Pace pace;
    private @Nullable Promise<Void> rest;

    public Telemetry(StationCrowd crowd) {
        this.crowd = crowd;
    }

    /** Says so many a second from now on, until {@link #rest}. */
    public void pace(int perSecond) {
        crowd.on(A_MOMENT, () -> {
            pace = Pace.start(crowd.context(), perSecond, this::say);
            return Future.succeededFuture();
        });
    }

    private void say() {
        said++;
        StationLink link = crowd.links().get(next++ % crowd.links().size());
        link.publish("health", Statements.health(crowd.nowMs()), crowd.timed(this::acknowledged));
    }

    private void acknowledged() {
        acknowledged++;
        Promise<Void> waiting = rest;
        if (waiting != null && acknowledged == said) {
            rest = null;
            waiting.complete();
        }
    }

    /** Says no more; returns when all was acknowledged. */
    public void rest(Duration limit) {
        crowd.on(limit, () -> {
            Pace going = pace;
            if (going != null) {
                going.stop();
            }
            if (acknowledged == said) {
                return Future.succeededFuture();
            }
            Promise<Void> promise = Promise.promise();
            rest = promise;
            return promise.future();
        });
    }

    /** Values in all the messages that were acknowledged. */
    public long values() {
        return acknowledged * Statements.HEALTH_VALUES;
    }
}
