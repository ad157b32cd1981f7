package bici.api.opendata;

import bici.fleet.availability.LiveBikes;
import bici.fleet.availability.LiveStations;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints the feeds every few seconds on one thread of its own, whatever the number of readers. While the database is away
 * the last edition stays, with the date it has.
 */
public final class OpenDataPress implements AutoCloseable {
    public static final Duration USUAL_PAUSE = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(OpenDataPress.class);
    private static final int STOP_SECONDS = 5;

    private final Publisher publisher;
    private final SystemFacts facts;
    private final Duration pause;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("open-data").factory());
    private volatile Edition edition = Edition.NONE;
    private boolean failing;
    private @Nullable ScheduledFuture<?> printing;

    /** What is published and how its bikes are named. */
    public record Source(LiveStations stations, LiveBikes bikes, SystemFacts facts, VehiclePseudonyms pseudonyms) {}

    /** @param pause between two editions */
    public OpenDataPress(Source source, Duration pause, Clock clock) {
        this.publisher = new Publisher(source.stations(), source.bikes(), source.facts(), source.pseudonyms());
        this.facts = source.facts();
        this.pause = pause;
        this.clock = clock;
    }

    /**
     * Prints from now on; the first edition is there in a moment.
     *
     * @param base the address under which readers reach this server, without a path
     */
    public synchronized void start(URI base) {
        if (printing != null) {
            throw new IllegalStateException("the press runs already");
        }
        FeedUrls urls = new FeedUrls(base);
        Gbfs30 gbfs30 = new Gbfs30(facts, urls);
        Gbfs23 gbfs23 = new Gbfs23(facts, urls);
        printing =
                thread.scheduleWithFixedDelay(() -> print(gbfs30, gbfs23), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The newest edition; empty before the first. From any thread. */
    Edition edition() {
        return edition;
    }

    // An edition that fails must not keep the next from being printed.
    private void print(Gbfs30 gbfs30, Gbfs23 gbfs23) {
        try {
            List<PublishedStation> stations = publisher.publish();
            List<Draft> drafts = new ArrayList<>(gbfs30.render(stations));
            drafts.addAll(gbfs23.render(stations));
            edition = edition.next(drafts, clock.instant());
            if (failing) {
                LOG.info("open data is printed again");
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("open data stays as it was: {}", e.toString());
            }
            failing = true;
        }
    }

    /** Blocking, {@value #STOP_SECONDS} s at most. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the press did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
