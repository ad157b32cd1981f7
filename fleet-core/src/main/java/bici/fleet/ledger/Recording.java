package bici.fleet.ledger;

import bici.fleet.dock.BootClock;
import bici.fleet.dock.Cause;
import bici.fleet.dock.Delivery;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Receipt;
import bici.fleet.dock.RecordedFact;
import bici.fleet.dock.RemovalFlag;
import bici.fleet.dock.TimeJudge;
import bici.fleet.dock.TimeJudge.JudgedTime;
import bici.fleet.ledger.Admission.Admitted;
import bici.fleet.ledger.Admission.Repeated;
import bici.fleet.ledger.FactApplication.Moved;
import bici.fleet.ledger.SessionOpening.Doubt;
import bici.fleet.ledger.StationCursors.Around;
import bici.fleet.ledger.StationCursors.BootKey;
import bici.fleet.operations.Notice;
import bici.fleet.operations.ProofCheck;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The recording transaction, top to bottom: lock the stations, part new from known, judge times, keep the facts, fold
 * them into docks, bikes and trips, hold due inventories against them, move the cursors.
 */
final class Recording {
    private final LedgerTables tables;
    private final ProofCheck proofs;
    private final ClaimCheck claims;
    private final List<Notice> notices = new ArrayList<>();
    /** The same thing twice in a transaction is one. */
    private final Set<Quarantine.Entry> quarantined = new LinkedHashSet<>();

    Recording(LedgerTables tables, ProofCheck proofs, ClaimCheck claims) {
        this.tables = tables;
        this.proofs = proofs;
        this.claims = claims;
    }

    /** What changed, to be told when it is committed. */
    List<Notice> notices() {
        return notices;
    }

    /** Empty, and nothing is written, when they must be recorded one part after the other. */
    Optional<List<Receipt>> run(List<Delivery> deliveries) {
        Map<StationId, Cursor> cursors = lock(deliveries);
        Admission admission = new Admission(cursors);
        admission.admit(deliveries);
        if (admission.isOutOfTurn()) {
            return Optional.empty();
        }
        Set<Integer> conflicting = judgeRepeated(admission.repeated());
        admission
                .rejected()
                .forEach(r -> quarantined.add(new Quarantine.Entry(r.station(), r.arrivedAt(), r.reject())));

        FactApplication application = new FactApplication(tables, cursors);
        List<DueInventories> due = DueInventories.load(tables, cursors.values());
        Set<BikeId> shown = findBikes(due);
        CommandClaims claimed = CommandClaims.judge(tables.commands(), claims, judge(admission.admitted()));
        application.apply(claimed.judged(), shown, claimed.repeated());
        if (!claimed.earlier().isEmpty()) {
            tables.commands().noteEarlier(claimed.earlier());
        }
        due.forEach(application::reconcile);
        notices.addAll(application.notices());

        if (!quarantined.isEmpty()) {
            tables.quarantine().add(quarantined);
        }
        tables.cursors()
                .write(
                        cursors.values(),
                        deliveries.stream().map(Delivery::arrivedAt).max(Instant::compareTo));
        return Optional.of(receipts(deliveries, admission, conflicting, cursors));
    }

    /**
     * Holds a station's new inventory against its docks at once where nothing it reflects is still to come.
     *
     * @param doubt facts whose times its clocks contradict, to be judged anew before
     */
    void reconcile(StationId station, Optional<Doubt> doubt) {
        Map<StationId, Cursor> cursors = tables.cursors().lock(Set.of(station));
        FactApplication application = new FactApplication(tables, cursors);
        List<DueInventories> due = DueInventories.load(tables, cursors.values());
        doubt.ifPresent(doubted -> {
            List<Moved> moved = findMoved(doubted);
            if (!moved.isEmpty()) {
                application.judgeAnew(moved, doubted, findBikes(due));
            }
        });
        due.forEach(application::reconcile);
        notices.addAll(application.notices());
        tables.cursors().write(cursors.values(), Optional.empty());
    }

    private static Set<BikeId> findBikes(List<DueInventories> due) {
        Set<BikeId> shown = new TreeSet<>();
        due.forEach(inventories -> shown.addAll(inventories.bikes()));
        return shown;
    }

    /** Three statements, the last only for facts whose calendar does not agree with their uptime. */
    private List<Moved> findMoved(Doubt doubt) {
        List<RecordedFact> doubted = tables.facts().loadDoubtful(doubt.boot(), doubt.after());
        Map<Fact, Instant> arrivals = new HashMap<>();
        doubted.forEach(recorded -> arrivals.put(recorded.fact(), recorded.arrivedAt()));
        Map<FactId, JudgedTime> times = judgeTimes(arrivals);
        return doubted.stream()
                .map(before -> new Moved(
                        before,
                        before.judged(
                                Objects.requireNonNull(times.get(before.fact().id())))))
                .filter(moved -> !moved.before().equals(moved.after()))
                .toList();
    }

    private Map<StationId, Cursor> lock(List<Delivery> deliveries) {
        Set<StationId> stations = new TreeSet<>();
        deliveries.forEach(delivery -> stations.add(delivery.station()));
        return tables.cursors().lock(stations);
    }

    private List<RecordedFact> judge(List<Admitted> admitted) {
        Map<Fact, Instant> arrivals = new HashMap<>();
        admitted.forEach(a -> arrivals.put(a.fact(), a.arrivedAt()));
        Map<FactId, JudgedTime> times = judgeTimes(arrivals);
        return admitted.stream()
                .map(a -> new RecordedFact(
                        a.fact(),
                        Objects.requireNonNull(times.get(a.fact().id())),
                        a.arrivedAt(),
                        flag(a.fact()),
                        Optional.empty()))
                .toList();
    }

    /** Two statements, the second only for facts whose calendar does not agree with their uptime. */
    private Map<FactId, JudgedTime> judgeTimes(Map<Fact, Instant> arrivals) {
        Set<BootKey> boots = new HashSet<>();
        arrivals.keySet().forEach(fact -> boots.add(BootKey.of(fact)));
        Map<BootKey, BootClock> clocks = tables.cursors().loadClocks(boots);
        Map<FactId, JudgedTime> times = new HashMap<>();
        Map<FactId, Instant> doubtful = new HashMap<>();
        arrivals.forEach((fact, arrivedAt) -> TimeJudge.judgeByAgreement(
                        fact.stamp(), fact.id().sequence(), clock(clocks, fact), arrivedAt)
                .ifPresentOrElse(judged -> times.put(fact.id(), judged), () -> doubtful.put(fact.id(), arrivedAt)));
        if (!doubtful.isEmpty()) {
            Map<FactId, Around> births = tables.cursors().findBirthsAround(doubtful);
            arrivals.forEach((fact, arrivedAt) -> times.computeIfAbsent(
                    fact.id(),
                    id -> TimeJudge.judge(
                            fact.stamp(),
                            id.sequence(),
                            clock(clocks, fact),
                            births.getOrDefault(id, Around.NOTHING).window(arrivedAt))));
        }
        return times;
    }

    private static BootClock clock(Map<BootKey, BootClock> clocks, Fact fact) {
        return clocks.getOrDefault(BootKey.of(fact), BootClock.UNKNOWN);
    }

    private Optional<String> flag(Fact fact) {
        if (!(fact.event() instanceof Event.BikeRemoved removed)) {
            return Optional.empty();
        }
        return switch (removed.cause()) {
            case Cause.ByNobody by -> Optional.of(RemovalFlag.UNAUTHORISED);
            case Cause.ByCard by ->
                proofs.holds(by.card(), by.listVersion(), by.proof())
                        ? Optional.empty()
                        : Optional.of(RemovalFlag.PROOF_FAILED);
            case Cause.ByCommand by -> Optional.empty();
            case Cause.ByCrew by -> Optional.empty();
        };
    }

    /** Puts repeated identities with other content into quarantine and answers their places in the list. */
    private Set<Integer> judgeRepeated(List<Repeated> repeated) {
        Set<Integer> conflicting = new HashSet<>();
        if (repeated.isEmpty()) {
            return conflicting;
        }
        Set<Fact> same = tables.facts()
                .findSame(repeated.stream()
                        .filter(r -> !r.sameBatch())
                        .map(Repeated::fact)
                        .toList());
        for (int i = 0; i < repeated.size(); i++) {
            Repeated r = repeated.get(i);
            if (r.sameBatch() ? !r.sameContent() : !same.contains(r.fact())) {
                conflicting.add(i);
                quarantined.add(new Quarantine.Entry(
                        r.fact().id().station(),
                        r.arrivedAt(),
                        Quarantine.reject(
                                r.fact(),
                                Quarantine.SEQUENCE_CONFLICT,
                                "this sequence was recorded before with other content")));
            }
        }
        return conflicting;
    }

    private static List<Receipt> receipts(
            List<Delivery> deliveries, Admission admission, Set<Integer> conflicting, Map<StationId, Cursor> cursors) {
        int[] recorded = new int[deliveries.size()];
        int[] duplicates = new int[deliveries.size()];
        List<List<FactId>> conflicts = new ArrayList<>();
        deliveries.forEach(d -> conflicts.add(new ArrayList<>()));
        admission.admitted().forEach(a -> recorded[a.delivery()]++);
        for (int i = 0; i < admission.repeated().size(); i++) {
            Repeated repeated = admission.repeated().get(i);
            if (conflicting.contains(i)) {
                conflicts.get(repeated.delivery()).add(repeated.fact().id());
            } else {
                duplicates[repeated.delivery()]++;
            }
        }
        List<Receipt> receipts = new ArrayList<>(deliveries.size());
        for (int i = 0; i < deliveries.size(); i++) {
            Delivery delivery = deliveries.get(i);
            receipts.add(receipt(delivery, recorded[i], duplicates[i], conflicts.get(i), cursors));
        }
        return receipts;
    }

    private static Receipt receipt(
            Delivery delivery, int recorded, int duplicates, List<FactId> conflicts, Map<StationId, Cursor> cursors) {
        Cursor cursor = cursors.get(delivery.station());
        int journal = Stream.concat(
                        delivery.facts().stream().map(Fact::id),
                        delivery.rejects().stream().flatMap(r -> r.id().stream()))
                .mapToInt(FactId::journal)
                .max()
                .orElse(0);
        if (cursor == null || journal == 0) {
            return new Receipt(delivery.station(), recorded, duplicates, conflicts, journal, List.of());
        }
        return new Receipt(
                delivery.station(),
                recorded,
                duplicates,
                conflicts,
                journal,
                cursor.missing(journal, Receipt.MAX_MISSING),
                cursor.reread());
    }
}
