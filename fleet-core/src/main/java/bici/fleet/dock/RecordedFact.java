package bici.fleet.dock;

import bici.fleet.dock.TimeJudge.JudgedTime;
import java.time.Instant;
import java.util.Optional;

/**
 * A fact with what the ledger adds to it.
 *
 * @param evidenceEpoch of an inferred fact: the birth whose inventory it rests on
 */
public record RecordedFact(Fact fact, JudgedTime time, Instant arrivedAt, Optional<Long> evidenceEpoch) {
    public Instant at() {
        return time.at();
    }
}
