package bici.infra.door;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one listener refused and ended: counted each time, in the log once a minute for each reason. Any thread. */
final class DoorMeters {
    private static final Logger LOG = LoggerFactory.getLogger(DoorMeters.class);
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String listener;
    private final Map<Reason, Entry> entries = new EnumMap<>(Reason.class);

    DoorMeters(String listener, Admission admission, MeterRegistry registry) {
        this.listener = listener;
        Gauge.builder("bici.connections.open", admission, Admission::size)
                .description("connections that are open")
                .tag("listener", listener)
                .register(registry);
        for (Reason reason : Reason.values()) {
            entries.put(reason, new Entry(counter(listener, reason, registry)));
        }
    }

    private static Counter counter(String listener, Reason reason, MeterRegistry registry) {
        return Counter.builder("bici.connections.ended")
                .description("connections that were refused, or ended by a deadline")
                .tags("listener", listener, "reason", reason.word())
                .register(registry);
    }

    /** When it was last logged, and how often it happened since. */
    private record Entry(Counter counter, AtomicLong loggedAt, AtomicLong since) {
        Entry(Counter counter) {
            this(counter, new AtomicLong(System.nanoTime() - QUIET_NANOS), new AtomicLong());
        }
    }

    void count(Reason reason, InetAddress peer) {
        Entry entry = entries.get(reason);
        if (entry == null) {
            throw new IllegalArgumentException("no meter of " + reason);
        }
        entry.counter().increment();
        if (reason == Reason.IDLE) {
            return; // As connections end.
        }
        long happened = entry.since().incrementAndGet();
        long now = System.nanoTime();
        long before = entry.loggedAt().get();
        if (now - before >= QUIET_NANOS && entry.loggedAt().compareAndSet(before, now)) {
            entry.since().addAndGet(-happened);
            LOG.warn(
                    "{}: {} connection(s) ended, reason {}, the last of {}; the next such line in a minute at the earliest{}",
                    listener,
                    happened,
                    reason.word(),
                    Admission.network(peer).getHostAddress(),
                    reason == Reason.ADDRESS ? " (a reverse proxy is named by --proxies)" : "");
        }
    }
}
