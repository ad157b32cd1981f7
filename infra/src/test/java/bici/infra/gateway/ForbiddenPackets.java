package bici.infra.gateway;

import static bici.infra.gateway.PacketBytes.binary;
import static bici.infra.gateway.PacketBytes.bytes;
import static bici.infra.gateway.PacketBytes.connect;
import static bici.infra.gateway.PacketBytes.integer;
import static bici.infra.gateway.PacketBytes.join;
import static bici.infra.gateway.PacketBytes.packet;
import static bici.infra.gateway.PacketBytes.properties;
import static bici.infra.gateway.PacketBytes.text;

import bici.infra.gateway.ForbiddenPackets.Row.When;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Packets that the standards forbid, as bytes, each under the rule of docs/mqtt-conformance.md that it breaks. */
final class ForbiddenPackets {
    static final String STATION = "S1";
    private static final String CLOCK = "bici/1/S1/up/clock";
    private static final byte[] ID = bytes(0, 9);
    private static final byte[] NONE = bytes();
    private static final byte[] EXPIRY = bytes(0x02, 0, 0, 0, 9);
    private static final byte[] ALIAS = bytes(0x23, 0, 1);
    private static final byte[] DELAY = bytes(0x18, 0, 0, 0, 1);
    private static final int CLEAN = 0x02;
    private static final int WILL = 0x04;

    private final List<Row> rows = new ArrayList<>();

    private ForbiddenPackets() {}

    /** One packet. */
    record Row(String rule, String what, Mqtt version, When when, Buffer packet) {
        enum When {
            /** Behind a CONNECT that is right. */
            CONNECTED,
            /** In place of the CONNECT, and its version can be read. */
            FIRST,
            /** In place of the CONNECT. */
            UNREAD
        }

        @Override
        public String toString() {
            return rule + ": " + what + ", " + version + ", " + when;
        }
    }

    static List<Row> list() {
        ForbiddenPackets all = new ForbiddenPackets();
        all.ofAnyKind();
        all.fields();
        all.propertiesOfPackets();
        all.publishes();
        all.filters();
        all.others();
        all.firstPackets();
        all.connects();
        all.propertiesOfConnect();
        return all.rows;
    }

    private void ofAnyKind() {
        both("reserved-type", "0", v -> packet(0x00));
        v3("reserved-type", "AUTH in 3.1.1", packet(0xF0));
        both("server-packet", "PINGRESP", v -> packet(0xD0));
        both("server-packet", "CONNACK", v -> packet(0x20, bytes(0, 0), properties(v)));
        both("server-packet", "SUBACK", v -> packet(0x90, ID, properties(v), bytes(0)));
        both("server-packet", "UNSUBACK", v -> packet(0xB0, ID, properties(v), bytes(0)));
        both("reserved-flags", "PINGREQ", v -> packet(0xC1));
        both("reserved-flags", "PUBACK", v -> packet(0x42, ID));
        both("reserved-flags", "PUBREL", v -> packet(0x60, ID));
        both("reserved-flags", "SUBSCRIBE", v -> packet(0x80, ID, properties(v), text("a"), bytes(0)));
        both("reserved-flags", "UNSUBSCRIBE", v -> packet(0xAA, ID, properties(v), text("a")));
        both("reserved-flags", "DISCONNECT", v -> packet(0xE8));
        v5("reserved-flags", "AUTH", packet(0xF4));
        both("length-field", "of five bytes", v -> bytes(0xC0, 0x80, 0x80, 0x80, 0x80));
        v5(
                "length-field",
                "of a property's number",
                packet(0x82, ID, properties(Mqtt.V5, bytes(0xFF, 0xFF, 0xFF, 0xFF, 1))));
        v5("length-not-shortest", "Remaining Length", bytes(0xC0, 0x80, 0));
        v5("length-not-shortest", "of properties", packet(0x82, ID, bytes(0x80, 0), text("a"), bytes(0)));
        both("packet-size", "70,000 bytes announced", v -> join(bytes(0x30), integer(70_000)));
    }

    private void fields() {
        both("truncated", "topic", v -> packet(0x30, bytes(0, 50), bytes(0x61, 0x61)));
        both("truncated", "packet id", v -> packet(0x32, text(CLOCK), bytes(0)));
        both("truncated", "options", v -> packet(0x82, ID, properties(v), text("a")));
        v5("truncated", "no properties", packet(0x30, text(CLOCK)));
        both("surplus", "PINGREQ", v -> packet(0xC0, bytes(0)));
        v3("surplus", "PUBACK", packet(0x40, ID, bytes(0)));
        v3("surplus", "DISCONNECT", packet(0xE0, bytes(0)));
        v5("surplus", "PUBACK", packet(0x40, ID, bytes(0), properties(Mqtt.V5), bytes(0)));
        both("utf-8", "longer than needed", v -> packet(0x30, binary(bytes(0x61, 0xC0, 0xAF)), properties(v)));
        both("utf-8", "a surrogate", v -> packet(0x30, binary(bytes(0xED, 0xA0, 0x80)), properties(v)));
        both("utf-8", "in a filter", v -> packet(0x82, ID, properties(v), binary(bytes(0xFF)), bytes(0)));
        v5(
                "utf-8",
                "in a user property",
                packet(0x30, text(CLOCK), properties(Mqtt.V5, bytes(0x26), text("a"), binary(bytes(0x80)))));
        both("null-character", "in a topic", v -> packet(0x30, text("a\0b"), properties(v)));
        both("null-character", "in a filter", v -> packet(0xA2, ID, properties(v), text("\0")));
        both("packet-id-zero", "PUBLISH", v -> packet(0x32, text(CLOCK), bytes(0, 0), properties(v)));
        both("packet-id-zero", "PUBACK", v -> packet(0x40, bytes(0, 0)));
        both("packet-id-zero", "SUBSCRIBE", v -> packet(0x82, bytes(0, 0), properties(v), text("a"), bytes(0)));
        both("packet-id-zero", "UNSUBSCRIBE", v -> packet(0xA2, bytes(0, 0), properties(v), text("a")));
        v5("reason-code", "unknown to PUBACK", packet(0x40, ID, bytes(0x01)));
        v5("reason-code", "of servers", packet(0xE0, bytes(0x8B)));
    }

    private void propertiesOfPackets() {
        v5("properties-length", "beyond the packet", packet(0x30, text(CLOCK), bytes(40), EXPIRY));
        v5("properties-length", "less than a property", packet(0x30, text(CLOCK), bytes(3), EXPIRY));
        v5("properties-length", "less than a text", packet(0xE0, bytes(0), bytes(3, 0x1F, 0, 9)));
        v5("property-foreign", "unknown", publish(bytes(0x7F, 0)));
        v5("property-foreign", "of CONNECT", publish(bytes(0x11, 0, 0, 0, 1)));
        v5("property-foreign", "of PUBLISH", packet(0x82, ID, properties(Mqtt.V5, EXPIRY), text("a"), bytes(0)));
        v5("property-foreign", "of servers", packet(0xE0, bytes(0), properties(Mqtt.V5, bytes(0x1C), text("x"))));
        v5("property-twice", "in PUBLISH", publish(join(EXPIRY, EXPIRY)));
        v5(
                "property-twice",
                "in PUBACK",
                packet(0x40, ID, bytes(0), properties(Mqtt.V5, bytes(0x1F), text("a"), bytes(0x1F), text("b"))));
        v5(
                "property-twice",
                "in DISCONNECT",
                packet(0xE0, bytes(0), properties(Mqtt.V5, bytes(0x1F), text("a"), bytes(0x1F), text("b"))));
        v5("property-value", "payload format", publish(bytes(0x01, 2)));
        v5("property-value", "response topic", publish(join(bytes(0x08), text("a/+"))));
        v5("property-value", "subscription id of a client", publish(bytes(0x0B, 5)));
    }

    private static byte[] publish(byte[] property) {
        return packet(0x30, text(CLOCK), properties(Mqtt.V5, property));
    }

    private void publishes() {
        both("qos-three", "PUBLISH", v -> packet(0x36, text(CLOCK), ID, properties(v)));
        both("duplicate-qos-zero", "PUBLISH", v -> packet(0x38, text(CLOCK), properties(v)));
        both("topic-wildcard", "+", v -> packet(0x30, text("bici/1/+/up/clock"), properties(v)));
        both("topic-wildcard", "#", v -> packet(0x30, text("bici/#"), properties(v)));
        both("topic-empty", "PUBLISH", v -> packet(0x30, text(""), properties(v)));
        v5("topic-alias", "above the most", publish(ALIAS));
        v5("topic-alias", "0", publish(bytes(0x23, 0, 0)));
        v5("topic-alias", "in place of a topic", packet(0x30, text(""), properties(Mqtt.V5, ALIAS)));
        both("qos-two-handshake", "PUBREC", v -> packet(0x50, ID));
        both("qos-two-handshake", "PUBREL", v -> packet(0x62, ID));
        both("qos-two-handshake", "PUBCOMP", v -> packet(0x70, ID));
    }

    private void filters() {
        both("no-filter", "SUBSCRIBE", v -> packet(0x82, ID, properties(v)));
        both("no-filter", "UNSUBSCRIBE", v -> packet(0xA2, ID, properties(v)));
        both("filter-count", "SUBSCRIBE", v -> packet(0x82, ID, properties(v), times(33, join(text("a"), bytes(1)))));
        both("filter-count", "UNSUBSCRIBE", v -> packet(0xA2, ID, properties(v), times(33, text("a"))));
        both("filter-length", "SUBSCRIBE", v -> subscribe(v, "a".repeat(129), 1));
        both("filter-length", "UNSUBSCRIBE", v -> packet(0xA2, ID, properties(v), text("a".repeat(129))));
        for (String filter : List.of("", "a+", "a/#/b", "#a", "a/b#")) {
            both("filter-syntax", filter, v -> subscribe(v, filter, 1));
        }
        both("filter-syntax", "UNSUBSCRIBE", v -> packet(0xA2, ID, properties(v), text("+a")));
        for (String filter : List.of("$share//a", "$share/g", "$share/+/a", "$share/g/")) {
            v5("filter-syntax", filter, subscribe(Mqtt.V5, filter, 1));
        }
        v3("subscribe-bits", "3.1.1", subscribe(Mqtt.V3, "a", 0x04));
        v5("subscribe-bits", "5.0", subscribe(Mqtt.V5, "a", 0x40));
        both("subscribe-qos-three", "SUBSCRIBE", v -> subscribe(v, "a", 3));
        v5("retain-handling", "3", subscribe(Mqtt.V5, "a", 0x30));
        v5("no-local-shared", "SUBSCRIBE", subscribe(Mqtt.V5, "$share/g/a", 0x04));
        v5("subscription-id", "SUBSCRIBE", packet(0x82, ID, properties(Mqtt.V5, bytes(0x0B, 1)), text("a"), bytes(0)));
    }

    private static byte[] subscribe(Mqtt version, String filter, int options) {
        return packet(0x82, ID, properties(version), text(filter), bytes(options));
    }

    private static byte[] times(int count, byte[] part) {
        byte[] all = new byte[count * part.length];
        for (int i = 0; i < count; i++) {
            System.arraycopy(part, 0, all, i * part.length, part.length);
        }
        return all;
    }

    private void others() {
        both("second-connect", "CONNECT", v -> connect(v, STATION, CLEAN, NONE));
        v5("authentication-unasked", "AUTH", packet(0xF0));
        v5("session-expiry", "DISCONNECT", packet(0xE0, bytes(0), properties(Mqtt.V5, bytes(0x11, 0, 0, 0, 9))));
    }

    private void firstPackets() {
        unread("first-packet", "PINGREQ", packet(0xC0));
        unread("first-packet", "PINGRESP", packet(0xD0));
        unread("first-packet", "PUBLISH", packet(0x30, text(CLOCK)));
        unread("reserved-flags", "CONNECT", join(bytes(0x11), bytes(9)));
        unread("packet-size", "CONNECT of 20 MB", join(bytes(0x10), integer(20_000_000)));
        unread("length-field", "CONNECT", bytes(0x10, 0xFF, 0xFF, 0xFF, 0xFF));
        unread("truncated", "CONNECT of nothing", packet(0x10));
        unread("protocol-name", "CONNECT", packet(0x10, text("MQTX"), bytes(5, CLEAN, 0, 60, 0), text(STATION)));
        unread("protocol-level", "6", packet(0x10, text("MQTT"), bytes(6, CLEAN, 0, 60, 0), text(STATION)));
        unread("protocol-level", "3.1", packet(0x10, text("MQIsdp"), bytes(3, CLEAN, 0, 60), text(STATION)));
        unread("utf-8", "protocol name", packet(0x10, binary(bytes(0xFF)), bytes(5, CLEAN, 0, 60, 0), text(STATION)));
    }

    private void connects() {
        bothFirst("connect-flag", "CONNECT", v -> connect(v, STATION, CLEAN | 1, NONE));
        bothFirst("will-flags", "QoS without will", v -> connect(v, STATION, CLEAN | 0x08, NONE));
        bothFirst("will-flags", "retain without will", v -> connect(v, STATION, CLEAN | 0x20, NONE));
        bothFirst("will-qos-three", "CONNECT", v -> connect(v, STATION, CLEAN | WILL | 0x18, NONE, will(v)));
        first(Mqtt.V3, "password-alone", "CONNECT", connect(Mqtt.V3, STATION, CLEAN | 0x40, NONE, text("secret")));
        bothFirst("truncated", "will is missing", v -> connect(v, STATION, CLEAN | WILL, NONE));
        bothFirst("truncated", "user name is missing", v -> connect(v, STATION, CLEAN | 0x80, NONE));
        bothFirst("surplus", "CONNECT", v -> connect(v, STATION, CLEAN, NONE, text("x")));
        bothFirst("null-character", "client id", v -> connect(v, "S\0", CLEAN, NONE));
        bothFirst("utf-8", "user name", v -> connect(v, STATION, CLEAN | 0x80, NONE, binary(bytes(0xF5, 0x80))));
        bothFirst(
                "utf-8",
                "will topic",
                v -> connect(v, STATION, CLEAN | WILL, NONE, properties(v), binary(bytes(0xC1)), binary(bytes(1))));
        byte[] right = connect(Mqtt.V5, STATION, CLEAN, NONE);
        byte[] longer = join(bytes(0x10, right[1] | 0x80, 0), Arrays.copyOfRange(right, 2, right.length));
        first(Mqtt.V5, "length-not-shortest", "CONNECT", longer);
    }

    private static byte[] will(Mqtt version, byte[]... properties) {
        return join(properties(version, properties), text("bici/1/S1/up/death"), binary(bytes(0x7B, 0x7D)));
    }

    private void propertiesOfConnect() {
        byte[] receiveMaximum = bytes(0x21, 0, 8);
        connectSays("property-twice", "receive maximum", join(receiveMaximum, receiveMaximum));
        connectSays("property-twice", "session expiry", join(bytes(0x11, 0, 0, 0, 0), bytes(0x11, 0, 0, 0, 0)));
        connectSays("property-foreign", "topic alias", ALIAS);
        connectSays("property-foreign", "server keep alive", bytes(0x13, 0, 9));
        connectSays("property-value", "receive maximum 0", bytes(0x21, 0, 0));
        connectSays("property-value", "maximum packet size 0", bytes(0x27, 0, 0, 0, 0));
        connectSays("property-value", "request problem information 2", bytes(0x17, 2));
        connectSays("property-value", "request response information 2", bytes(0x19, 2));
        connectSays("authentication-method", "unknown", join(bytes(0x15), text("SCRAM")));
        connectSays("authentication-data", "without a method", join(bytes(0x16), binary(bytes(1))));
        connectSays("small-packets", "63 bytes", bytes(0x27, 0, 0, 0, 63));
        connectSays("properties-length", "less than a property", bytes(0x21, 0));
        willSays("property-twice", "will delay", join(DELAY, DELAY));
        willSays("property-foreign", "in a will", bytes(0x11, 0, 0, 0, 1));
        willSays("property-value", "in a will", bytes(0x01, 7));
    }

    private void connectSays(String rule, String what, byte[] properties) {
        first(Mqtt.V5, rule, what, connect(Mqtt.V5, STATION, CLEAN, properties));
    }

    private void willSays(String rule, String what, byte[] property) {
        first(Mqtt.V5, rule, what, connect(Mqtt.V5, STATION, CLEAN | WILL, NONE, will(Mqtt.V5, property)));
    }

    private void both(String rule, String what, Function<Mqtt, byte[]> packet) {
        v3(rule, what, packet.apply(Mqtt.V3));
        v5(rule, what, packet.apply(Mqtt.V5));
    }

    private void v3(String rule, String what, byte[] packet) {
        rows.add(new Row(rule, what, Mqtt.V3, When.CONNECTED, Buffer.buffer(packet)));
    }

    private void v5(String rule, String what, byte[] packet) {
        rows.add(new Row(rule, what, Mqtt.V5, When.CONNECTED, Buffer.buffer(packet)));
    }

    private void bothFirst(String rule, String what, Function<Mqtt, byte[]> packet) {
        first(Mqtt.V3, rule, what, packet.apply(Mqtt.V3));
        first(Mqtt.V5, rule, what, packet.apply(Mqtt.V5));
    }

    private void first(Mqtt version, String rule, String what, byte[] packet) {
        rows.add(new Row(rule, what, version, When.FIRST, Buffer.buffer(packet)));
    }

    private void unread(String rule, String what, byte[] packet) {
        rows.add(new Row(rule, what, Mqtt.V5, When.UNREAD, Buffer.buffer(packet)));
    }
}
