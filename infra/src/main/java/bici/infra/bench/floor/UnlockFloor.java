package bici.infra.bench.floor;

import bici.infra.bench.load.Renters;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mqtt.messages.MqttPublishMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The least that an unlock can be: asked by HTTP, one row committed, the station told by MQTT, its answer, one row
 * committed, answered by HTTP. Where the bike stands is said by who asks. Telemetry is acknowledged at once and copied
 * once a second; a docking is acknowledged and not kept.
 */
final class UnlockFloor implements MqttFloor.Uplink {
    private static final int START_SECONDS = 20;
    private static final int CREATED = 201;
    private static final String COMMAND = "\"command\":\"";

    private final Vertx vertx;
    private final RawUnlocks table;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, MqttFloor.Station> stations = new ConcurrentHashMap<>();
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private final BlockingQueue<RawUnlocks.Reading> readings = new LinkedBlockingQueue<>();
    private final AtomicLong last = new AtomicLong();

    private record Waiting(HttpServerRequest request, Context context) {
        void answer() {
            context.runOnContext(v -> request.response().setStatusCode(CREATED).end("{}"));
        }
    }

    UnlockFloor(Vertx vertx, RawUnlocks table, Clock clock) {
        this.vertx = vertx;
        this.table = table;
        this.clock = clock;
    }

    /** Listens for riders when it returns; the answer is the port. */
    int start() throws TimeoutException {
        Thread.ofPlatform().daemon().name("floor-health").start(this::copyReadings);
        return vertx.createHttpServer()
                .requestHandler(this::ask)
                .listen(0, "127.0.0.1")
                .await(START_SECONDS, TimeUnit.SECONDS)
                .actualPort();
    }

    private void ask(HttpServerRequest request) {
        String[] place = String.valueOf(request.getHeader(Renters.PLACE_HEADER)).split(" ");
        Waiting asker = new Waiting(request, vertx.getOrCreateContext());
        request.body()
                .onSuccess(body -> threads.execute(() -> {
                    String id = "u-" + last.incrementAndGet();
                    waiting.put(id, asker);
                    if (write(id, RawUnlocks.Step.ASKED, body.toString())) {
                        command(place, id);
                    }
                }));
    }

    private void command(String[] place, String id) {
        MqttFloor.Station station = stations.get(place[0]);
        if (station == null) {
            throw new IllegalStateException("no such station: " + place[0]);
        }
        Buffer command = Buffer.buffer("{\"command\":\"" + id + "\",\"order\":\"unlock\",\"dock\":" + place[1]
                + ",\"bike\":\"" + place[2] + "\"}");
        String topic = "bici/1/" + place[0] + "/down/command";
        station.context()
                .runOnContext(v -> station.endpoint().publish(topic, command, MqttQoS.AT_LEAST_ONCE, false, false));
    }

    @Override
    public void connected(MqttFloor.Station station) {
        stations.put(station.name(), station);
    }

    @Override
    public void take(MqttFloor.Station station, MqttPublishMessage message) {
        String topic = message.topicName();
        String payload = message.payload().toString(StandardCharsets.UTF_8);
        int at = topic.endsWith("/facts") ? payload.indexOf(COMMAND) : -1;
        if (at >= 0) {
            int from = at + COMMAND.length();
            String id = payload.substring(from, payload.indexOf('"', from));
            threads.execute(() -> obeyed(station, message.messageId(), id, payload));
            return;
        }
        station.endpoint().publishAcknowledge(message.messageId());
        if (topic.endsWith("/health")) {
            readings.add(new RawUnlocks.Reading(station.name(), payload, clock.instant()));
        }
    }

    private void obeyed(MqttFloor.Station station, int packetId, String id, String payload) {
        Waiting asker = waiting.remove(id);
        if (write(id, RawUnlocks.Step.OBEYED, payload)) {
            if (asker != null) {
                asker.answer();
            }
            station.context().runOnContext(v -> station.endpoint().publishAcknowledge(packetId));
        }
    }

    /** False when it failed: the floor has ended then. */
    private boolean write(String id, RawUnlocks.Step step, String body) {
        try {
            table.write(id, step, body);
            return true;
        } catch (SQLException e) {
            end(e);
            return false;
        }
    }

    /** A floor that cannot write has no figure: the stations lose their connection and the benchmark fails. */
    private void end(Exception why) {
        System.err.println("the floor cannot write: " + why);
        vertx.close();
    }

    private void copyReadings() {
        List<RawUnlocks.Reading> batch = new ArrayList<>();
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(1);
                readings.drainTo(batch);
                table.copy(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | IOException e) {
            end(e);
        }
    }
}
