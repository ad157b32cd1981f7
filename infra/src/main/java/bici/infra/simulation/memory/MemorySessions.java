package bici.infra.simulation.memory;

import bici.fleet.dock.Birth;
import bici.fleet.dock.BootClock;
import bici.fleet.dock.BootClock.Segment;
import bici.fleet.dock.DockState.AsOf;
import bici.fleet.dock.HealthReading;
import bici.fleet.ledger.Inventories.Taken;
import bici.fleet.ledger.SessionRecords;
import bici.fleet.ledger.StationCursors.BootKey;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Births and sessions. Telemetry leaves no more than the time it was heard at. */
final class MemorySessions implements SessionRecords {
    private final Rows rows;

    MemorySessions(Rows rows) {
        this.rows = rows;
    }

    @Override
    public Optional<Standing> find(StationId station) {
        return rows.stations
                .find(station)
                .map(row -> new Standing(row.retired(), row.epoch(), row.last().journal(), row.nonce(), row.online()));
    }

    @Override
    public void notePending(StationId station, Instant at) {
        rows.pending.put(station, at);
    }

    @Override
    public void open(Birth birth, long epoch, Optional<Segment> begun, Instant at) {
        StationId station = birth.station();
        Birth.Clock clock = birth.clock();
        rows.stations.put(station, rows.stations.get(station).opened(epoch, birth.nonce(), clock.arrivedAt()));
        Taken taken = new Taken(station, epoch, new AsOf(birth.journal(), birth.asOf()), at, clock.arrivedAt());
        rows.births.insert(new BirthRow.Key(station, epoch), new BirthRow(taken, birth, false));
        BootKey boot = new BootKey(station, birth.journal(), birth.boot());
        begun.ifPresent(segment -> rows.clocks.put(
                boot, rows.clocks.find(boot).orElse(BootClock.UNKNOWN).with(segment)));
    }

    @Override
    public boolean close(StationId station, long epoch, Instant at, String why) {
        Optional<StationRow> open = rows.stations.find(station).filter(row -> row.online() && row.epoch() == epoch);
        open.ifPresent(row -> rows.stations.put(station, row.closed()));
        return open.isPresent();
    }

    @Override
    public void closeAll(Instant at) {
        for (StationRow row : List.copyOf(rows.stations.rows())) {
            if (row.online()) {
                rows.stations.put(row.station(), row.closed());
            }
        }
    }

    @Override
    public void noteHeard(Map<StationId, Instant> heard) {
        heard.forEach((station, at) ->
                rows.stations.find(station).ifPresent(row -> rows.stations.put(station, row.heard(at))));
    }

    @Override
    public void addHealth(Collection<HealthReading> readings) {
        // Nothing follows from telemetry.
    }
}
