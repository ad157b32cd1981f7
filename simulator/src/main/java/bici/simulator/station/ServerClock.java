package bici.simulator.station;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What the server's time can be at the latest. The age of an answer is taken from the moment of its *request*, so a
 * delayed answer can only make the station stricter. Times of the station are those of a timer that only goes on. Not for
 * more than one thread.
 */
public final class ServerClock {
    private final Map<String, Long> requestedAt = new HashMap<>();
    private OptionalLong serverMinusTimerMs = OptionalLong.empty();

    public void requested(String nonce, long timerMs) {
        requestedAt.put(nonce, timerMs);
    }

    /** An answer to no request of ours tells nothing. */
    public void answered(String nonce, long serverTimeMs) {
        Long timerMs = requestedAt.remove(nonce);
        if (timerMs != null) {
            serverMinusTimerMs = OptionalLong.of(serverTimeMs - timerMs);
        }
    }

    /** A new boot knows nothing of the server's time. */
    public void forget() {
        requestedAt.clear();
        serverMinusTimerMs = OptionalLong.empty();
    }

    public void forgetRequests() {
        requestedAt.clear();
    }

    /**
     * Whether a command may still be carried out. Without a time exchange it may not: its age is not known.
     *
     * @param issuedMs server time
     */
    public boolean isInTime(long issuedMs, long ttlMs, long timerMs) {
        return serverMinusTimerMs.isPresent() && timerMs + serverMinusTimerMs.getAsLong() <= issuedMs + ttlMs;
    }
}
