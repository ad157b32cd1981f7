package bici.infra.simulation;

import bici.fleet.operations.Notice;
import bici.fleet.operations.Notices;
import java.util.function.Consumer;

/** Hands notices to whoever listens now: the core is made before the node that listens. */
final class NoticeBoard implements Notices {
    private Consumer<Notice> listener = notice -> {};

    void listen(Consumer<Notice> newListener) {
        listener = newListener;
    }

    @Override
    public void tell(Notice notice) {
        listener.accept(notice);
    }
}
