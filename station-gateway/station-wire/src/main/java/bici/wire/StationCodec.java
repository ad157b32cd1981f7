package bici.wire;

import bici.wire.Decoded.Flaw;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** Messages to JSON and back (PROTOCOL.md). Without state; any thread. */
public final class StationCodec {
    private StationCodec() {}

    /** As {@link #decodeUp(String, ByteBuffer)}. The array is not copied: excerpts of flaws point into it. */
    public static Decoded decodeUp(String kind, byte[] payload) {
        return decodeUp(kind, ByteBuffer.wrap(payload));
    }

    /**
     * Reads what a station sent; never throws. The buffer's position stays; its bytes must not change while an excerpt
     * is in use.
     *
     * @param kind the topic's last level
     */
    public static Decoded decodeUp(String kind, ByteBuffer buffer) {
        Payload payload = Payload.of(buffer);
        try {
            return readUp(kind, payload);
        } catch (WireException e) {
            Flaw flaw = new Flaw(
                    e.reason(), e.detail(), e.pointer(), OptionalInt.empty(), OptionalLong.empty(), payload.all());
            return new Decoded(Optional.empty(), List.of(flaw), 0);
        }
    }

    private static Decoded readUp(String kind, Payload payload) {
        if (kind.equals("facts")) {
            return FactsReader.read(Fields.of(StrictJson.read(payload, WireLimits.maxUpBytes(kind))), payload);
        }
        Function<Fields, UpMessage> reader = UpReader.find(kind).orElseThrow(StationCodec::unknownKind);
        Fields fields = Fields.of(StrictJson.read(payload, WireLimits.maxUpBytes(kind)));
        UpMessage message = reader.apply(fields);
        fields.end();
        return new Decoded(Optional.of(message), List.of(), fields.unknown());
    }

    /**
     * Reads what the gateway sent, for stations; unknown fields are ignored.
     *
     * @throws WireException with the reason when it is not as PROTOCOL.md says
     */
    public static DownMessage decodeDown(String kind, byte[] payload) {
        Function<Fields, DownMessage> reader = DownReader.find(kind).orElseThrow(StationCodec::unknownKind);
        ObjectNode object = StrictJson.read(Payload.of(ByteBuffer.wrap(payload)), WireLimits.maxDownBytes(kind));
        return reader.apply(Fields.of(object));
    }

    /** UTF-8 JSON; the size limit is the caller's to keep (facts: {@link FactBatches}). */
    public static byte[] encode(UpMessage message) {
        return JsonOut.write(out -> UpWriter.write(out, message));
    }

    /** UTF-8 JSON; the size limit is the caller's to keep (allow-list: {@link AllowListParts}). */
    public static byte[] encode(DownMessage message) {
        return JsonOut.write(out -> DownWriter.write(out, message));
    }

    private static WireException unknownKind() {
        return new WireException(FaultReason.UNKNOWN_KIND, "", "no such kind of message in this version");
    }
}
