package bici.infra.slow;

import bici.infra.bench.load.StationCrowd;
import bici.infra.command.CommandFailed;
import bici.infra.machine.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Slow clients of every manner at once, against a server with stations. Blocking. */
public final class SlowAttack {
    private static final Duration STEP = Duration.ofMillis(50);
    /** All of a flood that is refused has been refused before this part of the time is over. */
    private static final int SETTLED_WITHIN = 2;

    /** What the system still holds of an answer is megabytes, and it must be read before its end is seen. */
    private static final Duration LAST_READING = Duration.ofSeconds(10);

    private static final double MS_A_SECOND = 1_000;

    private final Setting setting;
    private final Consumer<String> results;
    private final List<SlowClient> clients = new ArrayList<>();

    /**
     * How it is done.
     *
     * @param lasting longer than {@code over}
     * @param over nobody may be held for longer
     * @param dripEvery between one byte and the next
     * @param count of connections
     * @param mostOfOneAddress what the server allows
     */
    public record Setting(
            Target target, Duration lasting, Duration over, Duration dripEvery, Count count, int mostOfOneAddress) {}

    /** Of slow clients of each manner, and of one address's flood. */
    public record Count(int each, int flood) {}

    /** Where the server listens. */
    public record Target(int httpPort, int mqttPort) {}

    /** Stations that are there, and one that comes in the middle of it. */
    public record Stations(StationCrowd connected, Runnable latecomer) {}

    public SlowAttack(Setting setting, Consumer<String> results) {
        this.setting = setting;
        this.results = results;
    }

    /** Returns when it is over. */
    public SlowSummary run(Stations stations, Progress progress) {
        long began = System.nanoTime();
        try (RiderWatch riders = new RiderWatch(setting.target().httpPort())) {
            progress.say("open slow connections of every kind");
            openAll();
            long settled = began + setting.lasting().toNanos() / SETTLED_WITHIN;
            while (System.nanoTime() < settled && flooding() > setting.mostOfOneAddress()) {
                step();
            }
            int flooded = flooding();
            int lost = latecomerLost(stations) ? 1 : 0;
            progress.say("wait for %d s".formatted(setting.lasting().toSeconds()));
            stepUntil(began + setting.lasting().toNanos());
            readOn();
            int held = report(System.nanoTime());
            lost += stations.connected().listLost().size();
            RidersSeen seen = riders.end();
            results.accept("flood: %d connections of one address, %d open at once"
                    .formatted(setting.count().flood(), flooded));
            results.accept("riders: asked=%d answered=%d slowest_ms=%d"
                    .formatted(seen.asked(), seen.answered(), seen.slowest().toMillis()));
            return new SlowSummary(held, setting.over(), lost, seen, flooded, setting.mostOfOneAddress());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted", e);
        } finally {
            closeAll();
        }
    }

    private void openAll() {
        for (Manner manner : Manner.values()) {
            int count = manner == Manner.FLOOD
                    ? setting.count().flood()
                    : setting.count().each();
            int port = manner.isStation()
                    ? setting.target().mqttPort()
                    : setting.target().httpPort();
            try {
                for (int n = 0; n < count; n++) {
                    clients.add(SlowClient.open(manner, port, System.nanoTime()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(manner.word() + " cannot connect", e);
            }
        }
    }

    private void stepUntil(long end) {
        while (System.nanoTime() < end) {
            step();
        }
    }

    private void step() {
        clients.forEach(client -> client.step(System.nanoTime(), setting.dripEvery()));
        LockSupport.parkNanos(STEP.toNanos());
    }

    private int flooding() {
        return (int) clients.stream()
                .filter(client -> client.manner() == Manner.FLOOD && client.isOpen())
                .count();
    }

    private static boolean latecomerLost(Stations stations) {
        try {
            stations.latecomer().run();
            return false;
        } catch (CommandFailed e) {
            return true;
        }
    }

    /** Who did not read does not know yet whether the server made an end. */
    private void readOn() {
        long end = System.nanoTime()
                + Math.min(LAST_READING.toNanos(), setting.lasting().toNanos());
        List<SlowClient> unread = clients.stream()
                .filter(client -> client.manner().reading() != Manner.Reading.ALL)
                .toList();
        while (System.nanoTime() < end && unread.stream().anyMatch(SlowClient::isOpen)) {
            unread.forEach(client -> client.readOn(System.nanoTime()));
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    /** A line for each manner; the answer is how many were held too long. */
    private int report(long now) {
        int held = 0;
        for (Manner manner : Manner.values()) {
            List<SlowClient> these =
                    clients.stream().filter(client -> client.manner() == manner).toList();
            boolean reads = manner.reading() == Manner.Reading.ALL;
            long tooLong = these.stream()
                    .filter(client ->
                            client.isOpen() || (reads && client.held(now).compareTo(setting.over()) > 0))
                    .count();
            Duration longest = these.stream()
                    .map(client -> client.held(now))
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
            String until = reads
                    ? String.format(Locale.ROOT, "the longest for %.1f s", longest.toMillis() / MS_A_SECOND)
                    : "looked at after %d s".formatted(setting.lasting().toSeconds());
            results.accept("%s: connections=%d held=%d, %s".formatted(manner.word(), these.size(), tooLong, until));
            held += (int) tooLong;
        }
        return held;
    }

    private void closeAll() {
        for (SlowClient client : clients) {
            try {
                client.close();
            } catch (IOException e) {
                throw new UncheckedIOException("a connection cannot be closed", e);
            }
        }
    }
}
