package bici.fleet.ledger;

import bici.fleet.dock.Birth;
import bici.fleet.dock.Delivery;
import bici.fleet.dock.Fact;
import bici.fleet.dock.HealthReading;
import bici.fleet.dock.Receipt;
import bici.fleet.dock.Reject;
import bici.fleet.dock.Session;
import bici.fleet.dock.StationLedger;
import bici.fleet.operations.Notice;
import bici.fleet.operations.Notices;
import bici.fleet.operations.ProofCheck;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The station ledger over its ports. Notices are told after the commit, on the caller's thread. */
public class RecordingLedger implements StationLedger {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingLedger.class);

    /** Whoever records facts of one of them waits until all are noted. */
    private static final int HEARD_AT_A_TIME = 250;

    private final LedgerTransactions transactions;
    private final ProofCheck proofs;
    private final ClaimCheck claims;
    private final Notices notices;

    public RecordingLedger(LedgerTransactions transactions, ProofCheck proofs, Notices notices) {
        this(transactions, proofs, ClaimCheck.BY_RECORD, notices);
    }

    /** With another judge of what stations say of commands. */
    public RecordingLedger(LedgerTransactions transactions, ProofCheck proofs, ClaimCheck claims, Notices notices) {
        this.transactions = transactions;
        this.proofs = proofs;
        this.claims = claims;
        this.notices = notices;
    }

    @Override
    public Session openSession(Birth birth) {
        List<Notice> told = new ArrayList<>();
        Session opened = transactions.run(tables -> {
            SessionOpening.Opened done = new SessionOpening(tables.sessions(), tables.cursors()).open(birth);
            if (done.session() instanceof Session.Accepted) {
                Recording recording = new Recording(tables, proofs, claims);
                recording.reconcile(birth.station(), done.doubt());
                told.add(new Notice.StationChanged(birth.station()));
                told.addAll(recording.notices());
            }
            return done.session();
        });
        told.forEach(notices::tell);
        return opened;
    }

    @Override
    public void closeSession(StationId station, long epoch, Instant at, String why) {
        if (transactions.run(tables -> tables.sessions().close(station, epoch, at, why))) {
            notices.tell(new Notice.StationChanged(station));
        }
    }

    @Override
    public void closeAllSessions(Instant at) {
        run(tables -> tables.sessions().closeAll(at));
    }

    @Override
    public List<Receipt> record(List<Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            return List.of();
        }
        try {
            Optional<List<Receipt>> done = recordAndTell(deliveries);
            if (done.isPresent()) {
                return done.get();
            }
        } catch (Refused refused) {
            return deliveries.size() > 1 ? recordHalves(deliveries) : List.of(recordParts(deliveries.get(0), refused));
        }
        return deliveries.size() > 1 ? recordHalves(deliveries) : List.of(recordHalves(deliveries.get(0)));
    }

    private Optional<List<Receipt>> recordAndTell(List<Delivery> deliveries) {
        List<Notice> told = new ArrayList<>();
        Optional<List<Receipt>> recorded = transactions.run(tables -> {
            Recording recording = new Recording(tables, proofs, claims);
            Optional<List<Receipt>> done = recording.run(deliveries);
            told.addAll(recording.notices());
            return done;
        });
        recorded.ifPresent(receipts -> tell(told, deliveries, receipts));
        return recorded;
    }

    private void tell(List<Notice> told, List<Delivery> deliveries, List<Receipt> receipts) {
        deliveries.stream()
                .filter(delivery -> !delivery.rejects().isEmpty())
                .forEach(delivery -> told.add(new Notice.StationChanged(delivery.station())));
        receipts.stream()
                .filter(receipt -> !receipt.conflicts().isEmpty())
                .forEach(receipt -> told.add(new Notice.StationChanged(receipt.station())));
        told.forEach(notices::tell);
    }

    private List<Receipt> recordHalves(List<Delivery> deliveries) {
        int middle = deliveries.size() / 2;
        List<Receipt> receipts = new ArrayList<>(record(deliveries.subList(0, middle)));
        receipts.addAll(record(deliveries.subList(middle, deliveries.size())));
        return receipts;
    }

    /** Narrows a refused delivery down to the fact at fault, which goes to quarantine. */
    private Receipt recordParts(Delivery delivery, Refused refused) {
        List<Fact> facts = delivery.facts();
        if (facts.isEmpty()) {
            throw refused;
        }
        if (facts.size() == 1) {
            LOG.warn("fact {} goes to quarantine: {}", facts.get(0).id(), refused.getMessage());
            List<Reject> rejects = new ArrayList<>(delivery.rejects());
            rejects.add(
                    Quarantine.reject(facts.get(0), Quarantine.NOT_RECORDABLE, String.valueOf(refused.getMessage())));
            return record(part(delivery, List.of(), rejects));
        }
        return recordHalves(delivery);
    }

    private Receipt recordHalves(Delivery delivery) {
        List<Fact> facts = delivery.facts();
        int middle = facts.size() / 2;
        Receipt first = record(part(delivery, facts.subList(0, middle), delivery.rejects()));
        return merge(first, record(part(delivery, facts.subList(middle, facts.size()), List.of())));
    }

    private Receipt record(Delivery delivery) {
        return record(List.of(delivery)).get(0);
    }

    private static Delivery part(Delivery whole, List<Fact> facts, List<Reject> rejects) {
        return new Delivery(whole.station(), whole.arrivedAt(), facts, rejects);
    }

    private static Receipt merge(Receipt first, Receipt second) {
        List<FactId> conflicts = new ArrayList<>(first.conflicts());
        conflicts.addAll(second.conflicts());
        return new Receipt(
                second.station(),
                first.recorded() + second.recorded(),
                first.duplicates() + second.duplicates(),
                conflicts,
                second.journal(),
                second.missing(),
                first.reread() + second.reread());
    }

    @Override
    public void recordHealth(List<HealthReading> readings) {
        run(tables -> tables.sessions().addHealth(readings));
        readings.stream()
                .filter(reading -> reading.values().containsKey("batteryPercent"))
                .map(HealthReading::station)
                .distinct()
                .forEach(station -> notices.tell(new Notice.StationChanged(station)));
    }

    @Override
    public void noteHeard(Map<StationId, Instant> heard) {
        Map<StationId, Instant> some = new HashMap<>();
        for (Map.Entry<StationId, Instant> one : heard.entrySet()) {
            some.put(one.getKey(), one.getValue());
            if (some.size() == HEARD_AT_A_TIME) {
                noteSome(some);
                some.clear();
            }
        }
        noteSome(some);
    }

    private void noteSome(Map<StationId, Instant> heard) {
        if (!heard.isEmpty()) {
            run(tables -> tables.sessions().noteHeard(heard));
        }
    }

    private void run(Consumer<LedgerTables> work) {
        transactions.run(tables -> {
            work.accept(tables);
            return true;
        });
    }
}
