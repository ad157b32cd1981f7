package bici.simulator.station;

import bici.wire.FactBatches;
import bici.wire.StationCodec;
import bici.wire.UpMessage;
import bici.wire.WireFact;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What goes out next on a connection. At most eight messages wait for their acknowledgement, so the client library is
 * never the outbox; the journal's mark moves on when everything before was acknowledged. Not for more than one thread.
 */
final class Uplink {
    static final int WINDOW = 8;

    private final StationJournal journal;
    private final Consumer<Outgoing> publish;
    private final Deque<Outgoing> urgent = new ArrayDeque<>();
    private final Deque<Outgoing> batches = new ArrayDeque<>();
    /** By ticket, in the order they went out; true once acknowledged. */
    private final Map<Outgoing, Boolean> inFlight = new LinkedHashMap<>();

    private long nextSequence;
    private boolean open;

    Uplink(StationJournal journal, Consumer<Outgoing> publish) {
        this.journal = journal;
        this.publish = publish;
        this.nextSequence = journal.acknowledged() + 1;
    }

    /** A new connection: nothing is under way, facts wait for {@link #open()}. */
    void restart() {
        urgent.clear();
        batches.clear();
        inFlight.clear();
        open = false;
        nextSequence = journal.acknowledged() + 1;
    }

    /** The station was accepted: facts may go. */
    void open() {
        open = true;
        pump();
    }

    void send(UpMessage message) {
        urgent.add(new Outgoing(message.kind(), StationCodec.encode(message), Outgoing.NO_FACTS));
        pump();
    }

    /** Facts that were asked for again, as far as they are still there. */
    void sendAgain(long from, long to) {
        long next = Math.max(from, journal.firstSequence());
        while (next <= to) {
            int wanted = (int) Math.min(UpMessage.Facts.MAX_FACTS, to - next + 1);
            List<WireFact> facts = journal.read(next, wanted).stream()
                    .filter(fact -> fact.sequence() <= to)
                    .toList();
            if (facts.isEmpty()) {
                break;
            }
            FactBatches.cut(journal.number(), facts)
                    .forEach(batch -> urgent.add(new Outgoing("facts", batch.payload(), Outgoing.NO_FACTS)));
            next = facts.getLast().sequence() + 1;
        }
        pump();
    }

    void acknowledged(Outgoing message) {
        if (inFlight.replace(message, true) == null) {
            return;
        }
        while (!inFlight.isEmpty()) {
            Map.Entry<Outgoing, Boolean> oldest = inFlight.entrySet().iterator().next();
            if (!oldest.getValue()) {
                break;
            }
            if (oldest.getKey().upToSequence() != Outgoing.NO_FACTS) {
                journal.acknowledge(oldest.getKey().upToSequence());
            }
            inFlight.remove(oldest.getKey());
        }
        pump();
    }

    /** Fills the window. */
    void pump() {
        while (inFlight.size() < WINDOW) {
            Optional<Outgoing> next = findNext();
            if (next.isEmpty()) {
                return;
            }
            inFlight.put(next.get(), false);
            publish.accept(next.get());
        }
    }

    private Optional<Outgoing> findNext() {
        if (!urgent.isEmpty()) {
            return Optional.of(urgent.remove());
        }
        if (!open) {
            return Optional.empty();
        }
        if (batches.isEmpty()) {
            cutNext();
        }
        return Optional.ofNullable(batches.poll());
    }

    private void cutNext() {
        List<WireFact> facts = journal.read(nextSequence, UpMessage.Facts.MAX_FACTS);
        if (facts.isEmpty()) {
            return;
        }
        for (FactBatches.Batch batch : FactBatches.cut(journal.number(), facts)) {
            long upTo = batch.facts().facts().getLast().sequence();
            batches.add(new Outgoing("facts", batch.payload(), upTo));
        }
        nextSequence = facts.getLast().sequence() + 1;
    }
}
