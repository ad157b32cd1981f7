package bici.infra.demo;

import bici.infra.machine.ExitActions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a signal end a run in order: the exit waits until the run has closed what it opened after this. Make it after what
 * the run still needs while it ends: the last made is closed first.
 */
final class Ending implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExitActions.Registration atExit = ExitActions.onExit(this::await);
    private volatile boolean wanted;

    boolean isWanted() {
        return wanted;
    }

    private void await() throws InterruptedException {
        wanted = true;
        over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        over.countDown();
        atExit.forget();
    }
}
