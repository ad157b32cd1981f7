package bici.infra.bench.load;

import io.vertx.core.Context;

/**
 * Does something so many times a second until it is stopped. What fell behind is made up for at once, so that a slow
 * answer does not thin the load. To be used on its context only.
 */
final class Pace {
    private static final long TICK_MS = 2;

    private final Context context;
    private final long timer;

    private Pace(Context context, long timer) {
        this.context = context;
        this.timer = timer;
    }

    static Pace start(Context context, int perSecond, Runnable work) {
        long began = System.nanoTime();
        long[] done = {0};
        long timer = context.owner().setPeriodic(TICK_MS, tick -> {
            long due = perSecond * (System.nanoTime() - began) / 1_000_000_000L;
            for (; done[0] < due; done[0]++) {
                work.run();
            }
        });
        return new Pace(context, timer);
    }

    void stop() {
        context.owner().cancelTimer(timer);
    }
}
