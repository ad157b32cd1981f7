package bici.infra.machine;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be closed when the program ends, by a signal too: last opened, first closed, one after the other, from one
 * shutdown hook. Hooks of their own would run at the same time and stop the database under a server that still drains.
 */
public final class ExitActions {
    private static final Logger LOG = LoggerFactory.getLogger(ExitActions.class);
    private static final List<Registration> OPEN = new ArrayList<>();
    private static final List<Registration> RUNS = new ArrayList<>();
    private static boolean hooked;

    private ExitActions() {}

    /** What is closed at exit, until it says that it was closed before. */
    public static final class Registration {
        private final AutoCloseable closeable;

        private Registration(AutoCloseable closeable) {
            this.closeable = closeable;
        }

        /** Called at the end of closing, not before: until then the exit waits for it. From any thread. */
        public void forget() {
            synchronized (OPEN) {
                OPEN.remove(this);
                RUNS.remove(this);
            }
        }
    }

    /** From any thread. */
    public static Registration onExit(AutoCloseable closeable) {
        return register(closeable, OPEN);
    }

    /** For a run that closes by itself what it opened: before anything else is closed, the exit waits for it. */
    public static Registration beforeExit(AutoCloseable run) {
        return register(run, RUNS);
    }

    private static Registration register(AutoCloseable closeable, List<Registration> list) {
        Registration registration = new Registration(closeable);
        synchronized (OPEN) {
            if (!hooked) {
                Runtime.getRuntime().addShutdownHook(new Thread(ExitActions::closeAll, "exit"));
                hooked = true;
            }
            list.add(registration);
        }
        return registration;
    }

    private static void closeAll() {
        newestFirst(RUNS).forEach(ExitActions::close);
        newestFirst(OPEN).forEach(ExitActions::close);
    }

    private static List<Registration> newestFirst(List<Registration> list) {
        synchronized (OPEN) {
            return List.copyOf(list).reversed();
        }
    }

    // One part that fails to close must not keep the others open.
    private static void close(Registration registration) {
        try {
            registration.closeable.close();
        } catch (Exception e) {
            LOG.warn("closing {} at exit failed", registration.closeable, e);
        }
    }
}
