package bici.simulator.station;

import bici.wire.DownMessage;
import bici.wire.StationCodec;
import bici.wire.UpMessage;
import bici.wire.WireException;
import bici.wire.WireFact.Cause;
import bici.wire.WireFact.Happening;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A station: connects, says who it is, tells what happened, obeys, and starts over when the connection is lost. All of
 * it runs on a thread of its own; the public methods may be called from any.
 */
public final class StationController implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StationController.class);
    private static final Duration ANSWER_WAIT = Duration.ofSeconds(3);
    private static final Duration BIRTH_ANSWER_WAIT = Duration.ofSeconds(30);

    private final StationSettings settings;
    private final StationClock clock;
    private final StationThreads threads;
    private final RandomGenerator random;
    private final ExecutorService own;
    private final StationJournal journal;
    private final SimulatedDocks docks;
    private final CardBook cards;
    private final ServerClock serverClock = new ServerClock();
    private final CommandDesk desk;
    private final Uplink uplink;
    private final Backoff backoff;
    private final MqttLink.Endpoint endpoint;
    private final PendingTaps taps = new PendingTaps();
    private final AtomicBoolean closed = new AtomicBoolean();

    private Connection connection = Connection.NONE;
    private Optional<MqttLink> link = Optional.empty();

    /**
     * One connection.
     *
     * @param number counts the connections, so that what an old one still says is not taken for the new one's
     * @param epoch 0 until accepted
     */
    private record Connection(long number, String nonce, long epoch) {
        static final Connection NONE = new Connection(0, "", 0);
    }

    /** Opens the journal; {@link #start()} connects. */
    public StationController(
            StationSettings settings, StationClock clock, StationThreads threads, RandomGenerator random) {
        this.settings = settings;
        this.clock = clock;
        this.threads = threads;
        this.random = random;
        this.own = StationThreads.serial(settings.station());
        StationFolder folder = settings.folder();
        this.journal = StationJournal.open(folder.journal());
        this.docks = new SimulatedDocks(settings.docks(), journal.bikesByDock(), this::journal);
        this.cards = new CardBook(folder.allowList(), folder.allowListKey());
        this.desk = new CommandDesk(new CommandMemory(folder.commands()), docks, serverClock, clock);
        this.uplink = new Uplink(journal, message -> link.ifPresent(open -> open.publish(message)));
        this.backoff = new Backoff(new Backoff.Limits(settings.firstRetry(), settings.longestRetry()), random);
        this.endpoint = new MqttLink.Endpoint(settings.server(), folder.socketFactory(), threads.clients());
    }

    public void start() {
        run(this::connect);
    }

    /** Facts that were not acknowledged yet. */
    public long waiting() {
        return journal.waiting();
    }

    /** The last fact up to which everything was acknowledged. */
    public long acknowledged() {
        return journal.acknowledged();
    }

    /** Whether the dock took the bike. */
    public CompletableFuture<Boolean> dockBike(int dock, String bike) {
        return ask(() -> {
            boolean taken = docks.dock(dock, bike);
            uplink.pump();
            return taken;
        });
    }

    /**
     * Somebody holds a card to a dock. On line the server is asked; off line, and when it does not answer, the
     * allow-list decides.
     *
     * @return whether the bike was let go
     */
    public CompletableFuture<Boolean> tapCard(int dock, String cardNumber) {
        CompletableFuture<Boolean> released = new CompletableFuture<>();
        run(() -> cards.findCardId(cardNumber)
                .ifPresentOrElse(card -> tap(dock, card, released), () -> released.complete(false)));
        return released;
    }

    /** Whether somebody pulls the bike when a command opens its lock. */
    public void setRiderPulls(boolean pulls) {
        run(() -> desk.setRiderPulls(pulls));
    }

    /** Cuts the connection without a word, as a lost signal does; the station connects again by itself. */
    public void loseConnection() {
        run(() -> lost(connection.number(), "signal lost"));
    }

    /** The bikes in the docks, by dock. */
    public CompletableFuture<Map<Integer, String>> bikes() {
        return ask(journal::bikesByDock);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            own.execute(() -> {
                link.ifPresent(MqttLink::close);
                link = Optional.empty();
                journal.close();
            });
            own.close();
        }
    }

    private void connect() {
        if (closed.get()) {
            return;
        }
        long number = connection.number() + 1;
        connection = new Connection(number, newNonce(), 0);
        serverClock.forgetRequests();
        uplink.restart();
        byte[] will = StationCodec.encode(new UpMessage.Death(connection.nonce()));
        link = Optional.of(MqttLink.open(settings.station(), endpoint, will, new Listener(number)));
    }

    private void lost(long number, String why) {
        if (number != connection.number() || link.isEmpty()) {
            return;
        }
        link.ifPresent(MqttLink::release);
        link = Optional.empty();
        connection = new Connection(number, "", 0);
        taps.listAll().forEach(this::decideOffline);
        Duration wait = backoff.next();
        LOG.debug("{}: connection lost ({}), next attempt in {}", settings.station(), why, wait);
        threads.after(wait, () -> run(this::connect));
    }

    private void sayBirth(long number) {
        if (number != connection.number() || connection.epoch() != 0) {
            return;
        }
        serverClock.requested(connection.nonce(), clock.uptimeMs());
        uplink.send(new UpMessage.Birth(
                connection.nonce(),
                journal.number(),
                clock.boot(),
                clock.deviceTimeMs(),
                clock.uptimeMs(),
                clock.quality(),
                "1.0",
                "simulator-1",
                "simulated",
                0,
                cards.version(),
                journal.lastSequence(),
                journal.waiting(),
                docks.inventory()));
        threads.after(BIRTH_ANSWER_WAIT, () -> run(() -> sayBirth(number)));
    }

    private void received(long number, String kind, byte[] payload) {
        if (number != connection.number()) {
            return;
        }
        try {
            handle(StationCodec.decodeDown(kind, payload));
        } catch (WireException e) {
            LOG.warn("{}: not understood, {}: {}", settings.station(), kind, e.detail());
        }
    }

    private void handle(DownMessage message) {
        switch (message) {
            case DownMessage.BirthAnswer answer -> birthAnswered(answer);
            case DownMessage.ClockAnswer answer -> serverClock.answered(answer.nonce(), answer.serverTimeMs());
            case DownMessage.Command command -> uplink.send(desk.obey(command, connection.epoch()));
            case DownMessage.AuthorizeAnswer answer ->
                taps.take(answer.request()).ifPresent(tap -> release(tap, CardReader.findCause(tap.card(), answer)));
            case DownMessage.AllowListChunk part -> cards.take(part).ifPresent(uplink::send);
            case DownMessage.Resend resend -> resend(resend);
            case DownMessage.Fault fault ->
                LOG.warn(
                        "{}: at fault with {}: {} {}",
                        settings.station(),
                        fault.about(),
                        fault.reason(),
                        fault.detail());
            case DownMessage.ConfigDesired config -> LOG.debug("{}: no settings to change", settings.station());
            case DownMessage.FirmwareOffer offer -> LOG.debug("{}: firmware stays", settings.station());
        }
    }

    private void birthAnswered(DownMessage.BirthAnswer answer) {
        if (!answer.nonce().equals(connection.nonce())) {
            return;
        }
        long number = connection.number();
        if (answer.status() != DownMessage.Acceptance.ACCEPTED) {
            LOG.debug(
                    "{}: {} ({})",
                    settings.station(),
                    answer.status(),
                    answer.reason().orElse("no reason"));
            threads.after(Duration.ofMillis(answer.retryAfterMs()), () -> run(() -> sayBirth(number)));
            return;
        }
        serverClock.answered(answer.nonce(), answer.serverTimeMs());
        connection = new Connection(number, connection.nonce(), answer.epoch());
        backoff.succeeded();
        uplink.open();
        heartbeat(number, answer.heartbeatMs());
    }

    private void heartbeat(long number, long everyMs) {
        if (number != connection.number() || connection.epoch() == 0) {
            return;
        }
        String nonce = newNonce();
        serverClock.requested(nonce, clock.uptimeMs());
        uplink.send(new UpMessage.ClockRequest(nonce, clock.uptimeMs(), clock.deviceTimeMs()));
        threads.after(Duration.ofMillis(Math.max(1_000, everyMs)), () -> run(() -> heartbeat(number, everyMs)));
    }

    private void resend(DownMessage.Resend asked) {
        if (asked.journal() != journal.number()) {
            LOG.warn("{}: journal {} is not here any more", settings.station(), asked.journal());
            return;
        }
        long first = journal.firstSequence();
        if (asked.from() < first) {
            journal(new Happening.Lost(asked.from(), Math.min(asked.to(), first - 1)));
        }
        uplink.sendAgain(asked.from(), asked.to());
    }

    private void tap(int dock, String card, CompletableFuture<Boolean> released) {
        PendingTaps.Tap tap = new PendingTaps.Tap(newNonce(), dock, card, released);
        if (connection.epoch() == 0) {
            decideOffline(tap);
            return;
        }
        taps.add(tap);
        uplink.send(new UpMessage.Authorize(tap.request(), card, dock));
        threads.after(ANSWER_WAIT, () -> run(() -> taps.take(tap.request()).ifPresent(this::decideOffline)));
    }

    private void decideOffline(PendingTaps.Tap tap) {
        release(tap, CardReader.findCause(tap.card(), cards, clock.deviceTimeMs()));
    }

    private void release(PendingTaps.Tap tap, Optional<Cause> cause) {
        tap.released().complete(cause.map(by -> docks.release(tap.dock(), by)).orElse(false));
        uplink.pump();
    }

    private void journal(Happening happening) {
        journal.append(clock.stamp(connection.epoch() == 0), happening);
    }

    private String newNonce() {
        return HexFormat.of().toHexDigits(random.nextLong());
    }

    private void run(Runnable task) {
        try {
            own.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOG.error("{}: {}", settings.station(), e.getMessage(), e);
                }
            });
        } catch (RejectedExecutionException stopping) {
            LOG.debug("{}: stopped", settings.station());
        }
    }

    private <T> CompletableFuture<T> ask(java.util.function.Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, own);
    }

    /** Hands what the connection tells to the station's own thread. */
    private final class Listener implements MqttLink.Listener {
        private final long number;

        private Listener(long number) {
            this.number = number;
        }

        @Override
        public void connected() {
            run(() -> sayBirth(number));
        }

        @Override
        public void received(String kind, byte[] payload) {
            run(() -> StationController.this.received(number, kind, payload));
        }

        @Override
        public void acknowledged(Outgoing message) {
            run(() -> uplink.acknowledged(message));
        }

        @Override
        public void lost(String why) {
            run(() -> StationController.this.lost(number, why));
        }
    }
}
