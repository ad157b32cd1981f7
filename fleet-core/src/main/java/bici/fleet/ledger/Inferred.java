package bici.fleet.ledger;

import bici.fleet.dock.DockState.AsOf;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.RecordedFact;
import bici.fleet.dock.Stamp;
import bici.fleet.dock.TimeJudge.JudgedTime;
import bici.fleet.dock.TimeJudge.TimeQuality;
import bici.fleet.ledger.Inventories.Sighting;
import bici.fleet.ledger.Inventories.Taken;
import bici.fleet.vocabulary.FactId;
import java.time.Duration;
import java.util.Optional;

/**
 * What follows from an inventory, as a fact with the birth as its evidence.
 *
 * @param position in the station's own order: right after the fact that its inventory is as of
 */
record Inferred(RecordedFact fact, AsOf position) {
    /** Something that happened to a dock, numbered as it is found. */
    static Inferred of(Taken taken, long number, Event event) {
        return of(taken, new FactId(taken.station(), FactId.INFERRED, number), event);
    }

    /** Where a bike was. */
    static Inferred of(Sighting sighting) {
        return of(
                sighting.taken(),
                FactId.shown(sighting.dock(), sighting.taken().epoch()),
                new Event.BikeDocked(sighting.dock().number(), sighting.bike()));
    }

    private static Inferred of(Taken taken, FactId id, Event event) {
        Stamp stamp = new Stamp(taken.at(), Duration.ZERO, 1, Stamp.ClockQuality.SYNCED, false);
        RecordedFact fact = new RecordedFact(
                new Fact(id, stamp, event),
                new JudgedTime(taken.at(), TimeQuality.DEVICE, Optional.empty()),
                taken.arrivedAt(),
                Optional.empty(),
                Optional.of(taken.epoch()));
        return new Inferred(fact, taken.asOf());
    }
}
