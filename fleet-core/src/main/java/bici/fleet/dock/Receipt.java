package bici.fleet.dock;

import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.SequenceRange;
import bici.fleet.vocabulary.StationId;
import java.util.List;

/**
 * What became of one {@link Delivery} after the commit.
 *
 * @param recorded facts new to the ledger
 * @param duplicates facts it already had, with the same content
 * @param conflicts identities it already had with other content: quarantined, a sign of a cloned certificate
 * @param missing sequences of the delivery's journals that lie below the highest received one and have not come, at
 *     most {@value #MAX_MISSING} ranges
 * @param reread facts of long pasts that had to be read again, for all that its station told in the same transaction
 */
public record Receipt(
        StationId station,
        int recorded,
        int duplicates,
        List<FactId> conflicts,
        int journal,
        List<SequenceRange> missing,
        int reread) {
    public static final int MAX_MISSING = 16;

    /** Of facts that concern no long past. */
    public Receipt(
            StationId station,
            int recorded,
            int duplicates,
            List<FactId> conflicts,
            int journal,
            List<SequenceRange> missing) {
        this(station, recorded, duplicates, conflicts, journal, missing, 0);
    }
}
