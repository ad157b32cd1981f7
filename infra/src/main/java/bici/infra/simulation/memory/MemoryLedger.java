package bici.infra.simulation.memory;

import bici.fleet.dock.LedgerUnavailable;
import bici.fleet.ledger.LedgerTransactions;
import bici.fleet.trip.Fares;
import bici.fleet.trip.Registration;
import bici.fleet.trip.Tariff;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The database's twin in memory: the ledger's transactions over maps with the same keys and checks. It survives the crash
 * of those who use it, as a database does. One thread; equal calls give equal rows.
 */
public final class MemoryLedger implements LedgerTransactions {
    private final Rows rows = new Rows();
    private final Supplier<Fault> faults;

    public MemoryLedger() {
        this(() -> Fault.NONE);
    }

    /**
     * A ledger whose transactions fail.
     *
     * @param faults asked once before each transaction
     */
    public MemoryLedger(Supplier<Fault> faults) {
        this.faults = faults;
        putTariff(new Fares.InForce(Tariff.pilot(), Instant.EPOCH));
    }

    /** For a world that makes bikes up as it goes: each is of the fleet since ever. */
    public MemoryLedger knowingEveryBike() {
        rows.unheardOf = Registration.SINCE_EVER;
        return this;
    }

    /**
     * Runs and commits.
     *
     * @throws Crashed when the process that called dies here: whoever plays it must start it anew
     */
    @Override
    public <T> T run(Work<T> work) {
        Fault fault = faults.get();
        if (fault == Fault.UNAVAILABLE) {
            throw unavailable(fault);
        }
        T result = commit(work, fault);
        return switch (fault) {
            case UNKNOWN_COMMIT -> throw unavailable(fault);
            case CRASH_AFTER_COMMIT -> throw new Crashed(fault);
            case NONE, UNAVAILABLE, CRASH_BEFORE_COMMIT -> result;
        };
    }

    private <T> T commit(Work<T> work, Fault fault) {
        try {
            MemoryTables tables = new MemoryTables(rows);
            T result = work.in(tables);
            if (fault == Fault.CRASH_BEFORE_COMMIT) {
                throw new Crashed(fault);
            }
            tables.checkDeferred();
            rows.undo.commit();
            return result;
        } catch (RuntimeException e) {
            rows.undo.rollback();
            throw e;
        }
    }

    private static LedgerUnavailable unavailable(Fault fault) {
        return new LedgerUnavailable("the database cannot be used now: " + fault, new IllegalStateException("played"));
    }

    /** Takes a station in, as an operator does. */
    public void takeIn(StationId station, int capacity) {
        set(() -> rows.stations.insert(station, StationRow.takenIn(station, capacity)));
    }

    public void retire(StationId station) {
        set(() -> rows.stations.put(station, rows.stations.get(station).retire()));
    }

    /**
     * Makes a rider, or changes one.
     *
     * @param consent version of the data policy agreed to last
     */
    public void putRider(RiderId rider, Optional<String> consent, boolean suspended) {
        set(() -> rows.riders.put(rider, new RiderRow(rider, suspended, consent)));
    }

    public void putCard(CardId card, RiderId rider) {
        set(() -> rows.cards.put(card, rider));
    }

    public void putStaff(StaffId staff) {
        set(() -> rows.staff.put(staff.value(), staff));
    }

    public final void putTariff(Fares.InForce tariff) {
        set(() -> rows.tariffs.insert(tariff.validFrom(), tariff));
    }

    /** Outside of all transactions, and never failing. */
    private void set(Runnable change) {
        change.run();
        rows.undo.commit();
    }

    /** What is committed. */
    public MemoryView view() {
        return new MemoryView(rows);
    }
}
