package bici.infra.simulation;

import bici.fleet.dock.StationLedger;
import bici.fleet.operations.CommandQueue;
import bici.fleet.trip.UnlockDesk;

/** The real core, as the node meets it. */
record Core(StationLedger ledger, UnlockDesk desk, CommandQueue queue) {}
