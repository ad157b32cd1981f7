package bici.infra.simulation;

import bici.fleet.dock.DockState;
import bici.fleet.dock.RecordedFact;
import bici.fleet.ledger.BikeRow;
import bici.fleet.trip.Whereabouts;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import bici.infra.simulation.Records.StationFigures;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is shown, against itself at any moment, and against the truth for every station that has told everything. */
final class Shown {
    private final Records records;
    private final Witness witness;
    private final VirtualNode node;
    /** Of stations shown on line without a connection when it was last looked. */
    private final Map<StationId, Long> abandonedEpochs = new HashMap<>();

    private final List<VirtualStation> stations;

    Shown(Records records, Witness witness, VirtualNode node, List<VirtualStation> stations) {
        this.node = node;
        this.records = records;
        this.witness = witness;
        this.stations = stations;
    }

    /** Each fact is there once, and docks, bikes and counts say the same: each commit leaves them so. */
    void check() {
        checkFacts();
        Map<DockId, BikeId> inDocks = new HashMap<>();
        for (DockState dock : records.docks()) {
            dock.bike().ifPresent(bike -> inDocks.put(dock.dock(), bike));
        }
        Map<DockId, BikeId> ofBikes = new HashMap<>();
        for (BikeRow row : records.bikes()) {
            if (row.whereabouts() instanceof Whereabouts.AtDock at) {
                BikeId other = ofBikes.put(at.dock(), row.bike());
                if (other != null) {
                    witness.wrong(Wrong.PLACE, row.bike() + " and " + other + " stand in " + at.dock());
                }
            }
        }
        ofBikes.forEach((dock, bike) -> {
            if (!bike.equals(inDocks.get(dock))) {
                witness.wrong(Wrong.PLACE, bike + " stands in " + dock + ", which holds " + inDocks.get(dock));
            }
        });
        for (VirtualStation station : stations) {
            checkFigures(station, inDocks);
        }
    }

    /** Not only at rest: a station whose facts are taken for new ones again and again tells them for ever. */
    private void checkFacts() {
        Set<FactId> known = new HashSet<>();
        for (RecordedFact fact : records.facts()) {
            if (!known.add(fact.fact().id())) {
                witness.wrong(Wrong.DUP, "fact " + fact.fact().id() + " is there twice");
            }
        }
    }

    private void checkFigures(VirtualStation station, Map<DockId, BikeId> inDocks) {
        StationId id = station.stationId();
        StationFigures figures = records.station(id);
        long held =
                inDocks.keySet().stream().filter(d -> d.station().equals(id)).count();
        if (figures.bikes() != held) {
            witness.wrong(Wrong.SHOWN, id + " shows " + figures.bikes() + " bikes, its docks hold " + held);
        }
        node.findPeer(id).filter(Peer::isAccepted).ifPresent(peer -> {
            if (!figures.online() || figures.epoch() != peer.epoch()) {
                witness.wrong(Wrong.SHOWN, id + " has session " + peer.epoch() + " and is shown as " + figures);
            }
        });
        checkAbsence(id, figures);
        boolean told = station.isAccepted()
                && station.memory().journal().waiting() == 0
                && figures.online()
                && figures.epoch() == station.epoch()
                && figures.reconciled();
        for (int dock = 1; told && dock <= City.DOCKS; dock++) {
            Optional<String> shown =
                    Optional.ofNullable(inDocks.get(new DockId(id, dock))).map(BikeId::value);
            if (!shown.equals(station.docks().findBike(dock))) {
                witness.wrong(
                        Wrong.SHOWN,
                        id + "/" + dock + " shows " + shown.orElse("nothing") + " and holds "
                                + station.docks().findBike(dock).orElse("nothing"));
            }
        }
    }

    /** A session without a connection is closed; seen twice in a row, it is not about to be. */
    private void checkAbsence(StationId id, StationFigures figures) {
        boolean abandoned =
                node.isWell() && figures.online() && node.findPeer(id).isEmpty();
        long epoch = abandoned ? figures.epoch() : -1;
        if (abandoned && epoch == abandonedEpochs.getOrDefault(id, -1L)) {
            witness.wrong(Wrong.SHOWN, id + " has no connection and is shown as " + figures);
        }
        abandonedEpochs.put(id, epoch);
    }

    /** At rest: every station is on line, has told everything and was held against its inventory. */
    void checkAtRest() {
        check();
        for (VirtualStation station : stations) {
            StationFigures figures = records.station(station.stationId());
            if (!station.isAccepted() || station.memory().journal().waiting() > 0) {
                witness.wrong(Wrong.STUCK, station.id() + " has not told everything");
            } else if (!figures.online() || figures.epoch() != station.epoch()) {
                witness.wrong(Wrong.SHOWN, station.id() + " is connected and shown as " + figures);
            } else if (!figures.reconciled()) {
                witness.wrong(Wrong.STUCK, "the inventory of " + station.id() + " was not held against its docks");
            }
        }
    }
}
