package bici.infra.simulation.memory;

import bici.fleet.dock.Birth.DockReading;
import bici.fleet.dock.DockState;
import bici.fleet.dock.DockState.AsOf;
import bici.fleet.dock.RecordedFact;
import bici.fleet.ledger.DockStates;
import bici.fleet.ledger.Inventories.Taken;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Docks and what was recorded of them. */
final class MemoryDocks implements DockStates {
    private final Rows rows;

    MemoryDocks(Rows rows) {
        this.rows = rows;
    }

    /** Where something stands in its station's own order. */
    record Position(AsOf asOf, long epoch, long nth, Instant at) implements Comparable<Position> {
        /** What was inferred stands right after the fact that its inventory is as of, by its birth. */
        static Position of(Rows rows, RecordedFact recorded) {
            FactId id = recorded.fact().id();
            if (id.journal() != FactId.INFERRED) {
                return new Position(new AsOf(id.journal(), id.sequence()), 0, 0, recorded.at());
            }
            long epoch = recorded.evidenceEpoch().orElseThrow();
            AsOf asOf = rows.births
                    .get(new BirthRow.Key(id.station(), epoch))
                    .taken()
                    .asOf();
            return new Position(asOf, epoch, id.sequence(), recorded.at());
        }

        @Override
        public int compareTo(Position other) {
            int order = asOf.compareTo(other.asOf);
            if (order == 0) {
                order = Long.compare(epoch, other.epoch);
            }
            if (order == 0) {
                order = Long.compare(nth, other.nth);
            }
            return order == 0 ? at.compareTo(other.at) : order;
        }
    }

    @Override
    public Map<DockId, DockState> load(Collection<DockId> docks) {
        Map<DockId, DockState> states = new TreeMap<>();
        docks.forEach(dock -> states.put(dock, rows.docks.find(dock).orElse(DockState.unknown(dock))));
        return states;
    }

    private record Placed(Position position, Entry entry) {}

    @Override
    public List<Entry> loadHistories(Collection<DockId> docks) {
        List<Entry> entries = new ArrayList<>();
        for (DockId dock : docks) {
            List<Placed> placed = new ArrayList<>();
            for (RecordedFact recorded : rows.timed(rows.factsOfDock.of(dock))) {
                if (recorded.fact().id().isShown()) {
                    continue;
                }
                Position position = Position.of(rows, recorded);
                Told told = new Told.Happened(
                        recorded.fact().event(), recorded.evidenceEpoch().isPresent());
                placed.add(new Placed(position, new Entry(dock, position.asOf(), recorded.at(), told)));
            }
            for (BirthRow birth : rows.births(dock.station())) {
                if (birth.reconciled()) {
                    addReading(placed, dock, birth);
                }
            }
            placed.sort(Comparator.comparing(Placed::position));
            placed.forEach(p -> entries.add(p.entry()));
        }
        return entries;
    }

    private static void addReading(List<Placed> placed, DockId dock, BirthRow birth) {
        Taken taken = birth.taken();
        for (DockReading reading : birth.docks()) {
            if (reading.dock() == dock.number()) {
                placed.add(new Placed(
                        new Position(taken.asOf(), taken.epoch(), Long.MAX_VALUE, taken.at()),
                        new Entry(dock, taken.asOf(), taken.at(), new Told.Read(taken, reading))));
            }
        }
    }

    @Override
    public void write(Collection<DockState> states) {
        for (DockState state : states) {
            state.fault().ifPresent(Checks::requireSayable);
            rows.docks.put(state.dock(), state);
            rows.codes.meet(state.dock());
        }
    }
}
