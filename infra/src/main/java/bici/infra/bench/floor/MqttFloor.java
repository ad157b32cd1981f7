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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** The least that can stand where the gateway stands: a bare MQTT server behind the same TLS. No codec, no rules, no limits. */
final class MqttFloor {
    private static final int START_SECONDS = 20;

    private final Vertx vertx;
    private final Uplink uplink;
    private final AtomicInteger port = new AtomicInteger();

    /** A station's connection, and the loop it is to be used on. */
    record Station(MqttEndpoint endpoint, Context context) {
        String name() {
            return endpoint.clientIdentifier();
        }
    }

    /** What is done with what stations say. On the station's event loop. */
    interface Uplink {
        void connected(Station station);

        /** All but births; whoever takes it acknowledges it. */
        void take(Station station, MqttPublishMessage message);
    }

    MqttFloor(Vertx vertx, Uplink uplink) {
        this.vertx = vertx;
        this.uplink = uplink;
    }

    /** Listens when it returns; the answer is the port. */
    int start(StationAuthority authority) throws TimeoutException {
        MqttServerOptions options = options(authority);
        int cores = Runtime.getRuntime().availableProcessors();
        vertx.deployVerticle(() -> listener(options), new DeploymentOptions().setInstances(cores))
                .await(START_SECONDS, TimeUnit.SECONDS);
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
        uplink.connected(station);
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
        if (!message.topicName().endsWith("/birth")) {
            uplink.take(station, message);
            return;
        }
        endpoint.publishAcknowledge(message.messageId());
        String topic = "bici/1/" + endpoint.clientIdentifier() + "/down/birth";
        endpoint.publish(topic, Buffer.buffer("{\"status\":\"accepted\"}"), MqttQoS.AT_MOST_ONCE, false, false);
    }
}
