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
 */
public record Receipt(
        StationId station,
        int recorded,
        int duplicates,
        List<FactId> conflicts,
        int journal,
        List<SequenceRange> missing) {
    public static final int MAX_MISSING = 16;
}
