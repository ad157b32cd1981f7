package bici.infra.watch;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** What the control room is told, and when it came. */
final class OperatorStream implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Stream<String> lines;
    private final List<Event> events = new CopyOnWriteArrayList<>();

    /**
     * An event.
     *
     * @param nanos by {@link System#nanoTime}, when it was read
     */
    record Event(String name, JsonObject data, long nanos) {}

    OperatorStream(Stream<String> lines) {
        this.lines = lines;
        Thread.ofVirtual().start(this::read);
        await().atMost(PATIENCE)
                .until(() ->
                        find("alarm", "").isPresent() || find("station", "").isPresent());
    }

    private void read() {
        String[] name = {""};
        try {
            lines.forEach(line -> {
                if (line.startsWith("event: ")) {
                    name[0] = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(name[0], new JsonObject(line.substring(6)), System.nanoTime()));
                }
            });
        } catch (RuntimeException e) {
            events.add(new Event("closed", new JsonObject(), System.nanoTime()));
        }
    }

    private Optional<Event> find(String name, String alarmId) {
        return events.stream()
                .filter(event -> event.name().equals(name))
                .filter(event -> event.data().getString("alarmId", "").startsWith(alarmId))
                .findFirst();
    }

    Event awaitEvent(String name, String alarmId) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> find(name, alarmId).isPresent());
        return find(name, alarmId).orElseThrow();
    }

    @Override
    public void close() {
        lines.close();
    }
}
