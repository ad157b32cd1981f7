package bici.gateway.translate;

import bici.fleet.dock.Cause;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Stamp;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.SequenceRange;
import bici.fleet.vocabulary.StationId;
import bici.wire.ClockQuality;
import bici.wire.WireFact;
import bici.wire.WireFact.Happening;
import java.time.Duration;
import java.time.Instant;

/** Says a station's fact in the fleet's words. {@link IllegalArgumentException}: the fleet has no such word. */
final class WireToFleet {
    private WireToFleet() {}

    static Fact fact(StationId station, int journal, WireFact fact) {
        return new Fact(new FactId(station, journal, fact.sequence()), stamp(fact), event(fact.happening()));
    }

    static Stamp.ClockQuality quality(ClockQuality clock) {
        return switch (clock) {
            case SYNCED -> Stamp.ClockQuality.SYNCED;
            case HELD -> Stamp.ClockQuality.HELD;
            case UNSET -> Stamp.ClockQuality.UNSET;
        };
    }

    private static Stamp stamp(WireFact fact) {
        return new Stamp(
                Instant.ofEpochMilli(fact.deviceTimeMs()),
                Duration.ofMillis(fact.uptimeMs()),
                fact.boot(),
                quality(fact.clock()),
                fact.offline());
    }

    private static Event event(Happening happening) {
        return switch (happening) {
            case Happening.BikeRemoved x ->
                new Event.BikeRemoved(dock(x.dock()), new BikeId(x.bike()), cause(x.cause()));
            case Happening.BikeDocked x -> new Event.BikeDocked(dock(x.dock()), new BikeId(x.bike()));
            case Happening.LockOpenedNotTaken x ->
                new Event.LockOpenedNotTaken(
                        dock(x.dock()), new BikeId(x.bike()), x.command().map(CommandId::new));
            case Happening.LockFailed x ->
                new Event.LockFailed(dock(x.dock()), x.command().map(CommandId::new), x.code());
            case Happening.DockFault x -> new Event.DockFault(dock(x.dock()), x.code());
            case Happening.DockCleared x -> new Event.DockCleared(dock(x.dock()));
            case Happening.Tamper x -> new Event.Tamper(dockOrCabinet(x.dock()));
            case Happening.Door x -> new Event.Door(x.open());
            case Happening.Power x -> new Event.Power(x.mains(), x.batteryPercent());
            case Happening.Button x ->
                new Event.Button(dockOrCabinet(x.dock()), x.bike().map(BikeId::new), x.code());
            case Happening.BikeBattery x -> new Event.BikeBattery(dock(x.dock()), new BikeId(x.bike()), x.percent());
            case Happening.Lost x -> new Event.Lost(new SequenceRange(x.from(), x.to()));
        };
    }

    private static Cause cause(WireFact.Cause cause) {
        return switch (cause) {
            case WireFact.Cause.ByCommand x -> new Cause.ByCommand(new CommandId(x.command()));
            case WireFact.Cause.ByCard x -> new Cause.ByCard(new CardId(x.card()), x.listVersion(), x.proof());
            case WireFact.Cause.ByCrew x -> new Cause.ByCrew(new CardId(x.card()));
            case WireFact.Cause.ByNobody x -> new Cause.ByNobody();
        };
    }

    static int dock(int number) {
        if (number < 1 || number > DockId.MAX_NUMBER) {
            throw new IllegalArgumentException("dock number must be 1 to " + DockId.MAX_NUMBER + ": " + number);
        }
        return number;
    }

    private static int dockOrCabinet(int number) {
        return number == 0 ? 0 : dock(number);
    }
}
