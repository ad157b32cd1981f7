package bici.wire;

import bici.wire.UpMessage.AllowListReport;
import bici.wire.UpMessage.Authorize;
import bici.wire.UpMessage.Birth;
import bici.wire.UpMessage.ClockRequest;
import bici.wire.UpMessage.ConfigReport;
import bici.wire.UpMessage.Death;
import bici.wire.UpMessage.DiagnosticsReport;
import bici.wire.UpMessage.DockReading;
import bici.wire.UpMessage.FirmwareReport;
import bici.wire.UpMessage.Health;
import bici.wire.UpMessage.Reply;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** JSON objects to up messages, but for facts ({@link FactsReader}). */
final class UpReader {
    private static final Map<String, Function<Fields, UpMessage>> BY_KIND = Map.of(
            "birth", UpReader::birth,
            "death", fields -> new Death(nonce(fields)),
            "clock", UpReader::clock,
            "health", UpReader::health,
            "reply", UpReader::reply,
            "authorize", UpReader::authorize,
            "allow-list", UpReader::allowList,
            "config", UpReader::config,
            "firmware", UpReader::firmware,
            "diagnostics", UpReader::diagnostics);

    private UpReader() {}

    static Optional<Function<Fields, UpMessage>> find(String kind) {
        return Optional.ofNullable(BY_KIND.get(kind));
    }

    private static Birth birth(Fields fields) {
        return new Birth(
                nonce(fields),
                fields.integer("journal", 1, Integer.MAX_VALUE),
                fields.integer("boot", 1, Integer.MAX_VALUE),
                fields.timeMs("deviceTimeMs"),
                fields.timeMs("uptimeMs"),
                fields.word("clock", WireWords.CLOCK),
                fields.text("protocol", Alphabet.CODE, 1, WireLimits.MAX_CODE_CHARS),
                fields.text("firmware", Alphabet.LINE, 1, WireLimits.MAX_VERSION_CHARS),
                fields.text("hardware", Alphabet.LINE, 1, WireLimits.MAX_VERSION_CHARS),
                fields.number("configVersion", 0, Long.MAX_VALUE),
                fields.number("listVersion", 0, Long.MAX_VALUE),
                fields.number("asOf", 0, Long.MAX_VALUE),
                fields.number("waiting", 0, Long.MAX_VALUE),
                docks(fields));
    }

    private static List<DockReading> docks(Fields birth) {
        List<Fields.Item> items = birth.items("docks");
        if (items.size() > WireLimits.MAX_DOCK) {
            throw birth.flaw(FaultReason.OUT_OF_RANGE, "docks", "at most " + WireLimits.MAX_DOCK + " docks");
        }
        BitSet seen = new BitSet();
        List<DockReading> docks = new ArrayList<>(items.size());
        for (Fields.Item item : items) {
            Fields fields = item.open();
            int dock = fields.integer("dock", 1, WireLimits.MAX_DOCK);
            if (seen.get(dock)) {
                throw fields.flaw(FaultReason.OUT_OF_RANGE, "dock", "each dock once");
            }
            seen.set(dock);
            docks.add(new DockReading(
                    dock,
                    fields.findId("bike"),
                    fields.word("lock", WireWords.LOCK),
                    fields.findText("fault", Alphabet.CODE, WireLimits.MAX_CODE_CHARS)));
            fields.end();
        }
        return docks;
    }

    private static ClockRequest clock(Fields fields) {
        return new ClockRequest(nonce(fields), fields.timeMs("uptimeMs"), fields.timeMs("deviceTimeMs"));
    }

    private static Health health(Fields fields) {
        return new Health(fields.timeMs("deviceTimeMs"), fields.numbersByName("values"));
    }

    private static Reply reply(Fields fields) {
        return new Reply(
                fields.id("command"),
                fields.word("outcome", WireWords.OUTCOME),
                reason(fields),
                fields.timeMs("deviceTimeMs"),
                fields.timeMs("uptimeMs"));
    }

    private static Authorize authorize(Fields fields) {
        return new Authorize(fields.id("request"), fields.id("card"), fields.integer("dock", 1, WireLimits.MAX_DOCK));
    }

    private static AllowListReport allowList(Fields fields) {
        return new AllowListReport(fields.number("version", 0, Long.MAX_VALUE), refused(fields));
    }

    private static ConfigReport config(Fields fields) {
        return new ConfigReport(
                fields.number("version", 0, Long.MAX_VALUE),
                fields.text("hash", Alphabet.HEX, 64, 64),
                refused(fields));
    }

    private static FirmwareReport firmware(Fields fields) {
        return new FirmwareReport(
                fields.text("version", Alphabet.LINE, 1, WireLimits.MAX_VERSION_CHARS),
                fields.word("state", WireWords.FIRMWARE),
                fields.integer("percent", 0, 100),
                reason(fields));
    }

    private static DiagnosticsReport diagnostics(Fields fields) {
        int parts = fields.integer("parts", 1, WireLimits.MAX_PARTS);
        return new DiagnosticsReport(
                fields.id("command"),
                fields.integer("part", 1, parts),
                parts,
                fields.text("text", Alphabet.LINES, 0, WireLimits.MAX_DIAGNOSTICS_CHARS));
    }

    private static String nonce(Fields fields) {
        return fields.text("nonce", Alphabet.ID, 1, WireLimits.MAX_VERSION_CHARS);
    }

    private static Optional<String> reason(Fields fields) {
        return fields.findText("reason", Alphabet.LINE, WireLimits.MAX_REASON_CHARS);
    }

    private static Optional<String> refused(Fields fields) {
        return fields.findText("refused", Alphabet.LINE, WireLimits.MAX_REASON_CHARS);
    }
}
