package bici.gateway.packet;

import bici.gateway.packet.PropertyRules.Place;
import java.util.Map;
import java.util.Set;

/** What packets of a client have to be like, beside CONNECT. Pure. */
final class PacketRules {
    /** Every kind that goes down has a topic, and there is a filter for all: with room for new ones. */
    static final int MOST_FILTERS = 32;
    /** The longest of a station's own has 77. */
    static final int LONGEST_FILTER_BYTES = 128;

    static final int CONNECT = 1;
    private static final int CONNACK = 2;
    private static final int PUBLISH = 3;
    private static final int PUBACK = 4;
    private static final int PUBREC = 5;
    private static final int PUBREL = 6;
    private static final int PUBCOMP = 7;
    private static final int SUBSCRIBE = 8;
    private static final int SUBACK = 9;
    private static final int UNSUBSCRIBE = 10;
    private static final int UNSUBACK = 11;
    private static final int PINGREQ = 12;
    private static final int PINGRESP = 13;
    private static final int DISCONNECT = 14;
    private static final int AUTH = 15;

    private static final int FLAGS = 0x0F;
    private static final int FLAGS_OF_REQUESTS = 0x02;
    private static final int DUPLICATE = 0x08;
    private static final int QOS = 0x06;
    private static final int TWO_BITS = 0x03;
    private static final int NO_LOCAL = 0x04;
    private static final int RETAIN_HANDLING = 0x30;
    private static final int RESERVED_OPTIONS = 0xC0;

    private static final Set<Integer> PUBACK_CODES = Set.of(0x00, 0x10, 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99);
    /** Of those that a client may say. */
    private static final Set<Integer> DISCONNECT_CODES =
            Set.of(0x00, 0x04, 0x80, 0x81, 0x82, 0x83, 0x90, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99);

    private final boolean mqtt5;
    private final boolean wantsSession;

    PacketRules(ConnectPacket connect) {
        this.mqtt5 = connect.isMqtt5();
        this.wantsSession = connect.wantsSession();
    }

    static int type(int firstByte) {
        return firstByte >> 4;
    }

    /** Of the first byte alone: so that nothing is waited for that could not be taken. */
    void judgeFirstByte(int firstByte) throws ForbiddenPacket {
        int flags = firstByte & FLAGS;
        switch (type(firstByte)) {
            case CONNECT -> throw new ForbiddenPacket(PacketRule.SECOND_CONNECT);
            case CONNACK, SUBACK, UNSUBACK, PINGRESP -> throw new ForbiddenPacket(PacketRule.SERVER_PACKET);
            case PUBLISH -> judgePublishFlags(flags);
            case SUBSCRIBE, UNSUBSCRIBE, PUBREL -> require(flags == FLAGS_OF_REQUESTS, PacketRule.RESERVED_FLAGS);
            case AUTH -> {
                require(mqtt5, PacketRule.RESERVED_TYPE);
                require(flags == 0, PacketRule.RESERVED_FLAGS);
            }
            case 0 -> throw new ForbiddenPacket(PacketRule.RESERVED_TYPE);
            default -> require(flags == 0, PacketRule.RESERVED_FLAGS);
        }
    }

    private static void judgePublishFlags(int flags) throws ForbiddenPacket {
        require((flags & QOS) != QOS, PacketRule.QOS_THREE);
        require((flags & DUPLICATE) == 0 || (flags & QOS) != 0, PacketRule.DUPLICATE_QOS_ZERO);
    }

    /** Of the whole packet, behind its fixed header; its first byte was judged. */
    void judge(int firstByte, PacketReader body) throws ForbiddenPacket {
        switch (type(firstByte)) {
            case PUBLISH -> publish((firstByte & QOS) != 0, body);
            case PUBACK -> puback(body);
            case PUBREC, PUBREL, PUBCOMP -> throw new ForbiddenPacket(PacketRule.QOS_TWO_HANDSHAKE);
            case SUBSCRIBE -> subscribe(body);
            case UNSUBSCRIBE -> unsubscribe(body);
            case PINGREQ -> body.end();
            case DISCONNECT -> disconnect(body);
            case AUTH -> throw new ForbiddenPacket(PacketRule.AUTHENTICATION_UNASKED);
            default -> throw new ForbiddenPacket(PacketRule.RESERVED_TYPE);
        }
    }

    private void publish(boolean hasPacketId, PacketReader body) throws ForbiddenPacket {
        String topic = body.text();
        require(!TopicSyntax.hasWildcard(topic), PacketRule.TOPIC_WILDCARD);
        if (hasPacketId) {
            body.packetId();
        }
        if (mqtt5) {
            Map<Integer, Long> said = PropertyRules.read(body, Place.PUBLISH);
            require(!said.containsKey(PropertyRules.TOPIC_ALIAS), PacketRule.TOPIC_ALIAS);
            require(!said.containsKey(PropertyRules.SUBSCRIPTION_IDENTIFIER), PacketRule.PROPERTY_VALUE);
        }
        require(!topic.isEmpty(), PacketRule.TOPIC_EMPTY);
    }

    private void puback(PacketReader body) throws ForbiddenPacket {
        body.packetId();
        if (mqtt5 && body.hasMore()) {
            require(PUBACK_CODES.contains(body.oneByte()), PacketRule.REASON_CODE);
            if (body.hasMore()) {
                PropertyRules.read(body, Place.PUBACK);
            }
        }
        body.end();
    }

    private void subscribe(PacketReader body) throws ForbiddenPacket {
        body.packetId();
        if (mqtt5) {
            Map<Integer, Long> said = PropertyRules.read(body, Place.SUBSCRIBE);
            require(!said.containsKey(PropertyRules.SUBSCRIPTION_IDENTIFIER), PacketRule.SUBSCRIPTION_ID);
        }
        require(body.hasMore(), PacketRule.NO_FILTER);
        for (int count = 1; body.hasMore(); count++) {
            String filter = filter(body, count);
            options(filter, body.oneByte());
        }
    }

    private void unsubscribe(PacketReader body) throws ForbiddenPacket {
        body.packetId();
        if (mqtt5) {
            PropertyRules.read(body, Place.UNSUBSCRIBE);
        }
        require(body.hasMore(), PacketRule.NO_FILTER);
        for (int count = 1; body.hasMore(); count++) {
            filter(body, count);
        }
    }

    private String filter(PacketReader body, int count) throws ForbiddenPacket {
        require(count <= MOST_FILTERS, PacketRule.FILTER_COUNT);
        int start = body.position();
        String filter = body.text();
        require(body.position() - start - Short.BYTES <= LONGEST_FILTER_BYTES, PacketRule.FILTER_LENGTH);
        require(TopicSyntax.isFilter(filter, mqtt5), PacketRule.FILTER_SYNTAX);
        return filter;
    }

    private void options(String filter, int options) throws ForbiddenPacket {
        require((options & (mqtt5 ? RESERVED_OPTIONS : ~TWO_BITS)) == 0, PacketRule.SUBSCRIBE_BITS);
        require((options & TWO_BITS) != TWO_BITS, PacketRule.SUBSCRIBE_QOS_THREE);
        require((options & RETAIN_HANDLING) != RETAIN_HANDLING, PacketRule.RETAIN_HANDLING);
        require((options & NO_LOCAL) == 0 || !TopicSyntax.isShared(filter), PacketRule.NO_LOCAL_SHARED);
    }

    private void disconnect(PacketReader body) throws ForbiddenPacket {
        if (mqtt5 && body.hasMore()) {
            require(DISCONNECT_CODES.contains(body.oneByte()), PacketRule.REASON_CODE);
            if (body.hasMore()) {
                long expiry = PropertyRules.read(body, Place.DISCONNECT).getOrDefault(PropertyRules.SESSION_EXPIRY, 0L);
                require(expiry == 0 || wantsSession, PacketRule.SESSION_EXPIRY);
            }
        }
        body.end();
    }

    private static void require(boolean right, PacketRule rule) throws ForbiddenPacket {
        if (!right) {
            throw new ForbiddenPacket(rule);
        }
    }
}
