package bici.simulator.station;

import bici.wire.StationCodec;
import bici.wire.UpMessage;
import bici.wire.WireException;
import bici.wire.WireFact.Happening;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A station: connects, says who it is, tells what happened, obeys, and starts over when the connection is lost. All of
 * it runs on a thread of its own; the public methods may be called from any.
 */
public final class StationController implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StationController.class);

    private final String station;
    private final StationThreads threads;
    private final ExecutorService own;
    private final ConnectionState connection = new ConnectionState();
    private final ServerClock serverClock = new ServerClock();
    private final StationJournal journal;
    private final StationFolder folder;
    private final StationClock clock;
    private final SimulatedDocks docks;
    private final Uplink uplink;
    private final Conversation conversation;
    private final Backoff backoff;
    private final MqttLink.Endpoint endpoint;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Street street = Street.always(true);
    private Optional<MqttLink> link = Optional.empty();

    /** Opens the journal; {@link #start()} connects. */
    public StationController(
            StationSettings settings, StationClock clock, StationThreads threads, RandomGenerator random) {
        this.station = settings.station();
        this.threads = threads;
        this.own = StationThreads.serial(station);
        this.clock = clock;
        this.folder = settings.folder();
        folder.rememberBoot(clock.boot());
        this.journal = StationJournal.open(folder.journal());
        this.docks = new SimulatedDocks(
                settings.docks(), bikesInDocks(settings.docks()), new DockMarks(folder.marks()), this::happen);
        CommandDesk desk =
                new CommandDesk(new CommandMemory(folder.commands()), docks, serverClock, clock, new AtTheKerb());
        this.uplink = new Uplink(journal, message -> link.ifPresent(open -> open.publish(message)));
        CardBook cards = new CardBook(folder.allowList(), folder.allowListKey());
        this.conversation = new Conversation(
                station,
                clock,
                new Conversation.Parts(
                        connection,
                        journal,
                        docks,
                        cards,
                        new SettingsBook(folder.settings()),
                        desk,
                        serverClock,
                        uplink),
                (wait, task) -> threads.after(wait, () -> run(task)),
                this::restart,
                random);
        this.backoff = new Backoff(new Backoff.Limits(settings.firstRetry(), settings.longestRetry()), random);
        this.endpoint = new MqttLink.Endpoint(settings.server(), folder.socketFactory(), threads.clients());
    }

    /** What the journal tells of docks that are not there was invented: see {@link #tell}. */
    private Map<Integer, String> bikesInDocks(int docks) {
        Map<Integer, String> bikes = journal.bikesByDock();
        if (bikes.keySet().removeIf(dock -> dock > docks)) {
            LOG.warn("{}: its journal tells of docks beyond {}, which are not there", station, docks);
        }
        return bikes;
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

    /** The number of the journal in which facts are counted. */
    public int journal() {
        return journal.number();
    }

    /** Whether the station is connected and was accepted. */
    public CompletableFuture<Boolean> isAccepted() {
        return CompletableFuture.supplyAsync(connection::isAccepted, own);
    }

    /** Somebody pushes a bike into a dock: whether the dock took it. */
    public CompletableFuture<Boolean> dockBike(int dock, String bike) {
        return ask(() -> docks.dock(dock, bike));
    }

    /** Somebody looks for a dock that takes the bike: which one did; empty when none can. */
    public CompletableFuture<Optional<Integer>> dockBike(String bike) {
        return ask(() -> docks.dockAnywhere(bike));
    }

    /** Somebody breaks the bike out of this dock: whether there was one. */
    public CompletableFuture<Boolean> forceBike(int dock) {
        return ask(() -> docks.force(dock));
    }

    /** The dock breaks, and says so; {@code code} as in PROTOCOL.md, such as {@code motor-stall}. */
    public CompletableFuture<Boolean> failDock(int dock, String code) {
        return ask(() -> {
            docks.fail(dock, code);
            return true;
        });
    }

    /** The dock's lock will not move; nobody knows until it is told to. */
    public CompletableFuture<Boolean> jamDock(int dock, String code) {
        return ask(() -> {
            docks.jam(dock, code);
            return true;
        });
    }

    /** The dock was repaired, and says so. */
    public CompletableFuture<Boolean> clearDock(int dock) {
        return ask(() -> {
            docks.clear(dock);
            return true;
        });
    }

    /** A fault: the station tells what did not happen; its docks know nothing of it. */
    public CompletableFuture<Boolean> tell(Happening invented) {
        return ask(() -> {
            happen(invented);
            return true;
        });
    }

    /** A fault: the counter of facts leaves out so many numbers. */
    public void skip(long numbers) {
        run(() -> journal.skip(numbers));
    }

    /** Somebody holds a card to a dock: whether the bike was let go. */
    public CompletableFuture<Boolean> tapCard(int dock, String cardNumber) {
        CompletableFuture<Boolean> released = new CompletableFuture<>();
        run(() -> conversation.tap(dock, cardNumber, released));
        return released;
    }

    /** Puts others in front of the docks; until then every bike is pulled whose lock opens. */
    public void setStreet(Street others) {
        street = others;
    }

    /** Cuts the connection without a word, as a lost signal does; the station connects again by itself. */
    public void loseConnection() {
        run(() -> lost(connection.number(), "signal lost"));
    }

    /** The bikes in the docks, by dock. */
    public CompletableFuture<Map<Integer, String>> bikes() {
        return CompletableFuture.supplyAsync(docks::bikes, own);
    }

    /** Something is done at the docks, and told at once. */
    private <T> CompletableFuture<T> ask(Supplier<T> act) {
        return CompletableFuture.supplyAsync(
                () -> {
                    T answer = act.get();
                    uplink.pump();
                    return answer;
                },
                own);
    }

    /** On disk first; then whoever stands there sees it. */
    private void happen(Happening happening) {
        street.aboutToHappen(station, journal.number(), journal.nextSequence(), happening);
        journal.append(clock.stamp(!connection.isAccepted()), happening);
        street.happened(station, happening);
    }

    /** As when the power goes and comes back: the journal and the ids of commands stay. */
    private void restart() {
        clock.restart();
        folder.rememberBoot(clock.boot());
        serverClock.forget();
        lost(connection.number(), "restarts");
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
        if (closed.get() || link.isPresent()) {
            return;
        }
        long number = connection.begin(conversation.newNonce());
        serverClock.forgetRequests();
        uplink.restart();
        byte[] will = StationCodec.encode(new UpMessage.Death(connection.nonce()));
        link = Optional.of(MqttLink.open(station, endpoint, will, new Listener(number)));
    }

    private void lost(long number, String why) {
        if (!connection.is(number) || link.isEmpty()) {
            return;
        }
        link.ifPresent(MqttLink::release);
        link = Optional.empty();
        connection.end();
        conversation.decideWaitingTaps();
        Duration wait = backoff.next();
        LOG.debug("{}: connection lost ({}), next attempt in {}", station, why, wait);
        threads.after(wait, () -> run(this::connect));
    }

    private void received(long number, String kind, byte[] payload) {
        if (!connection.is(number)) {
            return;
        }
        try {
            if (conversation.hear(StationCodec.decodeDown(kind, payload))) {
                backoff.succeeded();
            }
        } catch (WireException e) {
            LOG.warn("{}: not understood, {}: {}", station, kind, e.detail());
        }
    }

    /** On the station's own thread; one task that fails does not keep the others from being done. */
    private void run(Runnable task) {
        try {
            own.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOG.error("{}: {}", station, e.getMessage(), e);
                }
            });
        } catch (RejectedExecutionException stopping) {
            LOG.debug("{}: stopped", station);
        }
    }

    /** Whoever is in the street at the time. */
    private final class AtTheKerb implements CommandDesk.Kerb {
        @Override
        public void aboutToOpen(int dock, String bike, String command, long epoch) {
            street.aboutToOpen(station, dock, bike, command, epoch);
        }

        @Override
        public boolean pulls(int dock, String bike) {
            return street.pulls(station, dock, bike);
        }
    }

    /** Hands what the connection tells to the station's own thread. */
    private final class Listener implements MqttLink.Listener {
        private final long number;

        private Listener(long number) {
            this.number = number;
        }

        @Override
        public void connected() {
            run(() -> conversation.sayBirth(number));
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
