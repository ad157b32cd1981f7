package bici.gateway.mqtt;

import bici.gateway.credentials.StationAuthority;
import bici.gateway.options.GatewayOptions;
import bici.gateway.packet.ForbiddenPacket;
import bici.gateway.packet.GuardedVertx;
import bici.gateway.packet.PacketGuard;
import bici.gateway.packet.PacketRule;
import bici.wire.DownMessage.Fault;
import bici.wire.FaultReason;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import io.vertx.mqtt.MqttTopicSubscription;
import io.vertx.mqtt.messages.MqttSubscribeMessage;
import io.vertx.mqtt.messages.MqttUnsubscribeMessage;
import io.vertx.mqtt.messages.codes.MqttDisconnectReasonCode;
import io.vertx.mqtt.messages.codes.MqttSubAckReasonCode;
import io.vertx.mqtt.messages.codes.MqttUnsubAckReasonCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop's share of the connections. Deployed once per core; all instances listen on one port. */
final class MqttListener implements Deployable {
    private static final Logger LOG = LoggerFactory.getLogger(MqttListener.class);
    private static final int MAX_CLIENT_ID = 32;
    private static final int MQTT_5 = 5;
    /** How Vert.x's server begins its complaint, which has no type of its own. */
    private static final String LATE_PACKET = "Received an MQTT packet from a not connected client";

    private final Parts parts;
    private final MqttServerOptions serverOptions;
    private final AtomicInteger port;
    private final ConnectGate gate;
    private final Set<StationConnection> connections = new HashSet<>();

    /** The port is written there as soon as it is known. */
    MqttListener(Parts parts, MqttServerOptions serverOptions, AtomicInteger port) {
        this.parts = parts;
        this.serverOptions = serverOptions;
        this.port = port;
        this.gate = new ConnectGate(parts);
    }

    /** The server's options, each default that is too wide made narrower. */
    static MqttServerOptions serverOptions(GatewayOptions options, StationAuthority authority) {
        PemKeyCertOptions own = new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(authority.getServerChainPem()))
                .addKeyValue(Buffer.buffer(authority.getServerKeyPem()));
        MqttServerOptions server = new MqttServerOptions()
                .setHost(options.host())
                .setPort(options.port() == 0 ? -1 : options.port())
                .setSsl(true)
                .setKeyCertOptions(own)
                .setTrustOptions(TrustOptions.wrap(authority.createStationTrust()))
                .setClientAuth(ClientAuth.REQUIRED)
                .setAutoClientId(false)
                .setMaxClientIdLength(MAX_CLIENT_ID)
                .setMaxMessageSize(options.traffic().maxPacketBytes())
                .setTimeoutOnConnect((int) options.connects().timeout().toSeconds());
        server.setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"));
        server.setSslHandshakeTimeout(options.connects().timeout().toSeconds());
        server.setTcpNoDelay(true);
        return server;
    }

    @Override
    public Future<?> deploy(Context context) {
        context.exceptionHandler(this::surprised);
        int maxPacketBytes = parts.options().traffic().maxPacketBytes();
        Strangers strangers = new Strangers(parts);
        MqttServer server = MqttServer.create(
                new GuardedVertx(context.owner(), () -> new PacketGuard(maxPacketBytes, strangers)), serverOptions);
        long sweepMs = parts.options().intervals().sweep().toMillis();
        context.owner().setPeriodic(sweepMs, timer -> sweep());
        return server.endpointHandler(endpoint -> connect(endpoint, context))
                .exceptionHandler(e -> parts.meters().refused("connect-malformed"))
                .listen()
                .onSuccess(listening -> port.set(listening.actualPort()));
    }

    /** Packets still on their way when a connection is closed end here too, one by one: no line in the log for each. */
    private void surprised(Throwable failure) {
        if (String.valueOf(failure.getMessage()).startsWith(LATE_PACKET)) {
            parts.meters().happened("late-packet");
        } else {
            parts.meters().failed("handler");
            parts.once()
                    .next("handler " + failure.getClass().getName())
                    .ifPresent(times -> LOG.error("a handler failed ({} since the last such line)", times, failure));
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        List.copyOf(connections).forEach(connection -> connection.sweep(now));
    }

    private void connect(MqttEndpoint endpoint, Context context) {
        Optional<ConnectedStation> station = gate.judge(endpoint);
        if (station.isEmpty()) {
            return;
        }
        StationConnection connection = new StationConnection(station.get(), endpoint, context, parts);
        connections.add(connection);
        parts.meters().connected(1);
        listen(endpoint, connection);
        parts.registry().enter(connection);
        boolean mqtt5 = endpoint.protocolVersion() == MQTT_5;
        Instant welcomedAt = parts.clock().instant();
        endpoint.accept(
                false,
                mqtt5
                        ? Properties.connack(parts.options(), endpoint.keepAliveTimeSeconds())
                        : MqttProperties.NO_PROPERTIES);
        if (mqtt5) {
            birthInConnect(Properties.listBirths(endpoint), connection);
        }
        connection.welcomed(welcomedAt);
    }

    private void listen(MqttEndpoint endpoint, StationConnection connection) {
        endpoint.autoKeepAlive(false) // Its answer to PINGREQ throws when the handler has closed the connection.
                .publishHandler(connection::published)
                .subscribeHandler(message -> subscribe(connection, message, endpoint.protocolVersion() == MQTT_5))
                .unsubscribeHandler(message -> unsubscribe(connection, message))
                .publishAcknowledgeHandler(packetId -> {
                    connection.heard();
                    if (!connection.downlink().acknowledged(packetId)) {
                        connection.asks();
                    }
                })
                .pingHandler(v -> {
                    if (connection.asks()) {
                        connection.peer().pong();
                    }
                })
                .disconnectMessageHandler(message -> {
                    if (message.code() != MqttDisconnectReasonCode.WITH_WILL_MESSAGE) {
                        connection.goodbye();
                    }
                })
                .exceptionHandler(e -> malformed(connection, e))
                .closeHandler(v -> {
                    connections.remove(connection);
                    parts.meters().connected(-1);
                    connection.ended();
                });
    }

    private void malformed(StationConnection connection, Throwable failure) {
        if (failure instanceof ForbiddenPacket forbidden) {
            forbidden(connection, forbidden.rule());
            return;
        }
        parts.meters().refused("connection-error");
        parts.once()
                .next("broken " + connection.station())
                .ifPresent(times -> LOG.info(
                        "the connection of {} broke: {} ({} since the last such line)",
                        connection.station(),
                        failure.toString(),
                        times));
    }

    private void forbidden(StationConnection connection, PacketRule rule) {
        parts.meters().forbidden(rule.word());
        parts.once()
                .next(rule.word() + " " + connection.station())
                .ifPresent(times -> LOG.warn(
                        "{} sent a packet that is forbidden: {} ({} since the last such line)",
                        connection.station(),
                        rule.word(),
                        times));
        connection.close(rule.reason());
    }

    private void birthInConnect(List<String> births, StationConnection connection) {
        if (births.size() > 1) {
            connection.fault(new Fault(
                    "birth", FaultReason.WRONG_TYPE.word(), "more than one birth in CONNECT", "", Optional.empty()));
        } else if (births.size() == 1) {
            parts.meters().received("birth");
            connection.handle(new UpPacket("birth", StandardCharsets.UTF_8.encode(births.get(0)), 0));
        }
    }

    private void subscribe(StationConnection connection, MqttSubscribeMessage message, boolean mqtt5) {
        if (!connection.asks()) {
            return;
        }
        List<MqttSubAckReasonCode> codes = message.topicSubscriptions().stream()
                .map(asked -> grant(connection, asked, mqtt5))
                .toList();
        connection.peer().acknowledgeSubscribe(message.messageId(), codes);
        connection.downlink().subscribed();
    }

    private MqttSubAckReasonCode grant(StationConnection connection, MqttTopicSubscription asked, boolean mqtt5) {
        if (!connection.downlink().hasRoomFor(asked.topicName())) {
            parts.meters().refused("subscribe-quota");
            return mqtt5 ? MqttSubAckReasonCode.QUOTA_EXCEEDED : MqttSubAckReasonCode.UNSPECIFIED_ERROR;
        }
        Optional<MqttQoS> granted = connection.downlink().subscribe(asked.topicName(), asked.qualityOfService());
        if (granted.isPresent()) {
            return MqttSubAckReasonCode.qosGranted(granted.get());
        }
        parts.meters().refused("subscribe");
        parts.once()
                .next("subscribe " + connection.station())
                .ifPresent(times -> LOG.info(
                        "{} may not subscribe to what it asked for ({} filters since the last such line)",
                        connection.station(),
                        times));
        return mqtt5 ? MqttSubAckReasonCode.NOT_AUTHORIZED : MqttSubAckReasonCode.UNSPECIFIED_ERROR;
    }

    private void unsubscribe(StationConnection connection, MqttUnsubscribeMessage message) {
        if (!connection.asks()) {
            return;
        }
        List<MqttUnsubAckReasonCode> codes = message.topics().stream()
                .map(filter -> connection.downlink().unsubscribe(filter)
                        ? MqttUnsubAckReasonCode.SUCCESS
                        : MqttUnsubAckReasonCode.NO_SUBSCRIPTION_EXISTED)
                .toList();
        connection.peer().acknowledgeUnsubscribe(message.messageId(), codes);
    }
}
