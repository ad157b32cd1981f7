package bici.infra.contract;

import bici.fleet.ledger.LedgerCommandQueue;
import bici.fleet.ledger.LedgerRulingDesk;
import bici.fleet.ledger.LedgerTransactions;
import bici.fleet.ledger.LedgerUnlockDesk;
import bici.fleet.ledger.RecordingLedger;
import bici.fleet.operations.Notice;
import bici.fleet.trip.Fares;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.PrintedCode;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.StationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One that keeps the ledger's rows, and the real core over it. */
abstract class Subject implements AutoCloseable {
    static final String POLICY = "2026-11";

    final List<Notice> notices = new ArrayList<>();
    private final LedgerTransactions transactions;
    final RecordingLedger ledger;
    final LedgerUnlockDesk desk;
    final LedgerCommandQueue queue;
    final LedgerRulingDesk rulings;
    private int commands;

    Subject(LedgerTransactions transactions) {
        this.transactions = transactions;
        this.ledger = new RecordingLedger(transactions, (card, version, proof) -> !proof.equals("wrong"), notices::add);
        this.desk = new LedgerUnlockDesk(transactions, notices::add, POLICY, this::nextCommand);
        this.queue = new LedgerCommandQueue(transactions, notices::add);
        this.rulings = new LedgerRulingDesk(transactions, notices::add);
    }

    private CommandId nextCommand() {
        commands++;
        return new CommandId("cmd-%05d".formatted(commands));
    }

    LedgerTransactions transactions() {
        return transactions;
    }

    abstract void takeIn(StationId station, int capacity);

    abstract void retire(StationId station);

    abstract void putRider(RiderId rider, Optional<String> consent, boolean suspended);

    abstract void putCard(CardId card, RiderId rider);

    abstract void putStaff(StaffId staff);

    abstract void putTariff(Fares.InForce tariff);

    abstract PrintedCode code(BikeId bike);

    abstract PrintedCode code(DockId dock);

    abstract List<String> lines(Shown shown);

    /** Everything that is kept, a line a row. */
    SortedMap<String, List<String>> state() {
        SortedMap<String, List<String>> state = new TreeMap<>();
        for (Shown shown : Shown.values()) {
            state.put(shown.name(), lines(shown).stream().sorted().toList());
        }
        return state;
    }

    /** What is told since the last time, in no order. */
    List<String> takeNotices() {
        List<String> told = notices.stream().map(Notice::toString).sorted().toList();
        notices.clear();
        return told;
    }

    static Map<String, Subject> both() {
        Map<String, Subject> both = new TreeMap<>();
        both.put("memory", new MemorySubject());
        both.put("postgres", new PostgresSubject());
        return both;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName();
    }

    @Override
    public abstract void close();
}
