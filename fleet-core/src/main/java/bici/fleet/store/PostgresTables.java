package bici.fleet.store;

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
import java.sql.Connection;

/** The tables by one connection, within one transaction. */
final class PostgresTables implements LedgerTables {
    private final Connection connection;
    private final String node;

    PostgresTables(Connection connection, String node) {
        this.connection = connection;
        this.node = node;
    }

    @Override
    public StationCursors cursors() {
        return new CursorTable(connection);
    }

    @Override
    public SessionRecords sessions() {
        return new SessionTable(connection, node);
    }

    @Override
    public FactLog facts() {
        return new FactTable(connection);
    }

    @Override
    public DockStates docks() {
        return new DockTable(connection);
    }

    @Override
    public BikeStates bikes() {
        return new BikeTable(connection);
    }

    @Override
    public FleetRecords fleet() {
        return new FleetTable(connection);
    }

    @Override
    public TripRecords trips() {
        return new TripTable(connection);
    }

    @Override
    public AvailabilityCounts availability() {
        return new AvailabilityTable(connection);
    }

    @Override
    public Inventories inventories() {
        return new InventoryTable(connection);
    }

    @Override
    public Quarantine quarantine() {
        return new QuarantineTable(connection);
    }

    @Override
    public CommandRecords commands() {
        return new CommandTable(connection);
    }

    @Override
    public UnlockRecords unlocks() {
        return new UnlockTable(connection);
    }

    @Override
    public RulingRecords rulings() {
        return new RulingTable(connection);
    }

    @Override
    public ChargeRecords charges() {
        return new ChargeTable(connection);
    }
}
