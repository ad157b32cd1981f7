package bici.wire;

import bici.wire.UpMessage.Birth;
import bici.wire.UpMessage.DockReading;
import bici.wire.UpMessage.Reply;
import java.io.IOException;

/** Up messages to JSON. */
final class UpWriter {
    private UpWriter() {}

    static void write(JsonOut out, UpMessage message) throws IOException {
        switch (message) {
            case Birth birth -> birth(out, birth);
            case UpMessage.Death death -> out.field("nonce", death.nonce());
            case UpMessage.Facts facts -> FactsWriter.write(out, facts);
            case UpMessage.ClockRequest clock ->
                out.field("nonce", clock.nonce())
                        .field("uptimeMs", clock.uptimeMs())
                        .field("deviceTimeMs", clock.deviceTimeMs());
            case UpMessage.Health health ->
                out.field("deviceTimeMs", health.deviceTimeMs()).numbers("values", health.values());
            case Reply reply -> reply(out, reply);
            case UpMessage.Authorize authorize ->
                out.field("request", authorize.request())
                        .field("card", authorize.card())
                        .field("dock", authorize.dock());
            case UpMessage.AllowListReport report ->
                out.field("version", report.version()).text("refused", report.refused());
            case UpMessage.ConfigReport report ->
                out.field("version", report.version())
                        .field("hash", report.hash())
                        .text("refused", report.refused());
            case UpMessage.FirmwareReport report ->
                out.field("version", report.version())
                        .field("state", WireWords.FIRMWARE.wordOf(report.state()))
                        .field("percent", report.percent())
                        .text("reason", report.reason());
            case UpMessage.DiagnosticsReport report ->
                out.field("command", report.command())
                        .field("part", report.part())
                        .field("parts", report.parts())
                        .field("text", report.text());
        }
    }

    private static void birth(JsonOut out, Birth birth) throws IOException {
        out.field("nonce", birth.nonce())
                .field("journal", birth.journal())
                .field("boot", birth.boot())
                .field("deviceTimeMs", birth.deviceTimeMs())
                .field("uptimeMs", birth.uptimeMs())
                .field("clock", WireWords.CLOCK.wordOf(birth.clock()))
                .field("protocol", birth.protocol())
                .field("firmware", birth.firmware())
                .field("hardware", birth.hardware())
                .field("configVersion", birth.configVersion())
                .field("listVersion", birth.listVersion())
                .field("asOf", birth.asOf())
                .field("waiting", birth.waiting())
                .array("docks", birth.docks(), UpWriter::dock);
    }

    private static void dock(JsonOut out, DockReading dock) throws IOException {
        out.field("dock", dock.dock())
                .text("bike", dock.bike())
                .field("lock", WireWords.LOCK.wordOf(dock.lock()))
                .text("fault", dock.fault());
    }

    private static void reply(JsonOut out, Reply reply) throws IOException {
        out.field("command", reply.command())
                .field("outcome", WireWords.OUTCOME.wordOf(reply.outcome()))
                .text("reason", reply.reason())
                .field("deviceTimeMs", reply.deviceTimeMs())
                .field("uptimeMs", reply.uptimeMs());
    }
}
