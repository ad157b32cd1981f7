package bici.infra.simulation.memory;

import bici.fleet.dock.BootClock;
import bici.fleet.dock.DockState;
import bici.fleet.dock.RecordedFact;
import bici.fleet.dock.TimeJudge.JudgedTime;
import bici.fleet.ledger.BikeRow;
import bici.fleet.ledger.Cursor;
import bici.fleet.ledger.Inventories.Sighting;
import bici.fleet.ledger.Quarantine;
import bici.fleet.ledger.StationCursors.BootKey;
import bici.fleet.trip.Fares;
import bici.fleet.trip.Registration;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.TripId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All tables, and what finds their rows quickly. */
final class Rows {
    final Undo undo = new Undo();
    final Table<StationId, StationRow> stations = Table.of("station", undo);
    final Table<StationId, Instant> pending = Table.of("pending_station", undo);
    final Table<StationId, Map<Integer, Cursor.Journal>> journals = Table.of("station_journal", undo);
    final Table<BootKey, BootClock> clocks = new Table<>(
            "clock_segment",
            undo,
            Comparator.comparing(BootKey::station)
                    .thenComparingInt(BootKey::journal)
                    .thenComparingInt(BootKey::boot));
    final Table<BirthRow.Key, BirthRow> births = Table.of("birth", undo);

    final Log<BikeId, Sighting> sightings = new Log<>(undo);

    final Table<FactKey, RecordedFact> facts = Table.of("fact", undo);
    final Log<BikeId, RecordedFact> stepsOfBike = new Log<>(undo);
    final Log<DockId, RecordedFact> factsOfDock = new Log<>(undo);
    final Log<StationId, RecordedFact> stepsAtStation = new Log<>(undo);

    /** Of those that were judged anew, the newest. */
    final Table<FactId, JudgedTime> times = Table.of("fact_time", undo);

    final Table<DockId, DockState> docks = Table.of("dock", undo);
    final Table<BikeId, BikeRow> bikes = Table.of("bike", undo);
    final Table<BikeId, Instant> retired = Table.of("bike retired", undo);
    final Index<DockId, BikeId> bikesInDock = new Index<>(undo);
    final Table<FactId, KeptTrip> openTrips = Table.of("open_trip", undo);
    final Table<BikeId, FactId> ridingBikes = Table.of("one_open_trip_a_bike", undo);
    final Index<RiderId, FactId> ridingOf = new Index<>(undo);
    final Table<FactId, KeptTrip> trips = Table.of("trip", undo);
    final Index<RiderId, TripId> tripsOf = new Index<>(undo);
    final Log<String, KeptTrip.Correction> corrections = new Log<>(undo);
    final Table<CountRow, Integer> availability = Table.of("availability", undo);
    final Log<String, Quarantine.Entry> quarantine = new Log<>(undo);

    final Table<RiderId, RiderRow> riders = Table.of("rider", undo);
    final Table<CardId, RiderId> cards = Table.of("card", undo);
    final Table<CommandId, CommandRow> commands = Table.of("command", undo);
    final Table<CommandId, StationId> undecided = Table.of("command_undecided", undo);
    final Table<BikeId, CommandId> heldBikes = Table.of("one_unlock_a_bike", undo);
    final Table<DockId, CommandId> heldDocks = Table.of("one_unlock_a_dock", undo);
    final Table<RiderId, CommandId> heldRiders = Table.of("one_unlock_a_rider", undo);
    final Table<RequestRow.Key, RequestRow> requests = Table.of("unlock_request", undo);
    final Log<RiderId, RequestRow> requestsOf = new Log<>(undo);
    final Table<String, StaffId> staff = Table.of("staff", undo);
    final Table<String, RulingRow> rulings = Table.of("ruling", undo);
    final Log<BikeId, RulingRow> rulingsOf = new Log<>(undo);
    final Table<Instant, Fares.InForce> tariffs = Table.of("tariff", undo);
    final Log<TripId, Fares.Entry> charges = new Log<>(undo);
    final PrintedCodes codes = new PrintedCodes(undo);

    /** Of bikes that were never heard of before. */
    Registration unheardOf = Registration.NONE;

    /** A fact at the time that counts. */
    RecordedFact timed(RecordedFact recorded) {
        return times.find(recorded.fact().id()).map(recorded::judged).orElse(recorded);
    }

    List<RecordedFact> timed(Collection<RecordedFact> recorded) {
        return recorded.stream().map(this::timed).toList();
    }

    /** Of logs that concern nothing in particular. */
    static final String ALL = "all";

    /** In their order. */
    List<BirthRow> births(StationId station) {
        List<BirthRow> ofStation = new ArrayList<>();
        for (BirthRow birth : births.from(new BirthRow.Key(station, 0)).values()) {
            if (!birth.taken().station().equals(station)) {
                break;
            }
            ofStation.add(birth);
        }
        return ofStation;
    }

    /** Open or finished. */
    Optional<KeptTrip> findTrip(TripId trip) {
        FactId opening = trip.opening();
        return openTrips.find(opening).or(() -> trips.find(opening));
    }
}
