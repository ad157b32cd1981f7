package bici.infra.simulation;

import bici.fleet.dock.Birth;
import bici.fleet.dock.DockState;
import bici.fleet.dock.RecordedFact;
import bici.fleet.ledger.BikeRow;
import bici.fleet.ledger.LedgerFleetDesk;
import bici.fleet.ledger.LedgerTransactions;
import bici.fleet.operations.Notices;
import bici.fleet.trip.Fares;
import bici.fleet.trip.Unlock;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.PrintedCode;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.TripId;
import bici.infra.simulation.memory.BirthRow;
import bici.infra.simulation.memory.CommandRow;
import bici.infra.simulation.memory.MemoryLedger;
import bici.infra.simulation.memory.MemoryView;
import bici.infra.simulation.memory.StationRow;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The database's twin in memory, with the city's stations, riders and cards in it. One thread. */
final class Twin implements Records {
    private final MemoryLedger ledger = new MemoryLedger();
    private final MemoryView view = ledger.view();

    Twin() {
        ledger.putTariff(new Fares.InForce(City.TARIFF, Instant.ofEpochSecond(1)));
        City.STATION_IDS.forEach(id -> ledger.takeIn(new StationId(id), City.DOCKS));
        new LedgerFleetDesk(ledger, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), Notices.none())
                .found(City.BIKE_IDS.stream().map(BikeId::new).toList());
        City.RIDER_IDS.forEach(id -> ledger.putRider(new RiderId(id), Optional.of(City.POLICY), false));
        for (int i = 0; i < City.CARDS; i++) {
            RiderId owner = new RiderId("C" + i);
            ledger.putRider(owner, Optional.of(City.POLICY), false);
            ledger.putCard(new CardId(City.CARD_IDS.get(i)), owner);
        }
    }

    LedgerTransactions transactions() {
        return ledger;
    }

    MemoryView view() {
        return view;
    }

    @Override
    public boolean isRecorded(FactId fact) {
        return Optional.ofNullable(view.journals(fact.station()).get(fact.journal()))
                .filter(journal -> journal.received().contains(fact.sequence()))
                .isPresent();
    }

    @Override
    public Collection<Birth> births() {
        return view.births().stream().map(BirthRow::birth).toList();
    }

    @Override
    public Collection<RecordedFact> facts() {
        return view.facts();
    }

    @Override
    public Collection<KeptTrip> trips() {
        List<KeptTrip> all = new ArrayList<>();
        view.openTrips().values().forEach(t -> all.add(new KeptTrip(t.bike(), t.trip(), t.rider())));
        view.finishedTrips().forEach(t -> all.add(new KeptTrip(t.bike(), t.trip(), t.rider())));
        return all;
    }

    @Override
    public long charged(TripId trip) {
        return view.charges(trip).stream().mapToLong(Fares.Entry::amountCop).sum();
    }

    @Override
    public Collection<DockState> docks() {
        return view.docks().values();
    }

    @Override
    public Collection<BikeRow> bikes() {
        return view.bikes().values();
    }

    @Override
    public StationFigures station(StationId station) {
        StationRow row = view.findStation(station).orElseThrow();
        return new StationFigures(
                row.online(), row.epoch(), row.bikes(), row.unreconciledEpoch().isEmpty());
    }

    @Override
    public Optional<Unlock> findUnlock(CommandId command) {
        return view.findCommand(command).map(CommandRow::unlock);
    }

    @Override
    public Optional<PrintedCode> findCode(DockId dock) {
        return view.findCode(dock);
    }

    @Override
    public Optional<PrintedCode> findCode(BikeId bike) {
        return view.findCode(bike);
    }

    @Override
    public int quarantined() {
        return view.quarantine().size();
    }
}
