package bici.fleet.ledger;

import bici.fleet.dock.DockState.AsOf;
import bici.fleet.vocabulary.SequenceRange;
import bici.fleet.vocabulary.SequenceSet;
import bici.fleet.vocabulary.StationId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far a station's telling has come, while its row is locked by one transaction. Mutable, one thread.
 */
public final class Cursor {
    private final StationId station;
    private final Map<Integer, Journal> journals = new TreeMap<>();
    private AsOf last;
    private int bikes;
    private long inferred;
    private Optional<Long> unreconciledEpoch;
    private boolean outOfOrder;
    private boolean olderJournalTold;
    private Optional<Long> waitingBeside = Optional.empty();
    private int reread;

    public Cursor(StationId station, AsOf last, int bikes, long inferred, Optional<Long> unreconciledEpoch) {
        this.station = station;
        this.last = last;
        this.bikes = bikes;
        this.inferred = inferred;
        this.unreconciledEpoch = unreconciledEpoch;
    }

    /** Sequences of one journal: received as facts, and excused (declared lost, or in quarantine); a fact may still come for an excused one. */
    public record Journal(SequenceSet received, SequenceSet excused) {}

    public StationId station() {
        return station;
    }

    public Map<Integer, Journal> journals() {
        return journals;
    }

    Journal journal(int number) {
        return journals.computeIfAbsent(number, n -> new Journal(new SequenceSet(), new SequenceSet()));
    }

    /** Takes a fact's place in the journal; false if the fact was received before. */
    boolean receive(AsOf position) {
        olderJournalTold |= position.journal() < last.journal();
        return journal(position.journal()).received().add(position.sequence());
    }

    /** Counts a sequence as dealt with though no fact came; false if it was dealt with before. */
    boolean excuse(AsOf position) {
        olderJournalTold |= position.journal() < last.journal();
        Journal journal = journal(position.journal());
        return !journal.received().contains(position.sequence())
                && journal.excused().add(position.sequence());
    }

    /** Moves to a fact's position; true if facts after it were applied before, so that it is late by station order. */
    boolean advance(AsOf position) {
        if (position.compareTo(last) > 0) {
            last = position;
            return false;
        }
        outOfOrder = true;
        return true;
    }

    /** Stands at least where an inventory that was held against the docks stands; what it showed may come late. */
    void standAt(AsOf inventory, boolean inferred) {
        int later = inventory.compareTo(last);
        if (later > 0) {
            last = inventory;
        }
        outOfOrder |= later < 0 && inferred;
    }

    public boolean isCompleteTo(AsOf position) {
        return dealtWith(position.journal()).isCompleteTo(position.sequence());
    }

    /** Sequences below the highest one dealt with that have neither come nor been excused. */
    List<SequenceRange> missing(int journal, int limit) {
        return dealtWith(journal).missing(limit);
    }

    /** The first of the journal's gaps. */
    public Optional<SequenceRange> findGap(int journal) {
        return missing(journal, 1).stream().findFirst();
    }

    /** To be read only; for every fact that is asked of: hardly any journal has anything excused. */
    private SequenceSet dealtWith(int number) {
        Journal journal = journal(number);
        return journal.excused().isEmpty()
                ? journal.received()
                : journal.received().union(journal.excused());
    }

    /** Some fact of it had so many old ones read again. */
    void addReread(int facts) {
        reread += facts;
    }

    int reread() {
        return reread;
    }

    public AsOf last() {
        return last;
    }

    public int bikes() {
        return bikes;
    }

    int addBikes(int difference) {
        bikes += difference;
        return bikes;
    }

    void recountBikes(int counted) {
        bikes = counted;
    }

    long nextInferred() {
        return ++inferred;
    }

    public long inferred() {
        return inferred;
    }

    public Optional<Long> unreconciledEpoch() {
        return unreconciledEpoch;
    }

    /** The inventory of this birth cannot be held yet. */
    void waitsFor(long epoch, AsOf inventory) {
        if (inventory.journal() >= last.journal()) {
            waitingBeside = Optional.of(epoch);
        }
    }

    /** The inventory of this birth was held against the docks. */
    void reconciled(long epoch) {
        if (unreconciledEpoch.filter(waiting -> waiting == epoch).isPresent()) {
            unreconciledEpoch = waitingBeside;
        }
    }

    /**
     * Whether some inventory may be due: the newest waits for facts, or a memory before the present one told something that
     * an inventory of its own may have waited for.
     */
    boolean mayReconcile() {
        return unreconciledEpoch.isPresent() || olderJournalTold;
    }

    /** Some fact of this transaction came after its successors: what was counted along the way must be counted anew. */
    boolean isOutOfOrder() {
        return outOfOrder;
    }
}
