package bici.fleet.dock;

import bici.fleet.dock.TimeJudge.JudgedTime;
import bici.fleet.dock.TimeJudge.TimeQuality;
import java.time.Instant;
import java.util.Optional;

/**
 * A fact with what the ledger adds to it.
 *
 * @param flag why a removal needs a look: one of {@link RemovalFlag}
 * @param evidenceEpoch of an inferred fact: the birth whose inventory it rests on
 */
public record RecordedFact(
        Fact fact, JudgedTime time, Instant arrivedAt, Optional<String> flag, Optional<Long> evidenceEpoch) {
    public RecordedFact flagged(String why) {
        return new RecordedFact(fact, time, arrivedAt, Optional.of(why), evidenceEpoch);
    }

    /** The same at another time than it was taken to have happened before. */
    public RecordedFact judged(JudgedTime anew) {
        return new RecordedFact(fact, anew, arrivedAt, flag, evidenceEpoch);
    }

    public Instant at() {
        return time.at();
    }

    /** The same, but where only bounds are known. */
    public Instant earliest() {
        return time.earliest().orElse(time.at());
    }

    public boolean isEstimated() {
        return time.quality() == TimeQuality.ESTIMATED;
    }
}
