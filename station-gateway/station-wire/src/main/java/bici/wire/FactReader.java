package bici.wire;

import bici.wire.WireFact.Cause;
import bici.wire.WireFact.Happening;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One JSON object to one fact. */
final class FactReader {
    private static final Map<String, Function<Fields, Happening>> BY_KIND = Map.ofEntries(
            Map.entry("bike-removed", f -> new Happening.BikeRemoved(dock(f), f.id("bike"), cause(f.object("cause")))),
            Map.entry("bike-docked", f -> new Happening.BikeDocked(dock(f), f.id("bike"))),
            Map.entry(
                    "lock-opened-not-taken",
                    f -> new Happening.LockOpenedNotTaken(dock(f), f.id("bike"), f.findId("command"))),
            Map.entry("lock-failed", f -> new Happening.LockFailed(dock(f), f.findId("command"), code(f))),
            Map.entry("dock-fault", f -> new Happening.DockFault(dock(f), code(f))),
            Map.entry("dock-cleared", f -> new Happening.DockCleared(dock(f))),
            Map.entry("tamper", f -> new Happening.Tamper(f.integer("dock", 0, WireLimits.MAX_DOCK))),
            Map.entry("door", f -> new Happening.Door(f.flag("open"))),
            Map.entry("power", f -> new Happening.Power(f.flag("mains"), f.integer("batteryPercent", 0, 100))),
            Map.entry("button", f -> new Happening.Button(dock(f), f.findId("bike"), code(f))),
            Map.entry(
                    "bike-battery",
                    f -> new Happening.BikeBattery(dock(f), f.id("bike"), f.integer("percent", 0, 100))),
            Map.entry("lost", FactReader::lost));

    private FactReader() {}

    /** What a batch says once for all facts that do not say otherwise. */
    record Defaults(Optional<Integer> boot, Optional<ClockQuality> clock, Optional<Boolean> offline) {
        static Defaults of(Fields batch) {
            return new Defaults(
                    batch.findInteger("boot", 1, Integer.MAX_VALUE),
                    batch.has("clock") ? Optional.of(batch.word("clock", WireWords.CLOCK)) : Optional.empty(),
                    batch.has("offline") ? Optional.of(batch.flag("offline")) : Optional.empty());
        }

        int boot(Fields fact) {
            return (boot.isPresent() && !fact.has("boot")) ? boot.get() : fact.integer("boot", 1, Integer.MAX_VALUE);
        }

        ClockQuality clock(Fields fact) {
            return (clock.isPresent() && !fact.has("clock")) ? clock.get() : fact.word("clock", WireWords.CLOCK);
        }

        boolean offline(Fields fact) {
            return (offline.isPresent() && !fact.has("offline")) ? offline.get() : fact.flag("offline");
        }
    }

    static WireFact read(Fields fact, Defaults defaults) {
        WireFact read = new WireFact(
                fact.number("sequence", 1, Long.MAX_VALUE),
                fact.timeMs("deviceTimeMs"),
                fact.timeMs("uptimeMs"),
                defaults.boot(fact),
                defaults.clock(fact),
                defaults.offline(fact),
                happening(fact));
        fact.end();
        return read;
    }

    private static Happening happening(Fields fact) {
        Function<Fields, Happening> reader =
                BY_KIND.get(fact.text("kind", Alphabet.LINE, 1, WireLimits.MAX_CODE_CHARS));
        if (reader == null) {
            throw fact.flaw(FaultReason.UNKNOWN_KIND, "kind", "a kind of fact of this version");
        }
        return reader.apply(fact);
    }

    private static Cause cause(Fields fields) {
        Cause cause = switch (fields.text("by", Alphabet.LINE, 1, WireLimits.MAX_CODE_CHARS)) {
            case "command" -> new Cause.ByCommand(fields.id("command"));
            case "card" ->
                new Cause.ByCard(
                        fields.id("card"),
                        fields.number("listVersion", 0, Long.MAX_VALUE),
                        fields.text("proof", Alphabet.BASE64, 1, 128));
            case "crew" -> new Cause.ByCrew(fields.id("card"));
            case "nobody" -> new Cause.ByNobody();
            default -> throw fields.flaw(FaultReason.OUT_OF_RANGE, "by", "command, card, crew or nobody");
        };
        fields.end();
        return cause;
    }

    private static Happening lost(Fields fields) {
        long from = fields.number("from", 1, Long.MAX_VALUE);
        return new Happening.Lost(from, fields.number("to", from, Long.MAX_VALUE));
    }

    private static int dock(Fields fields) {
        return fields.integer("dock", 1, WireLimits.MAX_DOCK);
    }

    private static String code(Fields fields) {
        return fields.text("code", Alphabet.CODE, 1, WireLimits.MAX_CODE_CHARS);
    }
}
