package bici.gateway.packet;

import io.netty.buffer.ByteBuf;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads the fields of a packet in their order and reads nothing twice. Fields that do not fit break the rule given. */
final class PacketReader {
    private static final int MORE = 0x80;
    private static final int SEVEN_BITS = 0x7F;
    private static final int LONGEST_INTEGER = 4;

    private final ByteBuf bytes;
    private final PacketRule overrun;

    PacketReader(ByteBuf bytes, PacketRule overrun) {
        this.bytes = bytes;
        this.overrun = overrun;
    }

    boolean hasMore() {
        return bytes.isReadable();
    }

    int position() {
        return bytes.readerIndex();
    }

    int oneByte() throws ForbiddenPacket {
        need(1);
        return bytes.readUnsignedByte();
    }

    int twoBytes() throws ForbiddenPacket {
        need(2);
        return bytes.readUnsignedShort();
    }

    long fourBytes() throws ForbiddenPacket {
        need(4);
        return bytes.readUnsignedInt();
    }

    int packetId() throws ForbiddenPacket {
        int id = twoBytes();
        if (id == 0) {
            throw new ForbiddenPacket(PacketRule.PACKET_ID_ZERO);
        }
        return id;
    }

    /** A Variable Byte Integer of MQTT 5. */
    int integer() throws ForbiddenPacket {
        int value = 0;
        for (int i = 0; i < LONGEST_INTEGER; i++) {
            int digit = oneByte();
            value |= (digit & SEVEN_BITS) << (7 * i);
            if ((digit & MORE) == 0) {
                if (i > 0 && digit == 0) {
                    throw new ForbiddenPacket(PacketRule.LENGTH_NOT_SHORTEST);
                }
                return value;
            }
        }
        throw new ForbiddenPacket(PacketRule.LENGTH_FIELD);
    }

    void binary() throws ForbiddenPacket {
        int length = twoBytes();
        need(length);
        bytes.skipBytes(length);
    }

    /** A UTF-8 Encoded String. */
    String text() throws ForbiddenPacket {
        int length = twoBytes();
        need(length);
        int start = bytes.readerIndex();
        bytes.skipBytes(length);
        if (bytes.indexOf(start, start + length, (byte) 0) >= 0) {
            throw new ForbiddenPacket(PacketRule.NULL_CHARACTER);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.nioBuffer(start, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ForbiddenPacket(PacketRule.UTF_8);
        }
    }

    /** The properties that follow, with their length before them. */
    PacketReader properties() throws ForbiddenPacket {
        int length = integer();
        if (length > bytes.readableBytes()) {
            throw new ForbiddenPacket(PacketRule.PROPERTIES_LENGTH);
        }
        return new PacketReader(bytes.readSlice(length), PacketRule.PROPERTIES_LENGTH);
    }

    /** Nothing may follow. */
    void end() throws ForbiddenPacket {
        if (bytes.isReadable()) {
            throw new ForbiddenPacket(PacketRule.SURPLUS);
        }
    }

    private void need(int count) throws ForbiddenPacket {
        if (bytes.readableBytes() < count) {
            throw new ForbiddenPacket(overrun);
        }
    }
}
