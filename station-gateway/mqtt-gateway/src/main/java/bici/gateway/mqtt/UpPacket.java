package bici.gateway.mqtt;

import bici.wire.Decoded;
import bici.wire.StationCodec;
import java.nio.ByteBuffer;

/**
 * A message a station published, its topic found to be its own.
 *
 * @param packetId to acknowledge, 0 for QoS 0 and for a birth that came in CONNECT
 */
record UpPacket(String kind, ByteBuffer payload, int packetId) {
    Decoded decode() {
        return StationCodec.decodeUp(kind, payload);
    }
}
