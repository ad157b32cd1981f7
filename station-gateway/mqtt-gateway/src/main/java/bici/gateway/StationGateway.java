package bici.gateway;

import bici.fleet.dock.StationLedger;
import bici.fleet.operations.Cards;
import bici.fleet.operations.CommandQueue;
import bici.fleet.operations.StationUpkeep;
import bici.fleet.vocabulary.StationId;
import bici.gateway.credentials.StationAuthority;
import bici.gateway.mqtt.GatewayServer;
import bici.gateway.options.GatewayOptions;
import bici.wire.DownMessage;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;

/** The module's one entry: listens to stations from {@link #start} to {@link #stop}. Safe from any thread. */
public final class StationGateway {
    private final GatewayServer server;

    private StationGateway(GatewayServer server) {
        this.server = server;
    }

    /** What the gateway speaks to on the other side. All may block. */
    public record Fleet(StationLedger ledger, Cards cards, CommandQueue commands, StationUpkeep upkeep) {}

    /**
     * Closes sessions that a killed process left open, then listens. Fails when the ledger is away, the port is taken
     * or the keys are unusable.
     */
    public static Future<StationGateway> start(
            Vertx vertx,
            GatewayOptions options,
            Fleet fleet,
            StationAuthority authority,
            Clock clock,
            MeterRegistry registry) {
        GatewayServer server = new GatewayServer(
                vertx,
                options,
                new GatewayServer.Ports(fleet.ledger(), fleet.cards(), fleet.commands(), fleet.upkeep(), authority),
                clock,
                registry);
        return server.start().map(started -> new StationGateway(server));
    }

    /** The port that stations connect to. */
    public int port() {
        return server.port();
    }

    /**
     * Sends to a station that is on line.
     *
     * @return false when it is not connected here; nothing is kept for later
     */
    public boolean send(StationId station, DownMessage message) {
        return server.send(station, message);
    }

    /** Cuts connections whose certificate was revoked, without waiting for the next look at the list. */
    public void refreshRevocations() {
        server.refreshRevocations();
    }

    /** Takes nothing more, writes and acknowledges what it has, tells the stations, ends. */
    public Future<Void> stop() {
        return server.stop();
    }
}
