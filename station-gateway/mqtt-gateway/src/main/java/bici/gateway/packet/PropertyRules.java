package bici.gateway.packet;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which properties of MQTT 5 a client may say, where, how often and with what value (MQTT 5.0, table 2-4). */
final class PropertyRules {
    static final int SUBSCRIPTION_IDENTIFIER = 0x0B;
    static final int SESSION_EXPIRY = 0x11;
    static final int AUTHENTICATION_METHOD = 0x15;
    static final int AUTHENTICATION_DATA = 0x16;
    static final int TOPIC_ALIAS = 0x23;
    static final int MAXIMUM_PACKET_SIZE = 0x27;
    private static final int USER_PROPERTY = 0x26;

    private static final Map<Integer, Property> KNOWN = Map.ofEntries(
            Map.entry(0x01, new Property(Type.FLAG, EnumSet.of(Place.WILL, Place.PUBLISH))),
            Map.entry(0x02, new Property(Type.FOUR_BYTES, EnumSet.of(Place.WILL, Place.PUBLISH))),
            Map.entry(0x03, new Property(Type.TEXT, EnumSet.of(Place.WILL, Place.PUBLISH))),
            Map.entry(0x08, new Property(Type.TOPIC, EnumSet.of(Place.WILL, Place.PUBLISH))),
            Map.entry(0x09, new Property(Type.BINARY, EnumSet.of(Place.WILL, Place.PUBLISH))),
            Map.entry(SUBSCRIPTION_IDENTIFIER, new Property(Type.INTEGER, EnumSet.of(Place.SUBSCRIBE, Place.PUBLISH))),
            Map.entry(SESSION_EXPIRY, new Property(Type.FOUR_BYTES, EnumSet.of(Place.CONNECT, Place.DISCONNECT))),
            Map.entry(AUTHENTICATION_METHOD, new Property(Type.TEXT, EnumSet.of(Place.CONNECT))),
            Map.entry(AUTHENTICATION_DATA, new Property(Type.BINARY, EnumSet.of(Place.CONNECT))),
            Map.entry(0x17, new Property(Type.FLAG, EnumSet.of(Place.CONNECT))),
            Map.entry(0x18, new Property(Type.FOUR_BYTES, EnumSet.of(Place.WILL))),
            Map.entry(0x19, new Property(Type.FLAG, EnumSet.of(Place.CONNECT))),
            Map.entry(0x1F, new Property(Type.TEXT, EnumSet.of(Place.PUBACK, Place.DISCONNECT))),
            Map.entry(0x21, new Property(Type.TWO_BYTES_POSITIVE, EnumSet.of(Place.CONNECT))),
            Map.entry(0x22, new Property(Type.TWO_BYTES, EnumSet.of(Place.CONNECT))),
            Map.entry(TOPIC_ALIAS, new Property(Type.TWO_BYTES, EnumSet.of(Place.PUBLISH))),
            Map.entry(USER_PROPERTY, new Property(Type.PAIR, EnumSet.allOf(Place.class))),
            Map.entry(MAXIMUM_PACKET_SIZE, new Property(Type.FOUR_BYTES_POSITIVE, EnumSet.of(Place.CONNECT))));

    private PropertyRules() {}

    /** Where a client says properties. */
    enum Place {
        CONNECT,
        WILL,
        PUBLISH,
        PUBACK,
        SUBSCRIBE,
        UNSUBSCRIBE,
        DISCONNECT
    }

    private enum Type {
        FLAG,
        TWO_BYTES,
        TWO_BYTES_POSITIVE,
        FOUR_BYTES,
        FOUR_BYTES_POSITIVE,
        INTEGER,
        TEXT,
        TOPIC,
        BINARY,
        PAIR
    }

    private record Property(Type type, Set<Place> places) {}

    /** The numbers that were said, by property; 0 for what is no number. */
    static Map<Integer, Long> read(PacketReader packet, Place place) throws ForbiddenPacket {
        PacketReader reader = packet.properties();
        if (!reader.hasMore()) {
            return Map.of();
        }
        Map<Integer, Long> said = new HashMap<>();
        while (reader.hasMore()) {
            int id = reader.integer();
            Property property = KNOWN.get(id);
            if (property == null || !property.places().contains(place)) {
                throw new ForbiddenPacket(PacketRule.PROPERTY_FOREIGN);
            }
            long value = value(reader, property.type());
            if (said.put(id, value) != null && id != USER_PROPERTY) {
                throw new ForbiddenPacket(PacketRule.PROPERTY_TWICE);
            }
        }
        return said;
    }

    private static long value(PacketReader reader, Type type) throws ForbiddenPacket {
        return switch (type) {
            case FLAG -> within(reader.oneByte(), 0, 1);
            case TWO_BYTES -> reader.twoBytes();
            case TWO_BYTES_POSITIVE -> within(reader.twoBytes(), 1, Long.MAX_VALUE);
            case FOUR_BYTES -> reader.fourBytes();
            case FOUR_BYTES_POSITIVE -> within(reader.fourBytes(), 1, Long.MAX_VALUE);
            case INTEGER -> within(reader.integer(), 1, Long.MAX_VALUE);
            case TEXT -> {
                reader.text();
                yield 0;
            }
            case TOPIC -> {
                if (TopicSyntax.hasWildcard(reader.text())) {
                    throw new ForbiddenPacket(PacketRule.PROPERTY_VALUE);
                }
                yield 0;
            }
            case BINARY -> {
                reader.binary();
                yield 0;
            }
            case PAIR -> {
                reader.text();
                reader.text();
                yield 0;
            }
        };
    }

    private static long within(long value, long least, long most) throws ForbiddenPacket {
        if (value < least || value > most) {
            throw new ForbiddenPacket(PacketRule.PROPERTY_VALUE);
        }
        return value;
    }
}
