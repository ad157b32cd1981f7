package bici.api.access;

import bici.api.http.Blocking;
import bici.fleet.people.Sessions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions that ended while access tokens of theirs may still be in time. Read all together every
 * {@value #EVERY_SECONDS} s, and at once after this node has ended one: whoever ended a session, by whatever node or verb,
 * its tokens and streams end within seconds, and no request asks the database. While the database is away the last list
 * holds. Any thread.
 */
public final class EndedSessions {
    private static final Logger LOG = LoggerFactory.getLogger(EndedSessions.class);
    private static final int EVERY_SECONDS = 10;
    /** Between the clocks of two nodes. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final Blocking blocking;
    private final Sessions sessions;
    private final Consumer<Set<String>> streams;
    private final Clock clock;
    private final AtomicLong reads = new AtomicLong();
    private volatile Set<String> ended = Set.of();
    private long newest;
    private long timer = -1;

    /**
     * Knows of none before {@link #start}.
     *
     * @param streams is given all that ended, each time they were read
     */
    public EndedSessions(
            Vertx vertx, Blocking blocking, Sessions sessions, Consumer<Set<String>> streams, Clock clock) {
        this.vertx = vertx;
        this.blocking = blocking;
        this.sessions = sessions;
        this.streams = streams;
        this.clock = clock;
    }

    /** Completes when they have been read once: nobody is served before. */
    public Future<Void> start() {
        return read().onSuccess(read ->
                timer = vertx.setPeriodic(Duration.ofSeconds(EVERY_SECONDS).toMillis(), tick -> readAgain()));
    }

    /** One more has ended; returns at once. */
    public void readAgain() {
        read().onFailure(why -> LOG.warn("sessions that ended cannot be read now: {}", why.getMessage()));
    }

    private Future<Void> read() {
        long number = reads.incrementAndGet();
        return blocking.run(() -> sessions.listEnded(
                        clock.instant().minus(AccessTokens.TIME_TO_LIVE).minus(SKEW)))
                .onSuccess(read -> take(number, read))
                .mapEmpty();
    }

    /** Unless a read that began later was quicker. */
    private synchronized void take(long number, Set<String> read) {
        if (number > newest) {
            newest = number;
            ended = read;
            streams.accept(read);
        }
    }

    public boolean contains(String session) {
        return ended.contains(session);
    }

    public void close() {
        vertx.cancelTimer(timer);
    }
}
