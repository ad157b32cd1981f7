package bici.infra.bench.load;

import bici.wire.Topics;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A station's connection that costs little: TLS with its own certificate, packets by hand, no journal. What is said in
 * one turn of the event loop goes out together. Only for the context it was made on.
 */
public final class StationLink implements PacketReader.Listener {
    /** Publishes of an MQTT 3.1.1 station that may be unacknowledged (PROTOCOL.md, "Limits"). */
    public static final int MOST_IN_FLIGHT = 64;

    /** The server's database is away for a moment (PROTOCOL.md, "Birth"). */
    private static final String TRY_LATER = "try-later";

    private final String station;
    private final NetClient client;
    private final Context context;
    private final PacketReader reader = new PacketReader(this);
    private final Promise<Void> accepted = Promise.promise();
    private final Map<Integer, Runnable> waiting = new HashMap<>();
    private final Map<String, byte[]> topics = new HashMap<>();
    private final Supplier<String> birth;
    private Buffer pending = Buffer.buffer();
    private boolean flushing;
    private boolean closing;
    private int lastPacketId;
    private long lastSequence;
    private Consumer<String> commands = command -> {};
    private @Nullable NetSocket socket;
    private @Nullable String end;

    /**
     * Not connected yet.
     *
     * @param folder with the station's key and certificates
     * @param birth makes the payload said first, when it is said: it tells the time
     */
    StationLink(Vertx vertx, Path folder, String station, Supplier<String> birth) {
        this.station = station;
        this.birth = birth;
        this.context = vertx.getOrCreateContext();
        this.client = vertx.createNetClient(new NetClientOptions()
                .setSsl(true)
                .setTcpNoDelay(true)
                .setHostnameVerificationAlgorithm("HTTPS")
                .setTrustOptions(new PemTrustOptions()
                        .addCertPath(folder.resolve("ca.pem").toString()))
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertPath(folder.resolve("certificate.pem").toString())
                        .addKeyPath(folder.resolve("key.pem").toString())));
    }

    /** Connects, subscribes and says its birth; completes when the server has accepted it. */
    Future<Void> connect(int port) {
        return client.connect(port, "localhost").compose(opened -> {
            socket = opened;
            opened.handler(reader::read);
            opened.exceptionHandler(e -> ended(e.toString()));
            opened.closeHandler(v -> ended("closed by the server"));
            opened.write(Packets.connect(station));
            return accepted.future();
        });
    }

    public String station() {
        return station;
    }

    /** Of the next fact in its journal. */
    long nextSequence() {
        return ++lastSequence;
    }

    /** So many facts are known of it already. */
    void continueAfter(long sequence) {
        lastSequence = sequence;
    }

    /** Who obeys commands, given as they came; without any they are ignored. */
    void onCommand(Consumer<String> obedient) {
        commands = obedient;
    }

    /** Publishes at least once; {@code acknowledged} runs when the PUBACK is here. */
    public void publish(String kind, String payload, Runnable acknowledged) {
        String why = end;
        if (why != null) {
            throw new IllegalStateException(station + " is not connected: " + why);
        }
        int packetId = lastPacketId % 65_535 + 1;
        lastPacketId = packetId;
        if (waiting.put(packetId, acknowledged) != null) {
            throw new IllegalStateException(station + " has every packet id in flight");
        }
        byte[] topic = topics.computeIfAbsent(kind, k -> Packets.utf8(Topics.up(station, k)));
        Packets.appendPublish(pending, topic, packetId, Packets.utf8(payload));
        flushSoon();
    }

    /** Why the connection is gone; null while it stands. */
    @Nullable
    String end() {
        return end;
    }

    /** Messages said that wait for their PUBACK. */
    int unacknowledged() {
        return waiting.size();
    }

    void ping() {
        pending.appendBuffer(Packets.ping());
        flushSoon();
    }

    private void flushSoon() {
        if (!flushing) {
            flushing = true;
            context.runOnContext(v -> {
                flushing = false;
                NetSocket open = socket;
                if (open != null && end == null && pending.length() > 0) {
                    open.write(pending);
                    pending = Buffer.buffer();
                }
            });
        }
    }

    @Override
    public void control(int type, int value) {
        switch (type) {
            case Packets.CONNACK -> connected(value);
            case Packets.SUBACK -> sayBirth();
            case Packets.PUBACK -> acknowledged(value);
            default -> {
                // PINGRESP
            }
        }
    }

    private void connected(int code) {
        if (code == 0) {
            pending.appendBuffer(Packets.subscribe(Topics.allDown(station)));
            flushSoon();
        } else {
            ended("refused with code " + code);
        }
    }

    private void acknowledged(int packetId) {
        Runnable then = waiting.remove(packetId);
        if (then == null) {
            ended("packet " + packetId + " was acknowledged, but is not waiting");
        } else {
            then.run();
        }
    }

    @Override
    public void published(String topic, String payload, int packetId) {
        if (packetId > 0) {
            pending.appendBuffer(Packets.acknowledge(packetId));
            flushSoon();
        }
        String kind = topic.substring(topic.lastIndexOf('/') + 1);
        switch (kind) {
            case "birth" -> born(payload);
            case "command" -> commands.accept(payload);
            case "fault", "resend" -> ended("was told " + kind + ": " + payload);
            default -> {
                // settings, an allow-list
            }
        }
    }

    private void sayBirth() {
        if (end == null) {
            publish("birth", birth.get(), () -> {});
        }
    }

    private void born(String payload) {
        JsonObject answer = new JsonObject(payload);
        if (answer.getString("status").equals("accepted")) {
            accepted.tryComplete();
        } else if (TRY_LATER.equals(answer.getString("reason"))) {
            context.owner().setTimer(answer.getLong("retryAfterMs"), timer -> sayBirth());
        } else {
            ended("its birth was not accepted: " + payload);
        }
    }

    private void ended(String why) {
        if (end == null && !closing) {
            end = why;
            accepted.tryFail(new IllegalStateException(station + ": " + why));
        }
    }

    Future<Void> close() {
        closing = true;
        return client.close();
    }
}
