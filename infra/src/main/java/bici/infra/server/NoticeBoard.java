package bici.infra.server;

import bici.fleet.operations.Notice;
import bici.fleet.operations.Notices;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each notice to every listener of this process, on the teller's thread. Safe from any thread. */
public final class NoticeBoard implements Notices {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeBoard.class);

    private final List<Consumer<Notice>> listeners = new CopyOnWriteArrayList<>();

    /** From now on, until the answer is closed. A listener hands over and never waits. */
    public AutoCloseable subscribe(Consumer<Notice> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** What is told is committed already: a listener that fails harms nobody but itself. */
    @Override
    public void tell(Notice notice) {
        for (Consumer<Notice> listener : listeners) {
            try {
                listener.accept(notice);
            } catch (RuntimeException e) {
                LOG.warn("a notice was lost on one listener", e);
            }
        }
    }
}
