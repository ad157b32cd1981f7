package bici.api.opendata;

import bici.fleet.availability.LiveBikes;
import bici.fleet.availability.LiveStations;
import bici.fleet.operations.Notice;
import bici.fleet.trip.Tariff;
import bici.fleet.trip.Tariffs;
import bici.fleet.vocabulary.StationId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints the feeds soon after something changed, and every few seconds anyway, on one thread of its own, whatever the number
 * of readers. Printing takes a tenth of that thread's time at most. While the database is away the last edition stays, with
 * the date it has.
 */
public final class OpenDataPress implements AutoCloseable {
    public static final Duration USUAL_PAUSE = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(OpenDataPress.class);
    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
    private static final int REST_FOR_EACH_WORK = 9;
    private static final int STOP_SECONDS = 5;

    private final Publisher publisher;
    private final Tariffs tariffs;
    private final Function<Tariff, SystemFacts> facts;
    private final Duration pause;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("open-data").factory());
    private volatile Edition edition = Edition.NONE;
    private volatile @Nullable Instant editionAt;
    private volatile Map<StationId, String> leftOut = Map.of();
    private volatile boolean told;
    private Instant dueAt = Instant.MIN;
    private Instant dueAtIfTold = Instant.MIN;
    private boolean failing;
    private @Nullable ScheduledFuture<?> printing;

    /**
     * What is published and how its bikes are named.
     *
     * @param facts of the system, with the tariff in force
     */
    public record Source(
            LiveStations stations,
            LiveBikes bikes,
            Tariffs tariffs,
            Function<Tariff, SystemFacts> facts,
            VehiclePseudonyms pseudonyms) {}

    /** @param pause after which the fleet is read again although nobody told of a change */
    public OpenDataPress(Source source, Duration pause, Clock clock) {
        this.publisher = new Publisher(source.stations(), source.bikes(), source.pseudonyms());
        this.tariffs = source.tariffs();
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
        printing = thread.scheduleWithFixedDelay(() -> printWhenDue(urls), 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Something may have changed. From any thread; returns at once. A notice that is lost costs a pause. */
    public void tell(Notice notice) {
        if (notice instanceof Notice.StationChanged) {
            told = true;
        }
    }

    /** The newest edition; empty before the first. From any thread. */
    Edition edition() {
        return edition;
    }

    /**
     * When the newest edition was made, whether or not anything had changed; empty before the first. What it shows may be
     * older by the little that {@link bici.fleet.availability.StationBoard} allows. From any thread.
     */
    public Optional<Instant> editionAt() {
        return Optional.ofNullable(editionAt);
    }

    /** Stations that the newest edition leaves out, and why. From any thread. */
    public Map<StationId, String> leftOut() {
        return leftOut;
    }

    Clock clock() {
        return clock;
    }

    private void printWhenDue(FeedUrls urls) {
        Instant begun = clock.instant();
        if (begun.isBefore(told ? dueAtIfTold : dueAt)) {
            return;
        }
        told = false;
        print(urls);
        Instant done = clock.instant();
        Instant rested = done.plus(Duration.between(begun, done).multipliedBy(REST_FOR_EACH_WORK));
        dueAtIfTold = rested.plus(SHORTEST_PAUSE);
        dueAt = rested.plus(pause);
    }

    // An edition that fails must not keep the next from being printed.
    private void print(FeedUrls urls) {
        try {
            SystemFacts system = facts.apply(tariffs.getTariff(clock.instant()));
            Publisher.Publication publication = publisher.publish(system);
            List<Draft> drafts = new ArrayList<>(new Gbfs30(system, urls).render(publication.stations()));
            drafts.addAll(new Gbfs23(system, urls).render(publication.stations()));
            edition = edition.next(drafts, clock.instant());
            tellLeftOut(publication.leftOut());
            editionAt = clock.instant();
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

    /** Once for each station and reason. */
    private void tellLeftOut(Map<StationId, String> now) {
        now.forEach((station, why) -> {
            if (!why.equals(leftOut.get(station))) {
                LOG.warn("station {} is left out of the open data: {}", station, why);
            }
        });
        leftOut.keySet().stream()
                .filter(station -> !now.containsKey(station))
                .forEach(station -> LOG.info("station {} is in the open data again", station));
        leftOut = Map.copyOf(now);
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
