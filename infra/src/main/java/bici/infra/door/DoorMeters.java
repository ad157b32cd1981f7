package bici.infra.door;

import bici.fleet.vocabulary.LogOnce;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one listener refused and ended: counted each time, in the log once a minute for each reason. Any thread. */
final class DoorMeters {
    private static final Logger LOG = LoggerFactory.getLogger(DoorMeters.class);

    private final String listener;
    private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);
    private final LogOnce once = new LogOnce();

    DoorMeters(String listener, Admission admission, MeterRegistry registry) {
        this.listener = listener;
        Gauge.builder("bici.connections.open", admission, Admission::size)
                .description("connections that are open")
                .tag("listener", listener)
                .register(registry);
        for (Reason reason : Reason.values()) {
            counters.put(reason, counter(listener, reason, registry));
        }
    }

    private static Counter counter(String listener, Reason reason, MeterRegistry registry) {
        return Counter.builder("bici.connections.ended")
                .description("connections that were refused, or ended by a deadline")
                .tags("listener", listener, "reason", reason.word())
                .register(registry);
    }

    void count(Reason reason, InetAddress peer) {
        Counter counter = counters.get(reason);
        if (counter == null) {
            throw new IllegalArgumentException("no meter of " + reason);
        }
        counter.increment();
        if (reason == Reason.IDLE) {
            return; // As connections end.
        }
        once.next(reason.word())
                .ifPresent(times -> LOG.warn(
                        "{}: {} connection(s) ended, reason {}, the last of {}; the next such line in a minute at the earliest{}",
                        listener,
                        times,
                        reason.word(),
                        Admission.network(peer).getHostAddress(),
                        reason == Reason.ADDRESS ? " (a reverse proxy is named by --proxies)" : ""));
    }
}
