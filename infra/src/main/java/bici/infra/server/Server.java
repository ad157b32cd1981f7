package bici.infra.server;

import bici.fleet.dock.StationLedger;
import bici.fleet.operations.CardProofs;
import bici.fleet.operations.Cards;
import bici.fleet.operations.CommandQueue;
import bici.fleet.store.PostgresCards;
import bici.fleet.store.PostgresCommandQueue;
import bici.fleet.store.PostgresHeartbeats;
import bici.fleet.store.PostgresStationLedger;
import bici.fleet.store.PostgresStationUpkeep;
import bici.gateway.credentials.StationAuthority;
import bici.gateway.mqtt.GatewayServer;
import bici.gateway.options.GatewayOptions;
import bici.infra.database.Database;
import bici.infra.door.ConnectionLimits;
import bici.infra.door.GuardedTransport;
import bici.infra.failpoint.Failpoints;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.micrometer.VertxPrometheusOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node: station gateway and HTTP server over one database, wired top to bottom. */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    /** The name of a node that is alone. */
    public static final String ALONE = "one";

    private static final int START_SECONDS = 30;
    private static final int STOP_SECONDS = 15;

    private final Vertx vertx;
    private final GatewayServer gateway;
    private final Heartbeat heartbeat;
    private final HttpSide side;
    private final HttpServer http;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Server(Vertx vertx, GatewayServer gateway, Heartbeat heartbeat, HttpSide side, HttpServer http) {
        this.vertx = vertx;
        this.gateway = gateway;
        this.heartbeat = heartbeat;
        this.side = side;
        this.http = http;
    }

    /**
     * Starts a node and returns when it takes connections. Blocking.
     *
     * @param keys the folder with {@code authority/}
     */
    public static Server start(
            Database database, Path keys, GatewayOptions gatewayOptions, HttpOptions httpOptions, Clock clock) {
        return start(database, keys, Node.alone(), gatewayOptions, httpOptions, clock);
    }

    /**
     * One of the nodes on a database.
     *
     * @param name the same after a restart
     * @param connections how many it holds
     */
    public record Node(String name, ConnectionLimits connections) {
        static Node alone() {
            return new Node(ALONE, ConnectionLimits.usual());
        }
    }

    /** As above, for one of several nodes on a database. */
    public static Server start(
            Database database,
            Path keys,
            Node node,
            GatewayOptions gatewayOptions,
            HttpOptions httpOptions,
            Clock clock) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions()
                        .setMetricsOptions(new MicrometerMetricsOptions()
                                .setEnabled(true)
                                .setPrometheusOptions(new VertxPrometheusOptions().setEnabled(true))))
                .withMetrics(new ServerMetrics(registry))
                .withTransport(GuardedTransport.of(node.connections(), registry))
                .build();
        boolean started = false;
        try {
            StationAuthority authority = StationAuthority.open(keys, List.of(), clock);
            NoticeBoard notices = new NoticeBoard();
            CardProofs proofs = ProofKey.open(keys);
            Failpoints failpoints = Failpoints.ofThisProcess();
            DataSource source = failpoints.around(database.dataSource());
            GatewayServer.Ports ports = new GatewayServer.Ports(
                    failpoints.around(
                            StationLedger.class, new PostgresStationLedger(source, node.name(), proofs, notices)),
                    failpoints.around(Cards.class, new PostgresCards(source, proofs)),
                    failpoints.around(CommandQueue.class, new PostgresCommandQueue(source, notices)),
                    new PostgresStationUpkeep(source, notices),
                    authority);
            GatewayServer gateway = new GatewayServer(vertx, gatewayOptions, ports, clock, registry);
            notices.subscribe(gateway::hear);
            await(gateway.start(), START_SECONDS);
            HttpSide side = HttpSide.create(vertx, source, keys, notices, httpOptions, clock);
            Heartbeat heartbeat =
                    new Heartbeat(new PostgresHeartbeats(database.dataSource()), node.name(), side::editionAt, clock);
            heartbeat.start();
            Readiness readiness = new Readiness(database.dataSource(), heartbeat, gateway, side);
            HttpServer http = await(side.start(vertx, readiness, registry), START_SECONDS);
            started = true;
            return new Server(vertx, gateway, heartbeat, side, http);
        } finally {
            if (!started) {
                vertx.close();
            }
        }
    }

    /** As above, where nobody need sign in by phone. */
    public static Server start(
            Database database, Path keys, GatewayOptions gatewayOptions, HttpAddress address, Clock clock) {
        return start(database, keys, gatewayOptions, HttpOptions.on(address.host(), address.port()), clock);
    }

    /** Where the HTTP side listens; port 0 takes a free one. */
    public record HttpAddress(String host, int port) {}

    public int mqttPort() {
        return gateway.port();
    }

    public int httpPort() {
        return http.actualPort();
    }

    /** Stops taking facts, acknowledges what is committed, closes. Blocking, {@value #STOP_SECONDS} s at most. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            await(gateway.stop().eventually(() -> vertx.close()), STOP_SECONDS);
            heartbeat.close();
            side.close();
            LOG.info("the server stopped");
        }
    }

    private static <T> T await(Future<T> future, int seconds) {
        try {
            return future.await(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the server did not answer within " + seconds + " s", e);
        }
    }
}
