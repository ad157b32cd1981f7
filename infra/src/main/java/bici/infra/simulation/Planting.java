package bici.infra.simulation;

import bici.fleet.dock.StationLedger;
import bici.fleet.ledger.LedgerCommandQueue;
import bici.fleet.ledger.LedgerTransactions;
import bici.fleet.ledger.LedgerUnlockDesk;
import bici.fleet.ledger.RecordingLedger;
import bici.fleet.operations.CommandQueue;
import bici.fleet.operations.Notices;
import bici.fleet.trip.UnlockDesk;
import bici.fleet.vocabulary.CommandId;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes the core, whole or with one bug planted in its ports. The core's own code is the same either way: a bug is a
 * wrapper around what it stands on or around what it offers.
 */
final class Planting {
    private Planting() {}

    static Core core(World world, Database database, Notices notices, Witness witness, Optional<Planted> planted) {
        LedgerTransactions transactions = planted.<LedgerTransactions>map(bug -> new BrokenTables(database, bug))
                .orElse(database);
        int[] commands = {0};
        StationLedger ledger = new RecordingLedger(transactions, City.proofs(), notices);
        UnlockDesk desk = new LedgerUnlockDesk(
                transactions,
                notices,
                City.POLICY,
                () -> new CommandId(String.format(Locale.ROOT, "c-%05d", ++commands[0])));
        CommandQueue queue = new WatchedQueue(new LedgerCommandQueue(transactions, notices), witness);
        return planted.map(bug -> BrokenPorts.around(new Core(ledger, desk, queue), bug))
                .orElse(new Core(ledger, desk, queue));
    }
}
