package bici.simulator.station;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What the server's time can be at the latest. The age of an answer is taken from the moment of its *request*, so a
 * delayed answer can only make the station stricter. Not for more than one thread.
 */
public final class ServerClock {
    private final Map<String, Long> requestedAt = new HashMap<>();
    private OptionalLong serverMinusUptimeMs = OptionalLong.empty();

    public void requested(String nonce, long uptimeMs) {
        requestedAt.put(nonce, uptimeMs);
    }

    /** An answer to no request of ours tells nothing. */
    public void answered(String nonce, long serverTimeMs) {
        Long uptimeMs = requestedAt.remove(nonce);
        if (uptimeMs != null) {
            serverMinusUptimeMs = OptionalLong.of(serverTimeMs - uptimeMs);
        }
    }

    /** A new boot counts its uptime anew. */
    public void forget() {
        requestedAt.clear();
        serverMinusUptimeMs = OptionalLong.empty();
    }

    public void forgetRequests() {
        requestedAt.clear();
    }

    /**
     * Whether a command may still be carried out. Without a time exchange it may not: its age is not known.
     *
     * @param issuedMs server time
     */
    public boolean isInTime(long issuedMs, long ttlMs, long uptimeMs) {
        return serverMinusUptimeMs.isPresent() && uptimeMs + serverMinusUptimeMs.getAsLong() <= issuedMs + ttlMs;
    }
}
