package bici.gateway.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;

/** The gateway's meters. Tags come from closed sets only: nothing a station sends becomes a label. */
public final class GatewayMeters {
    private static final Set<String> KINDS = Set.of(
            "birth",
            "death",
            "facts",
            "clock",
            "health",
            "reply",
            "authorize",
            "allow-list",
            "config",
            "firmware",
            "diagnostics");

    private final MeterRegistry registry;
    private final AtomicInteger online = new AtomicInteger();
    private final AtomicInteger connected = new AtomicInteger();
    private final DistributionSummary batchFacts;
    private final Timer commit;
    private final Counter pubacks;
    private final Counter unknownFields;

    public GatewayMeters(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge("bici.gateway.stations.online", online);
        registry.gauge("bici.gateway.connections", connected);
        this.batchFacts = DistributionSummary.builder("bici.gateway.batch.facts")
                .description("facts per transaction")
                .publishPercentileHistogram(false)
                .serviceLevelObjectives(1, 16, 128, 1_024, 8_192)
                .register(registry);
        this.commit = Timer.builder("bici.gateway.commit")
                .description("from the start of a transaction to its commit")
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(20),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2))
                .register(registry);
        this.pubacks = registry.counter("bici.gateway.pubacks");
        this.unknownFields = registry.counter("bici.gateway.unknown.fields");
    }

    /** Shows a number that somebody else keeps, such as the inbox's bytes. */
    public <T> void watch(String name, T source, ToLongFunction<T> value) {
        registry.gauge(name, source, s -> (double) value.applyAsLong(s));
    }

    public void connected(int change) {
        connected.addAndGet(change);
    }

    public void online(int change) {
        online.addAndGet(change);
    }

    public void received(String kind) {
        registry.counter("bici.gateway.messages", "direction", "up", "kind", KINDS.contains(kind) ? kind : "unknown")
                .increment();
    }

    public void sent(String kind) {
        registry.counter("bici.gateway.messages", "direction", "down", "kind", kind)
                .increment();
    }

    /** Refused connects, closed connections, denied subscriptions: one word each, from the gateway's own enums. */
    public void refused(String reason) {
        registry.counter("bici.gateway.refused", "reason", reason).increment();
    }

    /** Packets that the standard or the gateway forbids, by rule. */
    public void forbidden(String rule) {
        registry.counter("bici.gateway.forbidden", "rule", rule).increment();
    }

    public void fault(String reason) {
        registry.counter("bici.gateway.faults", "reason", reason).increment();
    }

    public void facts(String outcome, int count) {
        registry.counter("bici.gateway.facts", "outcome", outcome).increment(count);
    }

    public void quarantined(int count) {
        registry.counter("bici.gateway.quarantined").increment(count);
    }

    public void unknownFields(int count) {
        unknownFields.increment(count);
    }

    public void acknowledged() {
        pubacks.increment();
    }

    public void committed(int facts, long nanos) {
        batchFacts.record(facts);
        commit.record(Duration.ofNanos(nanos));
    }

    /** Passing faults and surprises, by what was tried. */
    public void failed(String what) {
        registry.counter("bici.gateway.failures", "what", what).increment();
    }

    /** Rare happenings: take-overs, ignored deaths, asked gaps, thinned health. */
    public void happened(String what) {
        registry.counter("bici.gateway.events", "what", what).increment();
    }
}
