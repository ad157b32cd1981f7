package bici.wire;

import bici.wire.DownMessage.AllowListChunk;
import bici.wire.DownMessage.AuthorizeAnswer;
import bici.wire.DownMessage.BirthAnswer;
import bici.wire.DownMessage.CardEntry;
import bici.wire.DownMessage.ClockAnswer;
import bici.wire.DownMessage.Command;
import bici.wire.DownMessage.ConfigDesired;
import bici.wire.DownMessage.Fault;
import bici.wire.DownMessage.FirmwareOffer;
import bici.wire.DownMessage.Resend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** JSON objects to down messages, for stations. */
final class DownReader {
    private static final Map<String, Function<Fields, DownMessage>> BY_KIND = Map.of(
            "birth", DownReader::birth,
            "clock", fields -> new ClockAnswer(nonce(fields), fields.timeMs("serverTimeMs")),
            "command", DownReader::command,
            "authorize", DownReader::authorize,
            "allow-list", DownReader::allowList,
            "resend", DownReader::resend,
            "config", DownReader::config,
            "firmware", DownReader::firmware,
            "fault", DownReader::fault);

    private DownReader() {}

    static Optional<Function<Fields, DownMessage>> find(String kind) {
        return Optional.ofNullable(BY_KIND.get(kind));
    }

    private static BirthAnswer birth(Fields fields) {
        return new BirthAnswer(
                nonce(fields),
                fields.word("status", WireWords.ACCEPTANCE),
                fields.number("epoch", 0, Long.MAX_VALUE),
                fields.timeMs("serverTimeMs"),
                durationMs(fields, "heartbeatMs"),
                durationMs(fields, "healthMs"),
                durationMs(fields, "retryAfterMs"),
                reason(fields));
    }

    private static Command command(Fields fields) {
        return new Command(
                fields.id("command"),
                fields.word("order", WireWords.ORDER),
                fields.findInteger("dock", 1, WireLimits.MAX_DOCK),
                fields.findId("bike"),
                fields.number("epoch", 1, Long.MAX_VALUE),
                fields.timeMs("issuedMs"),
                fields.number("ttlMs", 1, WireLimits.MAX_DURATION_MS));
    }

    private static AuthorizeAnswer authorize(Fields fields) {
        return new AuthorizeAnswer(
                fields.id("request"),
                fields.flag("granted"),
                fields.has("holder")
                        ? Optional.of(WireWords.HOLDER.wordOf(fields.word("holder", WireWords.HOLDER)))
                        : Optional.empty(),
                fields.findText("proof", Alphabet.BASE64, 128),
                reason(fields));
    }

    private static AllowListChunk allowList(Fields fields) {
        int parts = fields.integer("parts", 1, WireLimits.MAX_PARTS);
        return new AllowListChunk(
                fields.number("version", 0, Long.MAX_VALUE),
                fields.integer("part", 1, parts),
                parts,
                fields.text("cardKey", Alphabet.BASE64, 1, 128),
                fields.text("signature", Alphabet.BASE64, 1, 128),
                entries(fields));
    }

    private static List<CardEntry> entries(Fields chunk) {
        List<Fields.Item> items = chunk.items("entries");
        if (items.size() > WireLimits.MAX_ENTRIES) {
            throw chunk.flaw(FaultReason.OUT_OF_RANGE, "entries", "at most " + WireLimits.MAX_ENTRIES + " entries");
        }
        List<CardEntry> entries = new ArrayList<>(items.size());
        for (Fields.Item item : items) {
            Fields fields = item.open();
            entries.add(new CardEntry(
                    fields.id("card"),
                    fields.word("holder", WireWords.HOLDER),
                    fields.timeMs("validFromMs"),
                    fields.timeMs("validUntilMs"),
                    fields.text("proof", Alphabet.BASE64, 1, 128)));
            fields.end();
        }
        return entries;
    }

    private static Resend resend(Fields fields) {
        long from = fields.number("from", 1, Long.MAX_VALUE);
        return new Resend(
                fields.integer("journal", 1, Integer.MAX_VALUE), from, fields.number("to", from, Long.MAX_VALUE));
    }

    private static ConfigDesired config(Fields fields) {
        return new ConfigDesired(
                fields.number("version", 0, Long.MAX_VALUE),
                fields.text("hash", Alphabet.HEX, 64, 64),
                fields.textsByName("settings"));
    }

    private static FirmwareOffer firmware(Fields fields) {
        return new FirmwareOffer(
                fields.text("version", Alphabet.LINE, 1, WireLimits.MAX_VERSION_CHARS),
                fields.text("sha256", Alphabet.HEX, 64, 64),
                fields.number("sizeBytes", 1, Long.MAX_VALUE),
                fields.text("url", Alphabet.LINE, 1, WireLimits.MAX_URL_CHARS),
                fields.text("signature", Alphabet.BASE64, 1, 128),
                fields.timeMs("notBeforeMs"));
    }

    private static Fault fault(Fields fields) {
        return new Fault(
                fields.text("about", Alphabet.LINE, 1, WireLimits.MAX_VERSION_CHARS),
                fields.text("reason", Alphabet.CODE, 1, WireLimits.MAX_CODE_CHARS),
                fields.text("detail", Alphabet.LINE, 0, WireLimits.MAX_REASON_CHARS),
                fields.text("pointer", Alphabet.LINE, 0, WireLimits.MAX_POINTER_CHARS),
                fields.has("sequence") ? Optional.of(fields.number("sequence", 1, Long.MAX_VALUE)) : Optional.empty());
    }

    private static String nonce(Fields fields) {
        return fields.text("nonce", Alphabet.ID, 1, WireLimits.MAX_VERSION_CHARS);
    }

    private static Optional<String> reason(Fields fields) {
        return fields.findText("reason", Alphabet.LINE, WireLimits.MAX_REASON_CHARS);
    }

    private static long durationMs(Fields fields, String name) {
        return fields.number(name, 0, WireLimits.MAX_DURATION_MS);
    }
}
