package bici.infra.bench.floor;

import bici.gateway.credentials.StationAuthority;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import io.vertx.mqtt.messages.MqttPublishMessage;
import io.vertx.mqtt.messages.MqttSubscribeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The least that can stand where the gateway and the ledger stand: a bare MQTT server behind the same TLS, each message
 * copied into {@link RawFacts}, PUBACK after the commit. No codec, no rules, no limits, no ledger.
 */
final class MqttFloor {
    private static final int MOST_AT_A_TIME = 8_192;
    private static final int MOST_WAITING = 100_000;
    private static final int START_SECONDS = 20;

    private final Vertx vertx = Vertx.vertx();
    private final RawFacts table;
    private final Clock clock;
    private final AtomicInteger port = new AtomicInteger();
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

    private record Station(MqttEndpoint endpoint, Context context) {}

    private record Waiting(Station station, int packetId, RawFacts.Message message) {}

    MqttFloor(RawFacts table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Listens when it returns; the answer is the port. */
    int start(StationAuthority authority) throws TimeoutException {
        MqttServerOptions options = options(authority);
        int cores = Runtime.getRuntime().availableProcessors();
        vertx.deployVerticle(() -> listener(options), new DeploymentOptions().setInstances(cores))
                .await(START_SECONDS, TimeUnit.SECONDS);
        Thread.ofPlatform().daemon().name("floor-writer").start(this::writeForEver);
        return port.get();
    }

    private static MqttServerOptions options(StationAuthority authority) {
        MqttServerOptions options = new MqttServerOptions()
                .setHost("127.0.0.1")
                .setPort(-1)
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(authority.getServerChainPem()))
                        .addKeyValue(Buffer.buffer(authority.getServerKeyPem())))
                .setTrustOptions(TrustOptions.wrap(authority.createStationTrust()))
                .setClientAuth(ClientAuth.REQUIRED)
                .setMaxMessageSize(68 * 1024);
        options.setTcpNoDelay(true);
        return options;
    }

    private Deployable listener(MqttServerOptions options) {
        return new Deployable() {
            @Override
            public Future<?> deploy(Context context) {
                return MqttServer.create(vertx, options)
                        .endpointHandler(endpoint -> serve(new Station(endpoint, context)))
                        .listen()
                        .onSuccess(listening -> port.set(listening.actualPort()));
            }
        };
    }

    private void serve(Station station) {
        MqttEndpoint endpoint = station.endpoint();
        endpoint.subscribeHandler(message -> subscribe(endpoint, message))
                .publishHandler(message -> take(station, message))
                .accept(false);
    }

    private static void subscribe(MqttEndpoint endpoint, MqttSubscribeMessage message) {
        endpoint.subscribeAcknowledge(message.messageId(), List.of(MqttQoS.AT_MOST_ONCE));
    }

    private void take(Station station, MqttPublishMessage message) {
        MqttEndpoint endpoint = station.endpoint();
        if (message.topicName().endsWith("/facts")) {
            String payload = message.payload().toString(StandardCharsets.UTF_8);
            RawFacts.Message raw = new RawFacts.Message(endpoint.clientIdentifier(), payload, clock.instant());
            if (!waiting.offer(new Waiting(station, message.messageId(), raw))) {
                endpoint.close();
            }
            return;
        }
        endpoint.publishAcknowledge(message.messageId());
        if (message.topicName().endsWith("/birth")) {
            String topic = "bici/1/" + endpoint.clientIdentifier() + "/down/birth";
            endpoint.publish(topic, Buffer.buffer("{\"status\":\"accepted\"}"), MqttQoS.AT_MOST_ONCE, false, false);
        }
    }

    private void writeForEver() {
        List<Waiting> batch = new ArrayList<>();
        try {
            while (true) {
                batch.add(waiting.take());
                waiting.drainTo(batch, MOST_AT_A_TIME - 1);
                table.write(batch.stream().map(Waiting::message).toList());
                acknowledge(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | IOException e) {
            // A floor that cannot write has no figure: the stations lose their connection and the benchmark fails.
            System.err.println("the floor cannot write: " + e);
            vertx.close();
        }
    }

    private static void acknowledge(List<Waiting> written) {
        Map<MqttEndpoint, List<Waiting>> byStation = new HashMap<>();
        written.forEach(one -> byStation
                .computeIfAbsent(one.station().endpoint(), endpoint -> new ArrayList<>())
                .add(one));
        byStation.forEach((endpoint, packets) -> packets.getFirst()
                .station()
                .context()
                .runOnContext(v -> packets.forEach(packet -> endpoint.publishAcknowledge(packet.packetId()))));
    }
}
