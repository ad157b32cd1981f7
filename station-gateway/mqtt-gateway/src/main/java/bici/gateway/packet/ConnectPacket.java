package bici.gateway.packet;

import bici.gateway.packet.PropertyRules.Place;
import java.util.Map;

/** The CONNECT of one connection: read once, field by field (sections 3.1 of both standards). */
final class ConnectPacket {
    private static final String PROTOCOL = "MQTT";
    private static final String PROTOCOL_3_1 = "MQIsdp";
    private static final int LEVEL_3_1 = 3;
    private static final int LEVEL_3_1_1 = 4;
    private static final int LEVEL_5 = 5;
    /** CONNACK with the gateway's limits has 35 bytes, SUBACK and UNSUBACK with the most filters 37. */
    private static final long LEAST_PACKET_BYTES = 64;

    private static final int RESERVED = 0x01;
    private static final int WILL = 0x04;
    private static final int WILL_QOS = 0x18;
    private static final int WILL_RETAIN = 0x20;
    private static final int PASSWORD = 0x40;
    private static final int USER_NAME = 0x80;

    private boolean mqtt5;
    private boolean sessionExpires;

    /** What could be read of it before it broke a rule is known here too. */
    void read(PacketReader reader) throws ForbiddenPacket {
        readProtocol(reader);
        int flags = readFlags(reader);
        reader.twoBytes(); // Keep Alive
        if (mqtt5) {
            readProperties(reader);
        }
        reader.text(); // Client Identifier
        if ((flags & WILL) != 0) {
            readWill(reader);
        }
        if ((flags & USER_NAME) != 0) {
            reader.text();
        }
        if ((flags & PASSWORD) != 0) {
            reader.binary();
        }
        reader.end();
    }

    /** False while nothing is known of it. */
    boolean isMqtt5() {
        return mqtt5;
    }

    /** It asked that its session outlives the connection. */
    boolean wantsSession() {
        return sessionExpires;
    }

    private void readProtocol(PacketReader reader) throws ForbiddenPacket {
        String name = reader.text();
        int level = reader.oneByte();
        boolean old = name.equals(PROTOCOL_3_1) && level == LEVEL_3_1;
        if (!name.equals(PROTOCOL) && !old) {
            throw new ForbiddenPacket(PacketRule.PROTOCOL_NAME);
        }
        if (level != LEVEL_3_1_1 && level != LEVEL_5) {
            throw new ForbiddenPacket(PacketRule.PROTOCOL_LEVEL);
        }
        mqtt5 = level == LEVEL_5;
    }

    private int readFlags(PacketReader reader) throws ForbiddenPacket {
        int flags = reader.oneByte();
        if ((flags & RESERVED) != 0) {
            throw new ForbiddenPacket(PacketRule.CONNECT_FLAG);
        }
        if ((flags & WILL) == 0 && (flags & (WILL_QOS | WILL_RETAIN)) != 0) {
            throw new ForbiddenPacket(PacketRule.WILL_FLAGS);
        }
        if ((flags & WILL_QOS) == WILL_QOS) {
            throw new ForbiddenPacket(PacketRule.WILL_QOS_THREE);
        }
        if (!mqtt5 && (flags & PASSWORD) != 0 && (flags & USER_NAME) == 0) {
            throw new ForbiddenPacket(PacketRule.PASSWORD_ALONE);
        }
        return flags;
    }

    private void readProperties(PacketReader reader) throws ForbiddenPacket {
        Map<Integer, Long> said = PropertyRules.read(reader, Place.CONNECT);
        if (said.containsKey(PropertyRules.AUTHENTICATION_METHOD)) {
            throw new ForbiddenPacket(PacketRule.AUTHENTICATION_METHOD);
        }
        if (said.containsKey(PropertyRules.AUTHENTICATION_DATA)) {
            throw new ForbiddenPacket(PacketRule.AUTHENTICATION_DATA);
        }
        if (said.getOrDefault(PropertyRules.MAXIMUM_PACKET_SIZE, Long.MAX_VALUE) < LEAST_PACKET_BYTES) {
            throw new ForbiddenPacket(PacketRule.SMALL_PACKETS);
        }
        sessionExpires = said.getOrDefault(PropertyRules.SESSION_EXPIRY, 0L) > 0;
    }

    private void readWill(PacketReader reader) throws ForbiddenPacket {
        if (mqtt5) {
            PropertyRules.read(reader, Place.WILL);
        }
        reader.text();
        reader.binary();
    }
}
