package bici.fleet.dock;

import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The content of one station message: the facts that could be read and the parts that could not.
 *
 * @param arrivedAt to the microsecond, as it is stored: a fact whose time is estimated by it must not move when read back
 */
public record Delivery(StationId station, Instant arrivedAt, List<Fact> facts, List<Reject> rejects) {
    public Delivery {
        arrivedAt = arrivedAt.truncatedTo(ChronoUnit.MICROS);
        facts = List.copyOf(facts);
        rejects = List.copyOf(rejects);
        facts.forEach(fact -> requireOwn(station, fact.id()));
        rejects.forEach(reject -> reject.id().ifPresent(id -> requireOwn(station, id)));
    }

    private static void requireOwn(StationId station, FactId id) {
        if (!id.station().equals(station) || id.journal() == FactId.INFERRED) {
            throw new IllegalArgumentException(station + " cannot tell " + id);
        }
    }
}
