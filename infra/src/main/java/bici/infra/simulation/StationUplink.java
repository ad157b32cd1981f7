package bici.infra.simulation;

import bici.wire.UpMessage;
import bici.wire.WireFact;
import bici.wire.WireFact.Happening;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a station sends next on its line: at most eight messages wait for their acknowledgement, and a fact stays waiting
 * until its own comes. One thread.
 */
final class StationUplink {
    private static final int WINDOW = 8;
    private static final int FACTS_AT_ONCE = 60;

    private final StationMemory memory;
    private final Deque<UpMessage> urgent = new ArrayDeque<>();
    private final Map<Integer, UpMessage> inFlight = new HashMap<>();
    private int packets;
    private long next = 1;

    StationUplink(StationMemory memory) {
        this.memory = memory;
    }

    /** A new line: what was under way is forgotten, what waits is sent from its beginning. */
    void restart() {
        urgent.clear();
        inFlight.clear();
        next = 1;
    }

    void send(UpMessage message) {
        urgent.addLast(message);
    }

    void pump(Line line, boolean accepted) {
        while (inFlight.size() < WINDOW) {
            UpMessage message = urgent.pollFirst();
            if (message == null && accepted) {
                message = nextFacts();
            }
            if (message == null) {
                return;
            }
            packets = packets % 65_535 + 1;
            inFlight.put(packets, message);
            line.up(message, packets);
        }
    }

    /** Null when nothing waits. */
    private UpMessage.@org.jspecify.annotations.Nullable Facts nextFacts() {
        Journal journal = memory.journal();
        List<WireFact> facts = new ArrayList<>();
        next = journal.nextWaiting(next);
        while (next <= journal.last() && facts.size() < FACTS_AT_ONCE) {
            facts.add(journal.get(next));
            next = journal.nextWaiting(next + 1);
        }
        return facts.isEmpty() ? null : new UpMessage.Facts(journal.number(), facts);
    }

    void acknowledged(int packet) {
        UpMessage message = inFlight.remove(packet);
        Journal journal = memory.journal();
        if (message instanceof UpMessage.Facts facts && facts.journal() == journal.number()) {
            facts.facts().forEach(fact -> journal.acknowledge(fact.sequence()));
        }
    }

    /** What was asked for again, as far as it is there; what is not is told as lost. */
    void sendAgain(int number, long from, long to) {
        Journal journal = memory.journal();
        if (number != journal.number()) {
            return;
        }
        List<WireFact> facts = new ArrayList<>();
        for (long sequence = from; sequence <= Math.min(to, journal.last()); sequence++) {
            if (!journal.isDestroyed(sequence)) {
                facts.add(journal.get(sequence));
            } else if (sequence == from || !journal.isDestroyed(sequence - 1)) {
                long end = sequence;
                while (end < to && journal.isDestroyed(end + 1)) {
                    end++;
                }
                memory.write(new Happening.Lost(sequence, end), false);
            }
        }
        if (!facts.isEmpty()) {
            urgent.addLast(new UpMessage.Facts(number, facts));
        }
    }
}
