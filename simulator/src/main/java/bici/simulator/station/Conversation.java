package bici.simulator.station;

import bici.wire.ClockQuality;
import bici.wire.DownMessage;
import bici.wire.UpMessage;
import bici.wire.WireFact.Cause;
import bici.wire.WireFact.Happening;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a station says on a connection and what it answers (PROTOCOL.md). Not for more than one thread. */
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final Duration ANSWER_WAIT = Duration.ofSeconds(3);
    private static final Duration BIRTH_ANSWER_WAIT = Duration.ofSeconds(30);
    private static final Duration REPLY_GETS_OUT = Duration.ofMillis(500);
    private static final int REPORT_CHARACTERS = 6_000;
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);

    private final String station;
    private final StationClock clock;
    private final Parts parts;
    private final BiConsumer<Duration, Runnable> timer;
    private final Runnable restart;
    private final RandomGenerator random;
    private final PendingTaps taps = new PendingTaps();
    private long births;
    private long beats;
    private Duration heartbeat = Duration.ofMinutes(1);

    /** What a station is made of. */
    record Parts(
            ConnectionState connection,
            StationJournal journal,
            SimulatedDocks docks,
            CardBook cards,
            SettingsBook settings,
            CommandDesk desk,
            ServerClock serverClock,
            Uplink uplink) {

        /** The state of the docks, in as many messages as it takes. */
        private List<UpMessage> reports(String command) {
            String text = docks.describe();
            int count = Math.ceilDiv(text.length(), REPORT_CHARACTERS);
            return IntStream.range(0, count)
                    .<UpMessage>mapToObj(part -> new UpMessage.DiagnosticsReport(
                            command,
                            part + 1,
                            count,
                            text.substring(
                                    part * REPORT_CHARACTERS, Math.min(text.length(), (part + 1) * REPORT_CHARACTERS))))
                    .toList();
        }
    }

    /**
     * One station's conversation, over all its connections.
     *
     * @param timer runs a task on the station's own thread after a while
     * @param restart starts the station anew, as the order says
     */
    Conversation(
            String station,
            StationClock clock,
            Parts parts,
            BiConsumer<Duration, Runnable> timer,
            Runnable restart,
            RandomGenerator random) {
        this.station = station;
        this.clock = clock;
        this.parts = parts;
        this.timer = timer;
        this.restart = restart;
        this.random = random;
    }

    String newNonce() {
        return HexFormat.of().toHexDigits(random.nextLong());
    }

    /** The first message of a connection, again until it is accepted. */
    void sayBirth(long number) {
        ConnectionState connection = parts.connection();
        if (!connection.is(number) || connection.nonce().isEmpty() || connection.isAccepted()) {
            return;
        }
        StationJournal journal = parts.journal();
        parts.serverClock().requested(connection.nonce(), clock.timerMs());
        parts.uplink()
                .send(new UpMessage.Birth(
                        connection.nonce(),
                        journal.number(),
                        clock.boot(),
                        clock.deviceTimeMs(),
                        clock.uptimeMs(),
                        clock.quality(),
                        "1.0",
                        "simulator-1",
                        "simulated",
                        parts.settings().version(),
                        parts.cards().version(),
                        journal.lastSequence(),
                        journal.waiting(),
                        parts.docks().inventory()));
        births++;
        sayBirthAgain(number, BIRTH_ANSWER_WAIT);
    }

    /** After a while, unless another birth was said by then. */
    private void sayBirthAgain(long number, Duration wait) {
        long said = births;
        timer.accept(wait, () -> {
            if (births == said) {
                sayBirth(number);
            }
        });
    }

    /** Whether the message was the station's acceptance. */
    boolean hear(DownMessage message) {
        switch (message) {
            case DownMessage.BirthAnswer answer -> {
                return birthAnswered(answer);
            }
            case DownMessage.ClockAnswer answer -> parts.serverClock().answered(answer.nonce(), answer.serverTimeMs());
            case DownMessage.Command command -> obey(command);
            case DownMessage.AuthorizeAnswer answer ->
                taps.take(answer.request()).ifPresent(tap -> release(tap, CardReader.findCause(tap.card(), answer)));
            case DownMessage.AllowListChunk part -> parts.cards().take(part).ifPresent(parts.uplink()::send);
            case DownMessage.Resend resend -> resend(resend);
            case DownMessage.Fault fault ->
                LOG.warn("{}: at fault with {}: {} {}", station, fault.about(), fault.reason(), fault.detail());
            case DownMessage.ConfigDesired config -> configured(config);
            case DownMessage.FirmwareOffer offer -> LOG.debug("{}: firmware stays", station);
        }
        return false;
    }

    private void obey(DownMessage.Command command) {
        UpMessage.Reply reply = parts.desk().obey(command, parts.connection().epoch());
        parts.uplink().send(reply);
        if (reply.outcome() != UpMessage.Reply.Outcome.DONE) {
            return;
        }
        if (command.order() == DownMessage.Order.DIAGNOSTICS) {
            parts.reports(command.command()).forEach(parts.uplink()::send);
        }
        if (command.order() == DownMessage.Order.REBOOT) {
            timer.accept(REPLY_GETS_OUT, restart);
        }
    }

    /** A heartbeat that is to come sooner begins now. */
    private void configured(DownMessage.ConfigDesired config) {
        parts.uplink().send(parts.settings().take(config));
        beatFrom(parts.connection().number());
    }

    private void beatFrom(long number) {
        long mine = ++beats;
        every(number, () -> parts.settings().findHeartbeat().orElse(heartbeat), () -> beats == mine, this::askTheTime);
    }

    private boolean birthAnswered(DownMessage.BirthAnswer answer) {
        ConnectionState connection = parts.connection();
        long number = connection.number();
        if (!answer.nonce().equals(connection.nonce())) {
            return false;
        }
        if (answer.status() != DownMessage.Acceptance.ACCEPTED) {
            LOG.debug("{}: {} ({})", station, answer.status(), answer.reason().orElse("no reason"));
            sayBirthAgain(number, Duration.ofMillis(answer.retryAfterMs()));
            return false;
        }
        parts.serverClock().answered(answer.nonce(), answer.serverTimeMs());
        clock.synced();
        connection.accept(answer.epoch());
        parts.uplink().open();
        heartbeat = Duration.ofMillis(answer.heartbeatMs());
        Duration health = Duration.ofMillis(answer.healthMs());
        beatFrom(number);
        every(number, () -> health, () -> true, this::sayHealth);
        return true;
    }

    /** Now, and again as long as the connection lasts and it is wanted. */
    private void every(long number, Supplier<Duration> interval, BooleanSupplier wanted, Runnable task) {
        if (!parts.connection().is(number) || !parts.connection().isAccepted() || !wanted.getAsBoolean()) {
            return;
        }
        task.run();
        Duration asked = interval.get();
        Duration wait = asked.compareTo(SHORTEST_INTERVAL) < 0 ? SHORTEST_INTERVAL : asked;
        timer.accept(wait, () -> every(number, interval, wanted, task));
    }

    private void askTheTime() {
        String nonce = newNonce();
        parts.serverClock().requested(nonce, clock.timerMs());
        parts.uplink().send(new UpMessage.ClockRequest(nonce, clock.uptimeMs(), clock.deviceTimeMs()));
    }

    private void sayHealth() {
        Map<String, Double> values = Map.of(
                "journalWaitingCount",
                (double) parts.journal().waiting(),
                "uptimeSeconds",
                Math.floor(clock.uptimeMs() / 1_000.0));
        parts.uplink().send(new UpMessage.Health(clock.deviceTimeMs(), values));
    }

    private void resend(DownMessage.Resend asked) {
        StationJournal journal = parts.journal();
        if (asked.journal() != journal.number()) {
            LOG.warn("{}: journal {} is not here any more", station, asked.journal());
            return;
        }
        long first = journal.firstSequence();
        if (asked.from() < first) {
            parts.docks().note(new Happening.Lost(asked.from(), Math.min(asked.to(), first - 1)));
        }
        journal.listSkipped(asked.from(), asked.to())
                .forEach(none -> parts.docks().note(new Happening.Lost(none.from(), none.to())));
        parts.uplink().sendAgain(asked.from(), asked.to());
    }

    /** On line the server is asked; off line, and when it does not answer in time, the allow-list decides. */
    void tap(int dock, String cardNumber, CompletableFuture<Boolean> released) {
        Optional<String> card = parts.cards().findCardId(cardNumber);
        if (card.isEmpty()) {
            released.complete(false);
            return;
        }
        PendingTaps.Tap tap = new PendingTaps.Tap(newNonce(), dock, card.get(), released);
        if (!parts.connection().isAccepted()) {
            decideOffline(tap);
            return;
        }
        taps.add(tap);
        parts.uplink().send(new UpMessage.Authorize(tap.request(), tap.card(), dock));
        timer.accept(ANSWER_WAIT, () -> taps.take(tap.request()).ifPresent(this::decideOffline));
    }

    /** The connection is gone: nobody will answer. */
    void decideWaitingTaps() {
        taps.listAll().forEach(this::decideOffline);
    }

    private void decideOffline(PendingTaps.Tap tap) {
        boolean knowsTheTime = clock.quality() != ClockQuality.UNSET;
        release(
                tap,
                knowsTheTime
                        ? CardReader.findCause(tap.card(), parts.cards(), clock.deviceTimeMs())
                        : Optional.empty());
    }

    private void release(PendingTaps.Tap tap, Optional<Cause> cause) {
        tap.released()
                .complete(cause.map(by -> parts.docks().release(tap.dock(), by)).orElse(false));
        parts.uplink().pump();
    }
}
