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
            }
        }
    }

    /** From any thread. */
    public static Registration onExit(AutoCloseable closeable) {
        Registration registration = new Registration(closeable);
        synchronized (OPEN) {
            if (!hooked) {
                Runtime.getRuntime().addShutdownHook(new Thread(ExitActions::closeAll, "exit"));
                hooked = true;
            }
            OPEN.add(registration);
        }
        return registration;
    }

    // One part that fails to close must not keep the others open.
    private static void closeAll() {
        List<Registration> all;
        synchronized (OPEN) {
            all = List.copyOf(OPEN).reversed();
        }
        for (Registration registration : all) {
            try {
                registration.closeable.close();
            } catch (Exception e) {
                LOG.warn("closing {} at exit failed", registration.closeable, e);
            }
        }
    }
}
