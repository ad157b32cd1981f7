package bici.fleet.ledger;

/**
 * The rows of one open transaction. Every method of these ports works on whole sets, so that the number of statements does
 * not depend on the number of facts; each is used by one thread and only until its transaction ends.
 */
public interface LedgerTables {
    StationCursors cursors();

    SessionRecords sessions();

    FactLog facts();

    DockStates docks();

    BikeStates bikes();

    FleetRecords fleet();

    TripRecords trips();

    AvailabilityCounts availability();

    Inventories inventories();

    Quarantine quarantine();

    CommandRecords commands();

    UnlockRecords unlocks();

    RulingRecords rulings();

    ChargeRecords charges();
}
