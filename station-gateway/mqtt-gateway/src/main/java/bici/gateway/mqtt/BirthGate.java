package bici.gateway.mqtt;

import bici.fleet.dock.Birth;
import bici.fleet.dock.LedgerUnavailable;
import bici.fleet.dock.Session;
import bici.gateway.limits.Backoff;
import bici.gateway.options.GatewayOptions.Intervals;
import bici.wire.DownMessage.Acceptance;
import bici.wire.DownMessage.BirthAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a connection's messages through only after its birth was accepted. What comes while the birth is undecided
 * waits, in order. Only for the connection's event loop.
 */
final class BirthGate {
    private static final Logger LOG = LoggerFactory.getLogger(BirthGate.class);
    private static final Backoff PENDING = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(5));
    private static final Backoff REJECTED = new Backoff(Duration.ofMinutes(5), Duration.ofHours(1));
    private static final Backoff AWAY = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(20));
    private static final int MAX_HELD = 64;
    /** How long a message is taken to be under way when nothing tells. */
    private static final Duration LONGEST_WAY = Duration.ofMinutes(1);

    private final StationConnection connection;
    private final Parts parts;
    private final ArrayDeque<UpPacket> held = new ArrayDeque<>();
    private State state = new State.Unborn();
    private Optional<Instant> welcomedAt = Optional.empty();
    private Optional<Instant> againAt = Optional.empty();
    private int refusals;

    BirthGate(StationConnection connection, Parts parts) {
        this.connection = connection;
        this.parts = parts;
    }

    /** From now on a birth follows CONNACK: nothing is read before it. */
    void welcomed(Instant at) {
        welcomedAt = Optional.of(at);
    }

    /**
     * A birth that came now was sent after this. One that was put off is said again when it was told to. One in CONNECT was
     * written before the station heard anything of us, and one that is said again unasked answers nothing in particular.
     */
    Instant birthNotBefore(Instant now) {
        Instant longest = now.minus(LONGEST_WAY);
        return againAt.filter(again -> !again.isAfter(now))
                .or(() -> welcomedAt)
                .filter(longest::isBefore)
                .orElse(longest);
    }

    /** How far the connection is. */
    sealed interface State {
        record Unborn() implements State {}

        record Undecided(String nonce) implements State {}

        record Accepted(String nonce, long epoch, long opening) implements State {}
    }

    /** What to do with a message that is no birth. */
    enum Passage {
        OPEN,
        HELD,
        SHUT
    }

    boolean isOpen() {
        return state instanceof State.Accepted;
    }

    Passage pass(UpPacket packet) {
        return switch (state) {
            case State.Accepted a -> Passage.OPEN;
            case State.Undecided u -> hold(packet);
            case State.Unborn u -> Passage.SHUT;
        };
    }

    private Passage hold(UpPacket packet) {
        if (held.size() >= MAX_HELD) {
            return Passage.SHUT;
        }
        held.addLast(packet);
        return Passage.HELD;
    }

    /** Asks the ledger. A birth that comes while another is undecided is a repetition: it gets that one's answer. */
    void born(Birth birth, int packetId) {
        if (state instanceof State.Undecided) {
            parts.meters().happened("birth-repeated");
            connection.acknowledge(packetId);
            return;
        }
        leaveSession("born-again");
        change(new State.Undecided(birth.nonce()), "birth");
        parts.sessions().open(connection.context(), birth, connection::isLive).onComplete(result -> {
            if (result.succeeded()) {
                decided(birth, packetId, result.result());
            } else {
                undecidable(birth, packetId, result.cause());
            }
        });
    }

    /** The station says that it goes, or its will says that it went. Of another nonce: not this session's death. */
    void died(String nonce) {
        if (state instanceof State.Accepted accepted && accepted.nonce().equals(nonce)) {
            leaveSession("death");
            change(new State.Unborn(), "death");
        } else {
            parts.meters().happened("death-ignored");
        }
    }

    /** The connection is gone. */
    void ended(String why) {
        held.clear();
        leaveSession(why);
        change(new State.Unborn(), why);
    }

    private void decided(Birth birth, int packetId, SessionKeeper.Opened opened) {
        switch (opened.session()) {
            case Session.Accepted accepted -> accept(birth, packetId, accepted.epoch(), opened.opening());
            case Session.Pending pending ->
                refuse(birth, packetId, Acceptance.PENDING, PENDING, Optional.of("unknown-station"));
            case Session.Rejected rejected ->
                refuse(birth, packetId, Acceptance.REJECTED, REJECTED, Optional.of(rejected.reason()));
        }
    }

    private void undecidable(Birth birth, int packetId, Throwable failure) {
        if (failure instanceof CancellationException) {
            return;
        }
        if (!(failure instanceof LedgerUnavailable)) {
            parts.once()
                    .next("birth " + connection.station())
                    .ifPresent(times -> LOG.error(
                            "the birth of {} could not be judged ({} since the last such line)",
                            connection.station(),
                            times,
                            failure));
        }
        parts.meters().failed("open-session");
        refuse(birth, packetId, Acceptance.PENDING, AWAY, Optional.of("try-later"));
    }

    private void accept(Birth birth, int packetId, long epoch, long opening) {
        if (!connection.isLive()) {
            parts.sessions()
                    .close(connection.station(), epoch, opening, parts.clock().instant(), "gone-before-the-answer");
            return;
        }
        refusals = 0;
        change(new State.Accepted(birth.nonce(), epoch, opening), "accepted");
        parts.meters().online(1);
        connection.acknowledge(packetId);
        connection.tell(answer(birth, Acceptance.ACCEPTED, epoch, 0, Optional.empty()));
        connection.accepted(birth);
        UpPacket packet = held.pollFirst();
        while (packet != null && connection.isLive()) {
            connection.handle(packet);
            packet = held.pollFirst();
        }
    }

    private void refuse(Birth birth, int packetId, Acceptance status, Backoff backoff, Optional<String> reason) {
        change(new State.Unborn(), reason.orElse("refused"));
        long retryAfterMs =
                backoff.wait(refusals++, ThreadLocalRandom.current()).toMillis();
        againAt = Optional.of(parts.clock().instant().plusMillis(retryAfterMs));
        connection.acknowledge(packetId);
        connection.tell(answer(birth, status, 0, retryAfterMs, reason));
        held.forEach(connection::beforeBirth);
        held.clear();
    }

    private BirthAnswer answer(Birth birth, Acceptance status, long epoch, long retryAfterMs, Optional<String> reason) {
        Intervals intervals = parts.options().intervals();
        return new BirthAnswer(
                birth.nonce(),
                status,
                epoch,
                parts.clock().millis(),
                intervals.heartbeat().toMillis(),
                intervals.health().toMillis(),
                retryAfterMs,
                reason);
    }

    private void leaveSession(String why) {
        if (state instanceof State.Accepted accepted) {
            parts.meters().online(-1);
            parts.sessions()
                    .close(
                            connection.station(),
                            accepted.epoch(),
                            accepted.opening(),
                            parts.clock().instant(),
                            why);
        }
    }

    private void change(State next, String why) {
        if (!next.equals(state)) {
            LOG.debug("{}: {} -> {} ({})", connection.station(), state, next, why);
            state = next;
        }
    }
}
