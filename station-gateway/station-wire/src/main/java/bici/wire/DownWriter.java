package bici.wire;

import bici.wire.DownMessage.AllowListChunk;
import bici.wire.DownMessage.BirthAnswer;
import bici.wire.DownMessage.Command;
import java.io.IOException;

/** Down messages to JSON. */
final class DownWriter {
    private DownWriter() {}

    static void write(JsonOut out, DownMessage message) throws IOException {
        switch (message) {
            case BirthAnswer answer -> birth(out, answer);
            case DownMessage.ClockAnswer answer ->
                out.field("nonce", answer.nonce()).field("serverTimeMs", answer.serverTimeMs());
            case Command command -> command(out, command);
            case DownMessage.AuthorizeAnswer answer ->
                out.field("request", answer.request())
                        .field("granted", answer.granted())
                        .text("holder", answer.holder())
                        .text("proof", answer.proof())
                        .text("reason", answer.reason());
            case AllowListChunk chunk -> allowList(out, chunk);
            case DownMessage.Resend resend ->
                out.field("journal", resend.journal())
                        .field("from", resend.from())
                        .field("to", resend.to());
            case DownMessage.ConfigDesired config ->
                out.field("version", config.version())
                        .field("hash", config.hash())
                        .texts("settings", config.settings());
            case DownMessage.FirmwareOffer offer ->
                out.field("version", offer.version())
                        .field("sha256", offer.sha256())
                        .field("sizeBytes", offer.sizeBytes())
                        .field("url", offer.url())
                        .field("signature", offer.signature())
                        .field("notBeforeMs", offer.notBeforeMs());
            case DownMessage.Fault fault ->
                out.field("about", fault.about())
                        .field("reason", fault.reason())
                        .field("detail", fault.detail())
                        .field("pointer", fault.pointer())
                        .number("sequence", fault.sequence());
        }
    }

    private static void birth(JsonOut out, BirthAnswer answer) throws IOException {
        out.field("nonce", answer.nonce())
                .field("status", WireWords.ACCEPTANCE.wordOf(answer.status()))
                .field("epoch", answer.epoch())
                .field("serverTimeMs", answer.serverTimeMs())
                .field("heartbeatMs", answer.heartbeatMs())
                .field("healthMs", answer.healthMs())
                .field("retryAfterMs", answer.retryAfterMs())
                .text("reason", answer.reason());
    }

    private static void command(JsonOut out, Command command) throws IOException {
        out.field("command", command.command())
                .field("order", WireWords.ORDER.wordOf(command.order()))
                .number("dock", command.dock())
                .text("bike", command.bike())
                .field("epoch", command.epoch())
                .field("issuedMs", command.issuedMs())
                .field("ttlMs", command.ttlMs());
    }

    private static void allowList(JsonOut out, AllowListChunk chunk) throws IOException {
        out.field("version", chunk.version())
                .field("part", chunk.part())
                .field("parts", chunk.parts())
                .field("cardKey", chunk.cardKey())
                .field("signature", chunk.signature())
                .array(
                        "entries",
                        chunk.entries(),
                        (o, entry) -> o.field("card", entry.card())
                                .field("holder", WireWords.HOLDER.wordOf(entry.holder()))
                                .field("validFromMs", entry.validFromMs())
                                .field("validUntilMs", entry.validUntilMs())
                                .field("proof", entry.proof()));
    }
}
