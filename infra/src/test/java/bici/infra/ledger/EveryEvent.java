package bici.infra.ledger;

import bici.fleet.dock.Cause;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Stamp;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.SequenceRange;
import bici.fleet.vocabulary.StationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A fact of every kind, with and without each optional part. */
final class EveryEvent {
    private static final BikeId BIKE = new BikeId("B1");
    private static final Optional<CommandId> COMMAND = Optional.of(new CommandId("U-1"));
    private static final List<Stamp.ClockQuality> CLOCKS = List.of(Stamp.ClockQuality.values());
    private static final String TEXT = "tab\t line\n back\\slash 'ñ' \\N";

    private EveryEvent() {}

    static List<Fact> facts(StationId station) {
        List<Event> events = List.of(
                new Event.BikeDocked(1, BIKE),
                new Event.BikeRemoved(1, BIKE, new Cause.ByCommand(new CommandId("U-2"))),
                new Event.BikeDocked(2, BIKE),
                new Event.BikeRemoved(2, BIKE, new Cause.ByCard(new CardId("C-1"), 7, "00ff")),
                new Event.BikeDocked(1, BIKE),
                new Event.BikeRemoved(1, BIKE, new Cause.ByCrew(new CardId("C-9"))),
                new Event.BikeDocked(1, BIKE),
                new Event.BikeRemoved(1, BIKE, new Cause.ByNobody()),
                new Event.BikeDocked(500, BIKE),
                new Event.LockOpenedNotTaken(500, BIKE, COMMAND),
                new Event.LockOpenedNotTaken(500, BIKE, Optional.empty()),
                new Event.LockFailed(500, COMMAND, TEXT),
                new Event.LockFailed(500, Optional.empty(), ""),
                new Event.DockFault(3, TEXT),
                new Event.DockCleared(3),
                new Event.Tamper(0),
                new Event.Tamper(3),
                new Event.Door(true),
                new Event.Door(false),
                new Event.Power(true, 100),
                new Event.Power(false, 0),
                new Event.Button(500, Optional.of(BIKE), "report"),
                new Event.Button(0, Optional.empty(), "report"),
                new Event.BikeBattery(500, BIKE, 40),
                new Event.Lost(new SequenceRange(1, 3)),
                new Event.Lost(new SequenceRange(FactId.MAX_SEQUENCE, FactId.MAX_SEQUENCE)));
        List<Fact> facts = new ArrayList<>();
        for (Event event : events) {
            long sequence = facts.size() + 1L;
            Stamp stamp = new Stamp(
                    PlayedCity.MORNING.plusMillis(1_001 * sequence),
                    Duration.ofHours(1).plusMillis(1_001 * sequence),
                    1,
                    CLOCKS.get(facts.size() % CLOCKS.size()),
                    facts.size() % 2 == 0);
            facts.add(new Fact(new FactId(station, 1, sequence), stamp, event));
        }
        return facts;
    }
}
