package bici.infra.simulation.memory;

import bici.fleet.dock.Birth;
import bici.fleet.dock.BootClock;
import bici.fleet.dock.BootClock.Segment;
import bici.fleet.ledger.Cursor;
import bici.fleet.ledger.StationCursors;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.SequenceSet;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Stations' cursors; a cursor handed out is a copy. */
final class MemoryCursors implements StationCursors {
    private final Rows rows;

    MemoryCursors(Rows rows) {
        this.rows = rows;
    }

    @Override
    public Map<StationId, Cursor> lock(Collection<StationId> stations) {
        Map<StationId, Cursor> cursors = new TreeMap<>();
        for (StationId station : stations) {
            rows.stations.find(station).ifPresent(row -> cursors.put(station, cursor(row)));
        }
        return cursors;
    }

    private Cursor cursor(StationRow row) {
        Cursor cursor = new Cursor(row.station(), row.last(), row.bikes(), row.inferred(), row.unreconciledEpoch());
        cursor.journals().putAll(copy(rows.journals.find(row.station()).orElse(Map.of())));
        return cursor;
    }

    private static Map<Integer, Cursor.Journal> copy(Map<Integer, Cursor.Journal> journals) {
        Map<Integer, Cursor.Journal> copies = new TreeMap<>();
        SequenceSet none = new SequenceSet();
        journals.forEach((number, journal) -> copies.put(
                number,
                new Cursor.Journal(
                        journal.received().union(none), journal.excused().union(none))));
        return copies;
    }

    @Override
    public Map<BootKey, BootClock> loadClocks(Set<BootKey> boots) {
        Map<BootKey, BootClock> clocks = new HashMap<>();
        boots.forEach(boot -> rows.clocks.find(boot).ifPresent(clock -> clocks.put(boot, agreed(boot, clock))));
        return clocks;
    }

    private BootClock agreed(BootKey boot, BootClock clock) {
        List<Segment> segments = new ArrayList<>(clock.segments());
        for (int i = 0; i < segments.size(); i++) {
            Segment one = segments.get(i);
            long next = i + 1 < segments.size() ? segments.get(i + 1).epoch() : Long.MAX_VALUE;
            long agreedTo = rows.births(boot.station()).stream()
                    .filter(row ->
                            row.taken().epoch() >= one.epoch() && row.taken().epoch() < next)
                    .map(BirthRow::birth)
                    .filter(birth -> birth.journal() == boot.journal() && birth.boot() == boot.boot())
                    .mapToLong(Birth::asOf)
                    .reduce((first, last) -> last)
                    .orElse(one.asOf());
            segments.set(i, new Segment(one.epoch(), one.asOf(), agreedTo, one.anchor()));
        }
        return new BootClock(segments);
    }

    @Override
    public Map<FactId, Around> findBirthsAround(Map<FactId, Instant> arrivals) {
        Map<FactId, Around> around = new HashMap<>();
        arrivals.forEach((fact, arrivedAt) -> around.put(fact, around(fact, arrivedAt)));
        return around;
    }

    private Around around(FactId fact, Instant arrivedAt) {
        Optional<Birth> before = Optional.empty();
        Optional<Birth> after = Optional.empty();
        for (Birth birth : birthsOf(fact, arrivedAt)) {
            if (birth.asOf() >= fact.sequence()) {
                after = after.filter(found -> found.asOf() <= birth.asOf()).or(() -> Optional.of(birth));
            } else {
                before = before.filter(found -> found.asOf() > birth.asOf()).or(() -> Optional.of(birth));
            }
        }
        return new Around(
                before.map(birth -> birth.clock().notBefore()),
                after.map(birth -> birth.clock().arrivedAt()));
    }

    private List<Birth> birthsOf(FactId fact, Instant arrivedAt) {
        List<Birth> births = new ArrayList<>();
        for (Map.Entry<BirthRow.Key, BirthRow> row :
                rows.births.from(new BirthRow.Key(fact.station(), 0)).entrySet()) {
            if (!row.getKey().station().equals(fact.station())) {
                break;
            }
            Birth birth = row.getValue().birth();
            if (birth.journal() == fact.journal() && !birth.clock().arrivedAt().isAfter(arrivedAt)) {
                births.add(birth);
            }
        }
        return births;
    }

    @Override
    public void write(Collection<Cursor> cursors, Optional<Instant> heardAt) {
        for (Cursor cursor : cursors) {
            Checks.require(cursor.journals().keySet().stream().allMatch(number -> number >= 1), "journals from 1");
            rows.journals.put(cursor.station(), copy(cursor.journals()));
            StationRow told = rows.stations
                    .get(cursor.station())
                    .told(cursor.last(), cursor.bikes(), cursor.inferred(), cursor.unreconciledEpoch());
            rows.stations.put(cursor.station(), heardAt.map(told::heard).orElse(told));
        }
    }
}
