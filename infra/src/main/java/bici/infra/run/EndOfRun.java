package bici.infra.run;

import bici.infra.command.CommandFailed;
import bici.infra.machine.ExitActions;
import bici.infra.machine.Progress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets the program end only after a run has cleaned up behind itself, which it does at its next step: its temporary
 * folder must not go while the database in it still runs, nor stay when it does not.
 */
public final class EndOfRun {
    private static final int PATIENCE_SECONDS = 30;

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExitActions.Registration atExit;
    private volatile boolean wanted;

    /** Make this before anything that the exit closes: the last made is closed first. */
    public EndOfRun() {
        this.atExit = ExitActions.onExit(this::await);
    }

    private void await() throws InterruptedException {
        wanted = true;
        over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Whether the program is ending. Any thread. */
    public boolean isWanted() {
        return wanted;
    }

    /** Says each step, and goes no further once the program ends. */
    public Progress steps(Progress progress) {
        return line -> {
            if (wanted) {
                throw new CommandFailed("interrupted");
            }
            progress.say(line);
        };
    }

    /** The run has cleaned up. */
    public void reached() {
        over.countDown();
        atExit.forget();
    }
}
