package bici.simulator.station;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Cards that the server was asked about. Not for more than one thread. */
final class PendingTaps {
    private final Map<String, Tap> byRequest = new LinkedHashMap<>();

    /** Somebody waits at a dock. */
    record Tap(String request, int dock, String card, CompletableFuture<Boolean> released) {}

    void add(Tap tap) {
        byRequest.put(tap.request(), tap);
    }

    /** The tap, which is then no longer waiting; empty when it was decided already. */
    Optional<Tap> take(String request) {
        return Optional.ofNullable(byRequest.remove(request));
    }

    /** All of them, which are then no longer waiting. */
    List<Tap> listAll() {
        List<Tap> all = List.copyOf(byRequest.values());
        byRequest.clear();
        return all;
    }
}
