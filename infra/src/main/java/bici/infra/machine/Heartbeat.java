package bici.infra.machine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Progress that is never silent while a step lasts: what was said last is said again each second with the time that it
 * took so far, until somebody {@linkplain #rest() rests}. Any thread.
 */
public final class Heartbeat implements Progress, AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Progress to;
    private @Nullable String step;
    private long sinceNanos;
    private boolean closed;

    /** @param to hears steps at once, and updates each second */
    public Heartbeat(Progress to) {
        this.to = to;
        Thread.ofPlatform().daemon().name("progress").start(this::tick);
    }

    @Override
    public synchronized void say(String line) {
        step = line;
        sinceNanos = System.nanoTime();
        to.say(line);
    }

    /** What the next beat says; nothing is written before. */
    @Override
    public synchronized void update(String line) {
        step = line;
    }

    @Override
    public synchronized void rest() {
        step = null;
        to.rest();
    }

    private synchronized void tick() {
        long nextNanos = System.nanoTime() + EVERY.toNanos();
        try {
            while (!closed) {
                long leftNanos = nextNanos - System.nanoTime();
                if (leftNanos > 0) {
                    wait(leftNanos / 1_000_000 + 1);
                    continue;
                }
                nextNanos += EVERY.toNanos();
                beat();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        long seconds = Duration.ofNanos(System.nanoTime() - sinceNanos).toSeconds();
        if (step != null && seconds > 0) {
            to.update(step + ": " + seconds + " s");
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            step = null;
            notifyAll();
        }
        to.rest();
    }
}
