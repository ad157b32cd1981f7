package bici.infra.demo;

import bici.infra.command.CommandFailed;
import bici.infra.machine.ExitActions;
import bici.infra.machine.Progress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a signal end a run in order: the exit closes nothing before the run has closed what it opened after this. */
final class Ending implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExitActions.Registration atExit = ExitActions.beforeExit(this::await);
    private volatile boolean wanted;

    boolean isWanted() {
        return wanted;
    }

    /** Says each step of what can be left half done, and goes no further once the program ends. */
    Progress steps(Progress progress) {
        return line -> {
            if (wanted) {
                throw new CommandFailed("interrupted");
            }
            progress.say(line);
        };
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
