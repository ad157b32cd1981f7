package bici.fleet.ledger;

import bici.fleet.dock.BootClock;
import bici.fleet.dock.Fact;
import bici.fleet.dock.TimeJudge.Window;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How far each station's telling has come, and when its boots began. */
public interface StationCursors {
    /** Locks the stations until the end of the transaction, in one order for all; unknown ones are left out. */
    Map<StationId, Cursor> lock(Collection<StationId> stations);

    /** What births tell of the uptime of these boots, of those that ever connected. */
    Map<BootKey, BootClock> loadClocks(Set<BootKey> boots);

    /**
     * The births next to facts in their journals, of those that had arrived: what comes later never changes a judgement.
     *
     * @param arrivals of facts, whether they are recorded or not
     */
    Map<FactId, Around> findBirthsAround(Map<FactId, Instant> arrivals);

    /**
     * Births next to a fact in its journal.
     *
     * @param earliest the last birth that does not reflect the fact was sent no sooner
     * @param latest when the first birth that reflects it arrived
     */
    record Around(Optional<Instant> earliest, Optional<Instant> latest) {
        static final Around NOTHING = new Around(Optional.empty(), Optional.empty());

        Window window(Instant arrivedAt) {
            return new Window(earliest, latest.orElse(arrivedAt), arrivedAt);
        }
    }

    /**
     * Keeps them as they are now.
     *
     * @param heardAt when these stations spoke last, as far as this transaction knows
     */
    void write(Collection<Cursor> cursors, Optional<Instant> heardAt);

    /** A boot of a station; a memory that starts anew counts its boots anew. */
    record BootKey(StationId station, int journal, int boot) {
        public static BootKey of(Fact fact) {
            return new BootKey(
                    fact.id().station(), fact.id().journal(), fact.stamp().boot());
        }
    }
}
