package bici.simulator.station;

import bici.wire.DownMessage.ConfigDesired;
import bici.wire.UpMessage.ConfigReport;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The settings a station runs on: the last good ones, which survive a restart. What it cannot run on it refuses, and keeps
 * what it has (PROTOCOL.md, "Config"). Not for more than one thread.
 */
final class SettingsBook {
    private static final String HEARTBEAT = "heartbeatMs";
    private static final long SHORTEST_MS = 1_000;
    private static final long LONGEST_MS = 600_000;

    private final SmallFile file;
    private Held held;

    private record Held(long version, TreeMap<String, String> settings) {
        String hash() {
            return hashOf(settings);
        }
    }

    SettingsBook(SmallFile file) {
        this.file = file;
        this.held = file.find().map(SettingsBook::read).orElseGet(() -> new Held(0, new TreeMap<>()));
    }

    long version() {
        return held.version();
    }

    /** How often the time is asked for, when the settings say. */
    Optional<Duration> findHeartbeat() {
        return Optional.ofNullable(held.settings().get(HEARTBEAT)).map(ms -> Duration.ofMillis(Long.parseLong(ms)));
    }

    /** Runs on these from now on, or says why not. */
    ConfigReport take(ConfigDesired desired) {
        Optional<String> fault = findFault(desired);
        if (fault.isEmpty()) {
            held = new Held(desired.version(), new TreeMap<>(desired.settings()));
            StringBuilder text = new StringBuilder().append(held.version()).append('\n');
            held.settings()
                    .forEach((name, value) ->
                            text.append(name).append('=').append(value).append('\n'));
            file.write(text.toString());
        }
        return new ConfigReport(held.version(), held.hash(), fault);
    }

    private static Optional<String> findFault(ConfigDesired desired) {
        if (!hashOf(desired.settings()).equals(desired.hash())) {
            return Optional.of("hash");
        }
        String heartbeat = desired.settings().get(HEARTBEAT);
        return heartbeat == null || isInterval(heartbeat) ? Optional.empty() : Optional.of(HEARTBEAT);
    }

    private static boolean isInterval(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            return false;
        }
        long ms = Long.parseLong(text);
        return ms >= SHORTEST_MS && ms <= LONGEST_MS;
    }

    private static Held read(String text) {
        TreeMap<String, String> settings = new TreeMap<>();
        text.lines().skip(1).forEach(line -> {
            int parting = line.indexOf('=');
            settings.put(line.substring(0, parting), line.substring(parting + 1));
        });
        return new Held(Long.parseLong(text.lines().findFirst().orElse("0")), settings);
    }

    /** Names are ASCII: their order as text is that of their bytes. */
    private static String hashOf(Map<String, String> settings) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(settings)
                .forEach((name, value) ->
                        lines.append(name).append('=').append(value).append('\n'));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(lines.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
