package bici.infra.simulation.memory;

import bici.fleet.ledger.AvailabilityCounts;
import bici.fleet.ledger.BikeStates;
import bici.fleet.ledger.ChargeRecords;
import bici.fleet.ledger.CommandRecords;
import bici.fleet.ledger.DockStates;
import bici.fleet.ledger.FactLog;
import bici.fleet.ledger.FleetRecords;
import bici.fleet.ledger.Inventories;
import bici.fleet.ledger.LedgerTables;
import bici.fleet.ledger.Quarantine;
import bici.fleet.ledger.RulingRecords;
import bici.fleet.ledger.SessionRecords;
import bici.fleet.ledger.StationCursors;
import bici.fleet.ledger.TripRecords;
import bici.fleet.ledger.UnlockRecords;

/** The tables within one transaction. */
final class MemoryTables implements LedgerTables {
    private final Rows rows;
    private final MemoryBikes bikes;

    MemoryTables(Rows rows) {
        this.rows = rows;
        this.bikes = new MemoryBikes(rows);
    }

    void checkDeferred() {
        bikes.checkDeferred();
    }

    @Override
    public StationCursors cursors() {
        return new MemoryCursors(rows);
    }

    @Override
    public SessionRecords sessions() {
        return new MemorySessions(rows);
    }

    @Override
    public FactLog facts() {
        return new MemoryFacts(rows);
    }

    @Override
    public DockStates docks() {
        return new MemoryDocks(rows);
    }

    @Override
    public BikeStates bikes() {
        return bikes;
    }

    @Override
    public FleetRecords fleet() {
        return new MemoryFleet(rows);
    }

    @Override
    public TripRecords trips() {
        return new MemoryTrips(rows);
    }

    @Override
    public AvailabilityCounts availability() {
        return new MemoryAvailability(rows);
    }

    @Override
    public Inventories inventories() {
        return new MemoryInventories(rows);
    }

    @Override
    public Quarantine quarantine() {
        return new MemoryQuarantine(rows);
    }

    @Override
    public CommandRecords commands() {
        return new MemoryCommands(rows);
    }

    @Override
    public UnlockRecords unlocks() {
        return new MemoryUnlocks(rows);
    }

    @Override
    public RulingRecords rulings() {
        return new MemoryRulings(rows);
    }

    @Override
    public ChargeRecords charges() {
        return new MemoryCharges(rows);
    }
}
