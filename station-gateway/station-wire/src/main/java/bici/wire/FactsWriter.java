package bici.wire;

import bici.wire.UpMessage.Facts;
import bici.wire.WireFact.Cause;
import bici.wire.WireFact.Happening;
import java.io.IOException;

/** A batch of facts to JSON; what the first fact says of boot, clock and offline stands once beside the journal. */
final class FactsWriter {
    private FactsWriter() {}

    static void write(JsonOut out, Facts batch) throws IOException {
        WireFact first = batch.facts().getFirst();
        out.field("journal", batch.journal())
                .field("boot", first.boot())
                .field("clock", WireWords.CLOCK.wordOf(first.clock()))
                .field("offline", first.offline())
                .array("facts", batch.facts(), (o, fact) -> fact(o, fact, first));
    }

    private static void fact(JsonOut out, WireFact fact, WireFact first) throws IOException {
        out.field("sequence", fact.sequence())
                .field("deviceTimeMs", fact.deviceTimeMs())
                .field("uptimeMs", fact.uptimeMs());
        if (fact.boot() != first.boot()) {
            out.field("boot", fact.boot());
        }
        if (fact.clock() != first.clock()) {
            out.field("clock", WireWords.CLOCK.wordOf(fact.clock()));
        }
        if (fact.offline() != first.offline()) {
            out.field("offline", fact.offline());
        }
        out.field("kind", fact.happening().kind());
        happening(out, fact.happening());
    }

    private static void happening(JsonOut out, Happening happening) throws IOException {
        switch (happening) {
            case Happening.BikeRemoved x ->
                out.field("dock", x.dock()).field("bike", x.bike()).object("cause", o -> cause(o, x.cause()));
            case Happening.BikeDocked x -> out.field("dock", x.dock()).field("bike", x.bike());
            case Happening.LockOpenedNotTaken x ->
                out.field("dock", x.dock()).field("bike", x.bike()).text("command", x.command());
            case Happening.LockFailed x ->
                out.field("dock", x.dock()).text("command", x.command()).field("code", x.code());
            case Happening.DockFault x -> out.field("dock", x.dock()).field("code", x.code());
            case Happening.DockCleared x -> out.field("dock", x.dock());
            case Happening.Tamper x -> out.field("dock", x.dock());
            case Happening.Door x -> out.field("open", x.open());
            case Happening.Power x -> out.field("mains", x.mains()).field("batteryPercent", x.batteryPercent());
            case Happening.Button x ->
                out.field("dock", x.dock()).text("bike", x.bike()).field("code", x.code());
            case Happening.BikeBattery x ->
                out.field("dock", x.dock()).field("bike", x.bike()).field("percent", x.percent());
            case Happening.Lost x -> out.field("from", x.from()).field("to", x.to());
        }
    }

    private static void cause(JsonOut out, Cause cause) throws IOException {
        switch (cause) {
            case Cause.ByCommand x -> out.field("by", "command").field("command", x.command());
            case Cause.ByCard x ->
                out.field("by", "card")
                        .field("card", x.card())
                        .field("listVersion", x.listVersion())
                        .field("proof", x.proof());
            case Cause.ByCrew x -> out.field("by", "crew").field("card", x.card());
            case Cause.ByNobody x -> out.field("by", "nobody");
        }
    }
}
