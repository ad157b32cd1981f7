package bici.gateway.mqtt;

import bici.fleet.dock.StationLedger;
import bici.fleet.vocabulary.StationId;
import bici.gateway.metrics.GatewayMeters;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Notes now and then when each station connected here was heard last: also one where nothing happens says that it is there.
 * What cannot be noted is noted next time.
 */
final class Heartbeats {
    private static final long EVERY_MS = 15_000;

    private final Vertx vertx;
    private final StationLedger ledger;
    private final Registry registry;
    private final Offload offload;
    private final Clock clock;
    private final GatewayMeters meters;
    private long timer = -1;

    Heartbeats(
            Vertx vertx, StationLedger ledger, Registry registry, Offload offload, Clock clock, GatewayMeters meters) {
        this.vertx = vertx;
        this.ledger = ledger;
        this.registry = registry;
        this.offload = offload;
        this.clock = clock;
        this.meters = meters;
    }

    void start() {
        timer = vertx.setPeriodic(
                EVERY_MS,
                tick -> offload.call(vertx.getOrCreateContext(), this::note)
                        .onFailure(e -> meters.failed("heartbeats")));
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    private boolean note() {
        Instant now = clock.instant();
        long nowNanos = System.nanoTime();
        Map<StationId, Instant> heard = new HashMap<>();
        registry.listAll().forEach(c -> heard.put(c.station(), now.minusNanos(nowNanos - c.heardNanos())));
        if (!heard.isEmpty()) {
            ledger.noteHeard(heard);
        }
        return true;
    }
}
