package bici.infra.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** What the server's time can be at the latest, by the monotonic clock and from the moment of each question. One thread. */
final class ServerTime {
    private final DeviceClock clock;
    private final Map<String, Long> asked = new HashMap<>();
    private OptionalLong serverMinusUptimeMs = OptionalLong.empty();

    ServerTime(DeviceClock clock) {
        this.clock = clock;
    }

    void asked(String nonce) {
        asked.put(nonce, clock.uptimeMs());
    }

    void answered(String nonce, long serverTimeMs) {
        Long uptimeMs = asked.remove(nonce);
        if (uptimeMs != null) {
            serverMinusUptimeMs = OptionalLong.of(serverTimeMs - uptimeMs);
        }
    }

    void forget() {
        asked.clear();
        serverMinusUptimeMs = OptionalLong.empty();
    }

    void forgetQuestions() {
        asked.clear();
    }

    boolean isInTime(long issuedMs, long ttlMs) {
        return serverMinusUptimeMs.isPresent()
                && clock.uptimeMs() + serverMinusUptimeMs.getAsLong() <= issuedMs + ttlMs;
    }
}
