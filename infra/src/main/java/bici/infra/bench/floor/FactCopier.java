package bici.infra.bench.floor;

import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.messages.MqttPublishMessage;
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

/** The floor of {@code ingest}: one thread copies each message into {@link RawFacts}; PUBACK after the commit. No ledger. */
final class FactCopier implements MqttFloor.Uplink {
    private static final int MOST_AT_A_TIME = 8_192;
    private static final int MOST_WAITING = 100_000;

    private final Vertx vertx;
    private final RawFacts table;
    private final Clock clock;
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

    private record Waiting(MqttFloor.Station station, int packetId, RawFacts.Message message) {}

    FactCopier(Vertx vertx, RawFacts table, Clock clock) {
        this.vertx = vertx;
        this.table = table;
        this.clock = clock;
    }

    void start() {
        Thread.ofPlatform().daemon().name("floor-writer").start(this::writeForEver);
    }

    @Override
    public void connected(MqttFloor.Station station) {
        // nothing is said to it
    }

    @Override
    public void take(MqttFloor.Station station, MqttPublishMessage message) {
        MqttEndpoint endpoint = station.endpoint();
        if (!message.topicName().endsWith("/facts")) {
            endpoint.publishAcknowledge(message.messageId());
            return;
        }
        String payload = message.payload().toString(StandardCharsets.UTF_8);
        RawFacts.Message raw = new RawFacts.Message(station.name(), payload, clock.instant());
        if (!waiting.offer(new Waiting(station, message.messageId(), raw))) {
            endpoint.close();
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
