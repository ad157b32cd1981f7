package bici.infra.simulation.memory;

import bici.fleet.ledger.Quarantine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What was set aside. */
final class MemoryQuarantine implements Quarantine {
    private final Rows rows;

    MemoryQuarantine(Rows rows) {
        this.rows = rows;
    }

    @Override
    public void add(Collection<Entry> entries) {
        List<Entry> known = new ArrayList<>(rows.quarantine.of(Rows.ALL));
        for (Entry entry : entries) {
            if (known.stream().noneMatch(k -> repeats(entry, k))) {
                rows.quarantine.add(Rows.ALL, entry);
            }
        }
    }

    private static boolean repeats(Entry entry, Entry known) {
        return entry.reject().reason().equals(SEQUENCE_CONFLICT)
                && known.reject().reason().equals(SEQUENCE_CONFLICT)
                && entry.reject().id().isPresent()
                && entry.reject().id().equals(known.reject().id())
                && entry.reject().payload().equals(known.reject().payload());
    }
}
