package bici.fleet.ledger;

import bici.fleet.dock.Fact;
import bici.fleet.dock.TimeJudge.Anchor;
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

    /** The moments by which facts of these boots are judged, where there is one. */
    Map<BootKey, Anchor> loadAnchors(Set<BootKey> boots);

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
