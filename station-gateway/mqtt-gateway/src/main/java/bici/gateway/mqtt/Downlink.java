package bici.gateway.mqtt;

import bici.fleet.vocabulary.StationId;
import bici.gateway.access.SubscribeRules;
import bici.gateway.metrics.GatewayMeters;
import bici.gateway.options.GatewayOptions.Outgoing;
import bici.wire.DownMessage;
import bici.wire.StationCodec;
import bici.wire.Topics;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What goes to one station: a few messages in flight, the rest in a bounded queue, long lists pulled from their source
 * as there is room. Messages wait for the first SUBSCRIBE; after it what is not subscribed to is dropped and counted.
 * Only for the connection's event loop.
 */
final class Downlink {
    private static final int MAX_PACKET_ID = 65_535;
    private static final int MAX_FILTERS = 32;
    private static final long MS_PER_SECOND = 1_000;

    private final StationId station;
    private final Peer peer;
    private final Outgoing limits;
    private final int window;
    private final long maxPacketBytes;
    private final GatewayMeters meters;
    private final Map<String, MqttQoS> filters = new HashMap<>();
    private final ArrayDeque<Letter> queue = new ArrayDeque<>();
    private final Map<Integer, Long> inFlight = new LinkedHashMap<>();
    private Iterator<Letter> bulk = Collections.emptyIterator();
    private long queuedBytes;
    private int lastPacketId;
    private boolean subscribed;

    /**
     * What the station said in CONNECT that it takes.
     *
     * @param receiveMaximum QoS 1 messages at once
     * @param maxPacketBytes of one packet, all of it counted
     */
    record Appetite(int receiveMaximum, long maxPacketBytes) {}

    Downlink(StationId station, Peer peer, Appetite appetite, Outgoing limits, GatewayMeters meters) {
        this.station = station;
        this.peer = peer;
        this.limits = limits;
        this.window = Math.max(1, Math.min(limits.inFlight(), appetite.receiveMaximum()));
        this.maxPacketBytes = appetite.maxPacketBytes();
        this.meters = meters;
    }

    /** A message on its way down. */
    record Letter(String kind, Buffer payload, OptionalLong expirySeconds) {
        static Letter of(DownMessage message) {
            OptionalLong expiry = message instanceof DownMessage.Command command
                    ? OptionalLong.of(Math.max(1, command.ttlMs() / MS_PER_SECOND))
                    : OptionalLong.empty();
            return new Letter(message.kind(), Buffer.buffer(StationCodec.encode(message)), expiry);
        }
    }

    /** Sends when there is room. False when the station reads too slowly: then it is to be closed. */
    boolean send(DownMessage message) {
        Letter letter = Letter.of(message);
        boolean full = queue.size() >= limits.maxWaiting()
                || queuedBytes + letter.payload().length() > limits.maxWaitingBytes();
        if (full && subscribed) {
            return false;
        }
        if (full) {
            meters.happened("undeliverable");
            return true;
        }
        queue.addLast(letter);
        queuedBytes += letter.payload().length();
        pump();
        return true;
    }

    /** Sends these after everything else, replacing what is left of an earlier such list. */
    void sendAll(Iterator<Letter> letters) {
        bulk = letters;
        pump();
    }

    /** Grants a filter if it may be; QoS 2 is granted as 1. */
    Optional<MqttQoS> subscribe(String filter, MqttQoS asked) {
        if (!SubscribeRules.isAllowed(station, filter)) {
            return Optional.empty();
        }
        MqttQoS granted = asked == MqttQoS.AT_MOST_ONCE ? MqttQoS.AT_MOST_ONCE : MqttQoS.AT_LEAST_ONCE;
        filters.put(filter, granted);
        return Optional.of(granted);
    }

    /** The SUBACK is out: what waited for it may go. */
    void subscribed() {
        subscribed = subscribed || !filters.isEmpty();
        pump();
    }

    /** Filters a station may hold are many, kinds are few: nobody needs more. */
    boolean hasRoomFor(String filter) {
        return filters.size() < MAX_FILTERS || filters.containsKey(filter);
    }

    boolean unsubscribe(String filter) {
        return filters.remove(filter) != null;
    }

    /** False when nothing of this id was in flight. */
    boolean acknowledged(int packetId) {
        boolean known = inFlight.remove(packetId) != null;
        pump();
        return known;
    }

    /** True when the oldest message in flight was not acknowledged for too long. */
    boolean isStuck(long nowNanos) {
        return inFlight.values().stream()
                .findFirst()
                .map(sent -> nowNanos - sent > limits.patience().toNanos())
                .orElse(false);
    }

    private void pump() {
        while (subscribed && peer.isConnected() && inFlight.size() < window) {
            Optional<Letter> next = findNext();
            if (next.isEmpty()) {
                return;
            }
            findQos(next.get().kind())
                    .ifPresentOrElse(qos -> publish(next.get(), qos), () -> meters.happened("undeliverable"));
        }
    }

    /** MQTT 5.0, [MQTT-3.1.2-25]: what the station does not take is as good as sent. */
    private boolean isTaken(String topic, Letter letter, MqttQoS qos) {
        if (peer.packetBytes(topic, letter.payload(), qos, letter.expirySeconds()) <= maxPacketBytes) {
            return true;
        }
        meters.happened("too-large-for-station");
        return false;
    }

    private Optional<Letter> findNext() {
        Letter first = queue.pollFirst();
        if (first != null) {
            queuedBytes -= first.payload().length();
            return Optional.of(first);
        }
        return bulk.hasNext() ? Optional.of(bulk.next()) : Optional.empty();
    }

    private Optional<MqttQoS> findQos(String kind) {
        MqttQoS exact = filters.get(Topics.down(station.value(), kind));
        MqttQoS all = filters.get(Topics.allDown(station.value()));
        if (exact == MqttQoS.AT_LEAST_ONCE || all == MqttQoS.AT_LEAST_ONCE) {
            return Optional.of(MqttQoS.AT_LEAST_ONCE);
        }
        return exact == null && all == null ? Optional.empty() : Optional.of(MqttQoS.AT_MOST_ONCE);
    }

    private void publish(Letter letter, MqttQoS qos) {
        String topic = Topics.down(station.value(), letter.kind());
        if (!isTaken(topic, letter, qos)) {
            return;
        }
        int packetId = nextPacketId();
        inFlight.put(packetId, System.nanoTime());
        meters.sent(letter.kind());
        peer.publish(topic, letter.payload(), qos, packetId, letter.expirySeconds())
                .onSuccess(written -> {
                    if (qos == MqttQoS.AT_MOST_ONCE) {
                        acknowledged(packetId);
                    }
                });
    }

    private int nextPacketId() {
        do {
            lastPacketId = lastPacketId % MAX_PACKET_ID + 1;
        } while (inFlight.containsKey(lastPacketId));
        return lastPacketId;
    }
}
