package bici.infra.run;

import bici.infra.command.CommandFailed;
import bici.infra.machine.ExitActions;
import bici.infra.machine.Progress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Lets the program end only after a run has cleaned up behind itself. Any thread. */
public final class EndOfRun implements AutoCloseable {
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExitActions.Registration atExit;
    private final int patienceSeconds;
    private volatile boolean wanted;

    private EndOfRun(Function<AutoCloseable, ExitActions.Registration> register, int patienceSeconds) {
        this.patienceSeconds = patienceSeconds;
        this.atExit = register.apply(this::await);
    }

    /** The exit closes nothing before the run has: for a run that ends in order by itself when it is wanted. */
    public static EndOfRun beforeTheRest() {
        return new EndOfRun(ExitActions::beforeExit, 60);
    }

    /**
     * The exit closes all that is made after this and waits last, for a run that stops at its next step: its temporary
     * folder must not go while the database in it still runs, nor stay when it does not.
     */
    public static EndOfRun afterTheRest() {
        return new EndOfRun(ExitActions::onExit, 30);
    }

    private void await() throws InterruptedException {
        wanted = true;
        over.await(patienceSeconds, TimeUnit.SECONDS);
    }

    /** Whether the program is ending. */
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
    @Override
    public void close() {
        over.countDown();
        atExit.forget();
    }
}
