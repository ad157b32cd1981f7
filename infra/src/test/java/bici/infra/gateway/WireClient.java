package bici.infra.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A plain blocking MQTT client that may say anything, also what no honest client library would. One thread reads and
 * keeps what came; the test asks for it.
 */
final class WireClient implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Socket socket;
    private final EmbeddedChannel encoder = new EmbeddedChannel(MqttEncoder.INSTANCE);
    private final EmbeddedChannel decoder = new EmbeddedChannel(new MqttDecoder(1_000_000), MqttEncoder.INSTANCE);
    private final List<MqttMessage> received = new ArrayList<>();
    private boolean closed;
    private boolean acknowledging = true;
    private int lastPacketId;

    private WireClient(Socket socket) {
        this.socket = socket;
    }

    /** Opens the socket and the TLS session, says nothing. */
    static WireClient open(SSLSocketFactory tls, int port) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket("localhost", port);
        socket.setTcpNoDelay(true);
        socket.startHandshake();
        WireClient client = new WireClient(socket);
        Thread.ofVirtual().name("wire-client").start(client::readAll);
        return client;
    }

    /** A CONNECT to be changed before it is sent. */
    static MqttMessageBuilders.ConnectBuilder connectPacket(String clientId, MqttVersion version) {
        return MqttMessageBuilders.connect()
                .clientId(clientId)
                .protocolVersion(version)
                .cleanSession(true)
                .keepAlive(60);
    }

    /** Sends CONNECT; the CONNACK's code, or empty when the server only closed the socket. */
    Optional<Integer> connect(MqttConnectMessage connect) throws IOException {
        // Each side learns the version from the CONNECT that passes it.
        decoder.writeOutbound(connect);
        ByteBuf seen = decoder.readOutbound();
        seen.release();
        send(connect);
        return await(message -> message instanceof MqttConnAckMessage)
                .map(message -> ((MqttConnAckMessage) message)
                                .variableHeader()
                                .connectReturnCode()
                                .byteValue()
                        & 0xFF);
    }

    void send(MqttMessage message) throws IOException {
        sendTogether(List.of(message));
    }

    /** In one write: who closes the connection after some of them has nothing left to read, and its last word arrives. */
    void sendTogether(List<MqttMessage> messages) throws IOException {
        synchronized (encoder) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            messages.forEach(encoder::writeOutbound);
            ByteBuf bytes = encoder.readOutbound();
            while (bytes != null) {
                all.writeBytes(toArray(bytes));
                bytes = encoder.readOutbound();
            }
            sendRaw(all.toByteArray());
        }
    }

    void sendRaw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Whether all of it could be written: the server may refuse it, and close, while it is still being sent. */
    boolean trySendRaw(byte[] bytes) throws IOException {
        try {
            sendRaw(bytes);
            return true;
        } catch (SocketException e) {
            return false;
        }
    }

    /** Publishes with QoS 1 and does not wait; the packet id. */
    int publish(String topic, String payload) throws IOException {
        return publish(topic, payload.getBytes(StandardCharsets.UTF_8), MqttQoS.AT_LEAST_ONCE, false);
    }

    int publish(String topic, byte[] payload, MqttQoS qos, boolean retain) throws IOException {
        int packetId = qos == MqttQoS.AT_MOST_ONCE ? 0 : ++lastPacketId;
        send(publication(topic, payload, qos, retain, packetId));
        return packetId;
    }

    static MqttMessage publication(String topic, byte[] payload, MqttQoS qos, boolean retain, int packetId) {
        return MqttMessageBuilders.publish()
                .topicName(topic)
                .payload(Unpooled.wrappedBuffer(payload))
                .qos(qos)
                .retained(retain)
                .messageId(packetId)
                .build();
    }

    /** Publishes what the server may refuse while it is still being written: the write then fails, or does not. */
    int publishInVain(String topic, byte[] payload) throws IOException {
        try {
            return publish(topic, payload, MqttQoS.AT_LEAST_ONCE, false);
        } catch (SocketException e) {
            return lastPacketId;
        }
    }

    /** The code the SUBACK grants or denies with. */
    int subscribe(String filter) throws IOException {
        int packetId = ++lastPacketId;
        send(MqttMessageBuilders.subscribe()
                .messageId(packetId)
                .addSubscription(MqttQoS.AT_LEAST_ONCE, filter)
                .build());
        MqttSubAckMessage answer =
                (MqttSubAckMessage) await(message -> message instanceof MqttSubAckMessage && idOf(message) == packetId)
                        .orElseThrow();
        return answer.payload().reasonCodes().get(0);
    }

    /** Whether the PUBACK of this packet came in time. */
    boolean isAcknowledged(int packetId, Duration patience) {
        return await(message -> isPuback(message, packetId), patience).isPresent();
    }

    boolean isAcknowledged(int packetId) {
        return isAcknowledged(packetId, PATIENCE);
    }

    /** Whether the PUBACK is here already. */
    boolean hasAcknowledgement(int packetId) {
        synchronized (received) {
            return received.stream().anyMatch(message -> isPuback(message, packetId));
        }
    }

    /** The payload of the next message of a kind, taken out of what came. */
    Optional<String> takeDown(String kind) {
        return takeDown(kind, payload -> true);
    }

    Optional<String> takeDown(String kind, Predicate<String> wanted) {
        return await(message -> message instanceof MqttPublishMessage publish
                        && publish.variableHeader().topicName().endsWith("/down/" + kind)
                        && wanted.test(text(publish)))
                .map(message -> {
                    synchronized (received) {
                        received.remove(message);
                    }
                    return text((MqttPublishMessage) message);
                });
    }

    /** Everything of a kind that came and was not taken. */
    List<String> listDown(String kind) {
        synchronized (received) {
            return received.stream()
                    .filter(message -> message instanceof MqttPublishMessage publish
                            && publish.variableHeader().topicName().endsWith("/down/" + kind))
                    .map(message -> text((MqttPublishMessage) message))
                    .toList();
        }
    }

    /** True when the server closed the connection in time. */
    boolean isClosed() {
        await(message -> false, PATIENCE);
        synchronized (received) {
            return closed;
        }
    }

    boolean isOpen() {
        synchronized (received) {
            return !closed;
        }
    }

    /** The code of the server's DISCONNECT (MQTT 5). */
    Optional<Integer> disconnectCode() {
        return await(message -> message.fixedHeader().messageType() == MqttMessageType.DISCONNECT)
                .map(message ->
                        ((MqttReasonCodeAndPropertiesVariableHeader) message.variableHeader()).reasonCode() & 0xFF);
    }

    void stopAcknowledging() {
        acknowledging = false;
    }

    Socket socket() {
        return socket;
    }

    /** DISCONNECT, so that no will is told. */
    void disconnect() throws IOException {
        send(MqttMessageBuilders.disconnect().build());
    }

    /** Cuts the socket without a word. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<MqttMessage> await(Predicate<MqttMessage> wanted) {
        return await(wanted, PATIENCE);
    }

    private Optional<MqttMessage> await(Predicate<MqttMessage> wanted, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (received) {
            while (true) {
                Optional<MqttMessage> found = received.stream().filter(wanted).findFirst();
                long leftMs = (deadline - System.nanoTime()) / 1_000_000;
                if (found.isPresent() || closed || leftMs <= 0) {
                    return found;
                }
                try {
                    received.wait(leftMs);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void readAll() {
        byte[] buffer = new byte[65_536];
        try {
            InputStream in = socket.getInputStream();
            int count = in.read(buffer);
            while (count >= 0) {
                decoder.writeInbound(Unpooled.copiedBuffer(buffer, 0, count));
                keepDecoded();
                count = in.read(buffer);
            }
        } catch (IOException e) {
            // The end of the connection, told below.
            ended();
            return;
        }
        ended();
    }

    private void keepDecoded() throws IOException {
        MqttMessage message = decoder.readInbound();
        while (message != null) {
            if (acknowledging
                    && message instanceof MqttPublishMessage publish
                    && publish.variableHeader().packetId() > 0) {
                send(MqttMessageBuilders.pubAck()
                        .packetId(publish.variableHeader().packetId())
                        .build());
            }
            synchronized (received) {
                received.add(message);
                received.notifyAll();
            }
            message = decoder.readInbound();
        }
    }

    private void ended() {
        synchronized (received) {
            closed = true;
            received.notifyAll();
        }
    }

    private static boolean isPuback(MqttMessage message, int packetId) {
        return message.fixedHeader().messageType() == MqttMessageType.PUBACK && idOf(message) == packetId;
    }

    private static int idOf(MqttMessage message) {
        return ((MqttMessageIdVariableHeader) message.variableHeader()).messageId();
    }

    private static String text(MqttPublishMessage publish) {
        return publish.payload().toString(StandardCharsets.UTF_8);
    }

    private static byte[] toArray(ByteBuf bytes) {
        byte[] array = new byte[bytes.readableBytes()];
        bytes.readBytes(array);
        bytes.release();
        return array;
    }
}
