package bici.infra.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/** What goes on at a pace, and what of it was begun and has not ended. To be used on its crowd's context only. */
final class UnderWay {
    private final StationCrowd crowd;
    private long begun;
    private long ended;
    private @Nullable Pace pace;
    private @Nullable Promise<Void> rest;

    UnderWay(StationCrowd crowd) {
        this.crowd = crowd;
    }

    /** Works so many times a second from now on, until {@link #rest}. */
    Future<Void> pace(int perSecond, Runnable work) {
        pace = Pace.start(crowd.context(), perSecond, work);
        return Future.succeededFuture();
    }

    void begin() {
        begun++;
    }

    void end() {
        ended++;
        Promise<Void> waiting = rest;
        if (waiting != null && begun == ended) {
            rest = null;
            waiting.complete();
        }
    }

    /** Ends the pace; done when all that was begun has ended. */
    Future<Void> rest() {
        Pace going = pace;
        if (going != null) {
            going.stop();
        }
        if (begun == ended) {
            return Future.succeededFuture();
        }
        Promise<Void> promise = Promise.promise();
        rest = promise;
        return promise.future();
    }

    long begun() {
        return begun;
    }

    long ended() {
        return ended;
    }
}
