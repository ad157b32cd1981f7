package bici.api.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last events of a stream, for who comes back. Not for more than one thread. */
final class EventLog {
    private final String run;
    private final int most;
    private final Deque<LiveEvent> kept = new ArrayDeque<>();
    private long last;

    /**
     * @param run names this run of the server: numbers of another mean nothing here
     */
    EventLog(String run, int most) {
        this.run = run;
        this.most = most;
    }

    LiveEvent add(String name, Optional<String> to, LiveEvent.Data data) {
        LiveEvent event = new LiveEvent(++last, name, to, data);
        kept.addLast(event);
        if (kept.size() > most) {
            kept.removeFirst();
        }
        return event;
    }

    /** Everything after this event; empty when that is no longer known. */
    Optional<List<LiveEvent>> after(String id) {
        int dash = id.lastIndexOf('-');
        if (dash < 0
                || !id.substring(0, dash).equals(run)
                || !id.substring(dash + 1).matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        long number = Long.parseLong(id.substring(dash + 1));
        long oldest = last - kept.size() + 1;
        if (number > last || number < oldest - 1) {
            return Optional.empty();
        }
        return Optional.of(
                kept.stream().filter(event -> event.number() > number).toList());
    }

    String run() {
        return run;
    }

    /** The id of the newest event. */
    String head() {
        return run + '-' + last;
    }
}
