package bici.simulator.station;

import bici.wire.Topics;
import java.net.URI;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of one station, from connecting to its end; never connected again. Calls its listener from the client
 * library's threads.
 */
final class MqttLink {
    private static final Logger LOG = LoggerFactory.getLogger(MqttLink.class);
    private static final int AT_LEAST_ONCE = 1;
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int CONNECT_TIMEOUT_SECONDS = 10;
    private static final long DISCONNECT_TIMEOUT_MS = 2_000;

    private final String station;
    private final Listener listener;
    private final MqttAsyncClient client;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** What a connection tells. */
    interface Listener {
        /** Connected, and subscribed to all that is said to the station. */
        void connected();

        void received(String kind, byte[] payload);

        void acknowledged(Outgoing message);

        /** Told once, also when there never was a connection. */
        void lost(String why);
    }

    /** Where and how to connect. */
    record Endpoint(URI server, SSLSocketFactory sockets, ScheduledExecutorService threads) {}

    private MqttLink(String station, Endpoint endpoint, Listener listener) throws MqttException {
        this.station = station;
        this.listener = listener;
        this.client = new MqttAsyncClient(
                endpoint.server().toString(), station, new MemoryPersistence(), null, endpoint.threads());
    }

    /** Begins to connect; what comes of it the listener is told. */
    static MqttLink open(String station, Endpoint endpoint, byte[] will, Listener listener) {
        try {
            MqttLink link = new MqttLink(station, endpoint, listener);
            link.connect(endpoint, will);
            return link;
        } catch (MqttException e) {
            throw new IllegalStateException("cannot use " + endpoint.server() + ": " + e.getMessage(), e);
        }
    }

    private void connect(Endpoint endpoint, byte[] will) {
        client.setCallback(new Callback());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setSocketFactory(endpoint.sockets());
        options.setCleanStart(true);
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout(CONNECT_TIMEOUT_SECONDS);
        MqttMessage death = new MqttMessage(will);
        death.setQos(AT_LEAST_ONCE);
        options.setWill(Topics.up(station, "death"), death);
        try {
            client.connect(options, null, new Step(this::subscribe));
        } catch (MqttException e) {
            end(e.getMessage());
        }
    }

    private void subscribe() {
        try {
            client.subscribe(Topics.allDown(station), AT_LEAST_ONCE, null, new Step(listener::connected));
        } catch (MqttException e) {
            end(e.getMessage());
        }
    }

    /** Publishes at least once; the listener is told when it was acknowledged. */
    void publish(Outgoing message) {
        try {
            client.publish(
                    Topics.up(station, message.kind()),
                    message.payload(),
                    AT_LEAST_ONCE,
                    false,
                    null,
                    new Step(() -> listener.acknowledged(message)));
        } catch (MqttException e) {
            end(e.getMessage());
        }
    }

    /** Says goodbye if it can. The listener hears no more. Blocks for two seconds at most. */
    void close() {
        ended.set(true);
        try {
            if (client.isConnected()) {
                client.disconnect(0).waitForCompletion(DISCONNECT_TIMEOUT_MS);
            }
        } catch (MqttException e) {
            LOG.debug("{}: closed without goodbye: {}", station, e.getMessage());
        }
        release();
    }

    /** Frees what a dead connection still holds. */
    void release() {
        try {
            client.disconnectForcibly(0, 0, false);
        } catch (MqttException e) {
            LOG.debug("{}: already disconnected: {}", station, e.getMessage());
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            LOG.debug("{}: cannot release the connection: {}", station, e.getMessage());
        }
    }

    private void end(@Nullable String why) {
        if (ended.compareAndSet(false, true)) {
            listener.lost(why == null ? "unknown" : why);
        }
    }

    /** Runs the next step, or ends the connection. */
    private final class Step implements MqttActionListener {
        private final Runnable next;

        private Step(Runnable next) {
            this.next = next;
        }

        @Override
        public void onSuccess(IMqttToken token) {
            if (!ended.get()) {
                next.run();
            }
        }

        @Override
        public void onFailure(@Nullable IMqttToken token, @Nullable Throwable why) {
            end(why == null ? "refused" : why.toString());
        }
    }

    private final class Callback implements MqttCallback {
        @Override
        public void disconnected(@Nullable MqttDisconnectResponse response) {
            end(response == null ? "disconnected" : "disconnected, reason " + response.getReturnCode());
        }

        @Override
        public void mqttErrorOccurred(MqttException error) {
            end(error.getMessage());
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            if (!ended.get()) {
                listener.received(topic.substring(topic.lastIndexOf('/') + 1), message.getPayload());
            }
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // each message has a listener of its own
        }

        @Override
        public void connectComplete(boolean reconnected, String server) {
            // the token of connect() has told
        }

        @Override
        public void authPacketArrived(int reason, MqttProperties properties) {
            // certificates identify, no enhanced authentication is offered
        }
    }
}
