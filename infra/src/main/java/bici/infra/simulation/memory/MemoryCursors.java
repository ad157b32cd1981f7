package bici.infra.simulation.memory;

import bici.fleet.dock.TimeJudge.Anchor;
import bici.fleet.ledger.Cursor;
import bici.fleet.ledger.StationCursors;
import bici.fleet.vocabulary.SequenceSet;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
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
    public Map<BootKey, Anchor> loadAnchors(Set<BootKey> boots) {
        Map<BootKey, Anchor> anchors = new HashMap<>();
        boots.forEach(boot -> rows.boots.find(boot).ifPresent(anchor -> anchors.put(boot, anchor)));
        return anchors;
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
