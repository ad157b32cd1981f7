package bici.gateway.options;

import java.time.Duration;

/**
 * Every limit and interval of the gateway (PROTOCOL.md, "Limits").
 *
 * @param port 0 takes a free one
 * @param listeners event loops that take connections, normally one per core
 * @param stopWithin what a clean stop may take to drain
 */
public record GatewayOptions(
        String host,
        int port,
        int listeners,
        Connects connects,
        Traffic traffic,
        Outgoing outgoing,
        Intervals intervals,
        Batches batches,
        Duration stopWithin) {

    /** How often may be connected, before a CONNECT is answered "rate exceeded". */
    public record Connects(int perStationPerMinute, int globalPerSecond, Duration timeout) {}

    /**
     * What may come in.
     *
     * @param inFlight unacknowledged publishes of an MQTT 5 station (its receive maximum)
     * @param inFlightV3 the same for MQTT 3.1.1, which is told nothing
     * @param inboxBytes received and not yet committed, over all stations
     */
    public record Traffic(
            int messagesPerSecond, int burst, int maxPacketBytes, int inFlight, int inFlightV3, long inboxBytes) {
        /** So many a second from one station, and twice as many at once. */
        public Traffic withMessages(int perSecond) {
            return new Traffic(perSecond, 2 * perSecond, maxPacketBytes, inFlight, inFlightV3, inboxBytes);
        }
    }

    /** What may wait for one station, and how long one message may stay unacknowledged. */
    public record Outgoing(int inFlight, int maxWaiting, int maxWaitingBytes, Duration patience) {}

    /**
     * What is asked of stations and looked after by the gateway.
     *
     * @param heartbeat a station is silent after one and a half of these
     * @param health how often telemetry is wanted
     * @param sweep how often silence, revocation and expiry are looked for
     */
    public record Intervals(Duration heartbeat, Duration health, Duration sweep) {}

    /**
     * How facts are gathered for one transaction, and how long to wait when the database is away.
     *
     * @param linger how long a few facts wait for others to be written with, when nobody waits for them
     * @param backlog a station of which more facts than these wait is written apart from the others
     */
    public record Batches(int maxFacts, int backlog, Duration linger, Duration retryFrom, Duration retryTo) {}

    public static GatewayOptions defaults() {
        return new GatewayOptions(
                "127.0.0.1",
                8883,
                Runtime.getRuntime().availableProcessors(),
                new Connects(6, 1_000, Duration.ofSeconds(10)),
                new Traffic(200, 400, 68 * 1024, 8, 64, 64L * 1024 * 1024),
                new Outgoing(4, 256, 1024 * 1024, Duration.ofSeconds(60)),
                new Intervals(Duration.ofSeconds(60), Duration.ofMinutes(5), Duration.ofSeconds(1)),
                new Batches(8_192, 128, Duration.ofMillis(10), Duration.ofMillis(200), Duration.ofSeconds(5)),
                Duration.ofSeconds(10));
    }

    public GatewayOptions withAddress(String newHost, int newPort) {
        return new GatewayOptions(
                newHost, newPort, listeners, connects, traffic, outgoing, intervals, batches, stopWithin);
    }

    public GatewayOptions withConnects(Connects other) {
        return new GatewayOptions(host, port, listeners, other, traffic, outgoing, intervals, batches, stopWithin);
    }

    public GatewayOptions withTraffic(Traffic other) {
        return new GatewayOptions(host, port, listeners, connects, other, outgoing, intervals, batches, stopWithin);
    }

    public GatewayOptions withOutgoing(Outgoing other) {
        return new GatewayOptions(host, port, listeners, connects, traffic, other, intervals, batches, stopWithin);
    }

    public GatewayOptions withIntervals(Intervals other) {
        return new GatewayOptions(host, port, listeners, connects, traffic, outgoing, other, batches, stopWithin);
    }
}
