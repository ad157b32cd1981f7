package bici.infra.simulation.memory;

import bici.fleet.dock.DockState;
import bici.fleet.dock.RecordedFact;
import bici.fleet.ledger.BikeRow;
import bici.fleet.ledger.Cursor;
import bici.fleet.ledger.Quarantine;
import bici.fleet.trip.Fares;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.PrintedCode;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.TripId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is kept, to be looked at between transactions. Always as of now. */
public final class MemoryView {
    private final Rows rows;

    MemoryView(Rows rows) {
        this.rows = rows;
    }

    public Collection<StationRow> stations() {
        return rows.stations.rows();
    }

    public Optional<StationRow> findStation(StationId station) {
        return rows.stations.find(station);
    }

    /** Sequences of a station's journals, by journal. */
    public Map<Integer, Cursor.Journal> journals(StationId station) {
        return rows.journals.find(station).orElse(Map.of());
    }

    public Collection<BirthRow> births() {
        return rows.births.rows();
    }

    /** By identity, at the times that count. */
    public Collection<RecordedFact> facts() {
        return rows.timed(rows.facts.rows());
    }

    public Map<DockId, DockState> docks() {
        return rows.docks.all();
    }

    public Map<BikeId, BikeRow> bikes() {
        return rows.bikes.all();
    }

    /** By the fact that opened them; riding, or of unknown end. */
    public Map<FactId, KeptTrip> openTrips() {
        return rows.openTrips.all();
    }

    public Collection<KeptTrip> finishedTrips() {
        return rows.trips.rows();
    }

    public List<KeptTrip.Correction> corrections() {
        return rows.corrections.of(Rows.ALL);
    }

    public Collection<RulingRow> rulings() {
        return rows.rulings.rows();
    }

    /** Entries of a trip, in order. */
    public List<Fares.Entry> charges(TripId trip) {
        return rows.charges.of(trip);
    }

    /** Bikes in a station after each fact that changed their number, by that fact. */
    public Map<FactId, Counted> availability() {
        Map<FactId, Counted> counts = new TreeMap<>();
        rows.availability
                .all()
                .forEach((row, bikes) -> counts.put(
                        new FactId(row.station(), row.journal(), row.sequence()), new Counted(row.at(), bikes)));
        return counts;
    }

    /** A count of bikes. */
    public record Counted(Instant at, int bikes) {}

    public List<Quarantine.Entry> quarantine() {
        return rows.quarantine.of(Rows.ALL);
    }

    public Optional<CommandRow> findCommand(CommandId command) {
        return rows.commands.find(command);
    }

    public Collection<CommandRow> commands() {
        return rows.commands.rows();
    }

    public Collection<RequestRow> requests() {
        return rows.requests.rows();
    }

    public Optional<PrintedCode> findCode(BikeId bike) {
        return rows.codes.find(bike);
    }

    public Optional<PrintedCode> findCode(DockId dock) {
        return rows.codes.find(dock);
    }
}
