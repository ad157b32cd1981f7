package bici.gateway.mqtt;

import bici.fleet.dock.StationLedger;
import bici.fleet.operations.Cards;
import bici.fleet.operations.CommandQueue;
import bici.fleet.operations.Notice;
import bici.fleet.operations.StationUpkeep;
import bici.fleet.vocabulary.LogOnce;
import bici.fleet.vocabulary.StationId;
import bici.gateway.credentials.StationAuthority;
import bici.gateway.inbox.FactWriter;
import bici.gateway.inbox.HealthWriter;
import bici.gateway.inbox.Inbox;
import bici.gateway.limits.ConnectRates;
import bici.gateway.metrics.GatewayMeters;
import bici.gateway.options.GatewayOptions;
import bici.wire.DownMessage;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttServerOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the gateway together and takes it down in order. Safe from any thread. */
public final class GatewayServer {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayServer.class);
    /**
     * Under load two are live: while the database works for one, the other folds. Otherwise one makes fuller batches. What is
     * slow whoever tells it has one of its own.
     */
    private static final List<FactWriter.Share> WRITERS = List.of(
            new FactWriter.Share("fact-writer-live", Inbox.Pace.LIVE, 1),
            new FactWriter.Share("fact-writer-load", Inbox.Pace.LIVE, 512),
            new FactWriter.Share("fact-writer-backlog", Inbox.Pace.BACKLOG, 1),
            new FactWriter.Share("fact-writer-apart", Inbox.Pace.APART, 1));

    private static final int LEDGER_WIDTH = 4;
    private static final int COURIER_WIDTH = 2;
    private static final int LEDGER_PENDING = 4_096;
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Ports ports;
    private final Parts parts;
    private final List<FactWriter> writers;
    private final Courier courier;
    private final Heartbeats heartbeats;
    private final AtomicInteger port = new AtomicInteger();
    private String deployment = "";
    private long revocationTimer = -1;

    /** What the gateway speaks to. */
    public record Ports(
            StationLedger ledger,
            Cards cards,
            CommandQueue commands,
            StationUpkeep upkeep,
            StationAuthority authority) {}

    public GatewayServer(Vertx vertx, GatewayOptions options, Ports ports, Clock clock, MeterRegistry registry) {
        this.vertx = vertx;
        this.ports = ports;
        GatewayMeters meters = new GatewayMeters(registry);
        Offload offload = new Offload(LEDGER_WIDTH, LEDGER_PENDING);
        LogOnce once = new LogOnce();
        Caretaker caretaker = new Caretaker(vertx, ports.upkeep(), offload, clock, meters, once);
        Registry live = new Registry(meters, once, caretaker::fought);
        this.courier =
                new Courier(vertx, ports.commands(), live, new Offload(COURIER_WIDTH, LEDGER_PENDING), clock, meters);
        this.heartbeats = new Heartbeats(vertx, ports.ledger(), live, offload, clock, meters);
        Inbox inbox =
                new Inbox(options.traffic().inboxBytes(), options.batches().backlog());
        meters.watch("bici.gateway.inbox.bytes", inbox, Inbox::bytes);
        ConnectRates rates = new ConnectRates(
                options.connects().perStationPerMinute(), options.connects().globalPerSecond(), System.nanoTime());
        this.parts = new Parts(
                options,
                clock,
                meters,
                once,
                ports.authority().revocations(),
                rates,
                live,
                offload,
                new SessionKeeper(vertx, ports.ledger(), offload, meters),
                ports.cards(),
                new AllowListBook(ports.cards(), ports.authority(), offload),
                inbox,
                new HealthWriter(ports.ledger(), meters),
                caretaker,
                courier);
        this.writers = WRITERS.stream()
                .map(share -> new FactWriter(inbox, share, ports.ledger(), options.batches(), meters))
                .toList();
    }

    /** Completes when stations can connect. */
    public Future<Void> start() {
        Context context = vertx.getOrCreateContext();
        return parts.offload()
                .call(context, this::prepare)
                .compose(options -> vertx.deployVerticle(
                        () -> new MqttListener(parts, options, port),
                        new DeploymentOptions().setInstances(parts.options().listeners())))
                .onSuccess(id -> {
                    deployment = id;
                    writers.forEach(FactWriter::start);
                    parts.health().start();
                    courier.start();
                    heartbeats.start();
                    long everyMs = parts.options().intervals().sweep().toMillis();
                    revocationTimer = vertx.setPeriodic(everyMs, timer -> refreshRevocations());
                    LOG.info("stations connect to {}:{}", parts.options().host(), port.get());
                })
                .onFailure(e -> parts.offload().close())
                .mapEmpty();
    }

    private MqttServerOptions prepare() {
        ports.ledger().closeAllSessions(parts.clock().instant());
        return MqttListener.serverOptions(parts.options(), ports.authority());
    }

    public int port() {
        return port.get();
    }

    /** Takes notice of changes: a command that waits for a station connected here goes at once. Any thread. */
    public void hear(Notice notice) {
        courier.hear(notice);
        if (notice instanceof Notice.ConfigWanted wanted) {
            parts.registry().find(wanted.station()).ifPresent(parts.caretaker()::configWanted);
        }
    }

    /** False when the station is not connected here. */
    public boolean send(StationId station, DownMessage message) {
        Optional<StationConnection> connection = parts.registry().find(station);
        connection.ifPresent(c -> c.context().runOnContext(v -> c.tell(message)));
        return connection.isPresent();
    }

    /** Reads the revocation list again if it changed; the listeners' next sweep cuts whom it concerns. */
    public void refreshRevocations() {
        parts.offload()
                .call(vertx.getOrCreateContext(), () -> {
                    parts.revocations().refresh();
                    return true;
                })
                .onFailure(e -> {
                    parts.meters().failed("revocations");
                    LOG.error("the revocation list cannot be read", e);
                });
    }

    /** Completes when everything is down, at the latest a little after {@link GatewayOptions#stopWithin}. */
    public Future<Void> stop() {
        parts.registry().stop();
        parts.sessions().stop();
        vertx.cancelTimer(revocationTimer);
        courier.stop();
        heartbeats.stop();
        return parts.offload()
                .call(vertx.getOrCreateContext(), this::drain)
                .compose(drained -> vertx.undeploy(deployment))
                .onComplete(done -> {
                    courier.close();
                    parts.offload().close();
                });
    }

    private boolean drain() throws InterruptedException {
        Duration patience = parts.options().stopWithin();
        boolean empty = parts.inbox().awaitEmpty(patience.minus(LAST_WORDS.multipliedBy(2)));
        for (FactWriter writer : writers) {
            writer.stop(LAST_WORDS);
        }
        parts.health().stop(LAST_WORDS);
        if (!empty) {
            LOG.warn(
                    "stopping with {} bytes unacknowledged; the stations keep them",
                    parts.inbox().bytes());
        }
        parts.registry().listAll().forEach(StationConnection::stop);
        parts.registry().awaitEmpty(LAST_WORDS);
        closeSessions();
        return empty;
    }

    private void closeSessions() {
        try {
            ports.ledger().closeAllSessions(parts.clock().instant());
        } catch (RuntimeException e) {
            LOG.warn("the sessions stay open until the next start: {}", e.toString());
        }
    }
}
