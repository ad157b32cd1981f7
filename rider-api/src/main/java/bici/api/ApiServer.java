package bici.api;

import bici.api.access.AccessTokens;
import bici.api.access.Authentication;
import bici.api.access.EndedSessions;
import bici.api.access.OwnOrigin;
import bici.api.analyst.AnalystOperations;
import bici.api.contract.ContractRoutes;
import bici.api.contract.Contracts;
import bici.api.contract.Endpoint;
import bici.api.contract.Endpoints;
import bici.api.http.Blocking;
import bici.api.http.Edge;
import bici.api.http.RateLimit;
import bici.api.http.Routes;
import bici.api.live.LiveHub;
import bici.api.operator.CommandOperations;
import bici.api.operator.FleetOperations;
import bici.api.operator.OperatorFeed;
import bici.api.operator.OperatorOperations;
import bici.api.operator.ReportDeskOperations;
import bici.api.operator.RulingOperations;
import bici.api.operator.UpkeepOperations;
import bici.api.rider.ReportOperations;
import bici.api.rider.RiderFeed;
import bici.api.rider.RiderOperations;
import bici.api.rider.StationOperations;
import bici.api.rider.Unlocking;
import bici.api.session.SessionOperations;
import bici.fleet.operations.Notice;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The one HTTP server: the API of the contracts, and whatever else is mounted beside it. */
public final class ApiServer implements AutoCloseable {
    private static final int MAX_HEADER_BYTES = 8_192;
    private static final int EXPORTS_AT_A_TIME = 2;
    /** Few of them use the database: those who wait for the same stations are answered by one reading. */
    private static final int LISTS_AT_A_TIME = 256;
    /** A map that comes a second later is better than none; nobody's bike waits for it. */
    private static final Duration LISTS_PATIENCE = Duration.ofSeconds(2);

    private static final int SIGN_INS_PER_ACCOUNT = 5;

    private final Vertx vertx;
    private final ApiOptions options;
    private final AccessTokens tokens;
    private final Clock clock;
    private final Blocking blocking;
    private final Blocking exports;
    private final Blocking lists;
    private final Unlocking unlocking;
    private final LiveHub riderHub;
    private final LiveHub operatorHub;
    private final EndedSessions ended;
    private final RiderFeed riderFeed;
    private final OperatorFeed operatorFeed;
    private final Map<String, Endpoint> endpoints = new HashMap<>();

    public ApiServer(Vertx vertx, ApiOptions options, ApiPorts ports, AccessTokens tokens, Clock clock) {
        this.vertx = vertx;
        this.options = options;
        this.tokens = tokens;
        this.clock = clock;
        this.blocking = new Blocking(vertx, options.blockingWidth(), Blocking.USUAL_PATIENCE);
        this.exports = new Blocking(vertx, EXPORTS_AT_A_TIME, Blocking.USUAL_PATIENCE);
        this.lists = new Blocking(vertx, LISTS_AT_A_TIME, LISTS_PATIENCE);
        this.unlocking = new Unlocking(vertx, blocking, ports.unlocks(), ports.trips());
        this.riderHub = new LiveHub(vertx);
        this.operatorHub = new LiveHub(vertx);
        this.riderFeed = new RiderFeed(vertx, riderHub, blocking, ports.unlocks(), ports.trips(), clock);
        this.operatorFeed = new OperatorFeed(
                vertx,
                operatorHub,
                blocking,
                new OperatorFeed.Ports(ports.stations(), ports.staffDesk(), ports.alarms()),
                clock);
        this.ended = new EndedSessions(vertx, blocking, ports.sessions(), this::endStreams, clock);
        addEndpoints(ports);
    }

    private void endStreams(Set<String> sessions) {
        riderHub.end(sessions);
        operatorHub.end(sessions);
    }

    private void addEndpoints(ApiPorts ports) {
        RateLimit perAccount = new RateLimit(2 * SIGN_INS_PER_ACCOUNT, Duration.ofMinutes(2), clock);
        SessionOperations session = new SessionOperations(
                new SessionOperations.Ports(
                        ports.riders(),
                        ports.sessions(),
                        ports.links(),
                        ports.sms(),
                        options.smsPrefixes(),
                        ended::readAgain),
                tokens,
                perAccount,
                options.secureCookie());
        endpoints.putAll(session.endpoints(blocking));
        endpoints.putAll(new RiderOperations(ports.riders(), ports.trips(), ports.unlocks(), ports.policy())
                .endpoints(blocking));
        endpoints.putAll(new StationOperations(ports.stations()).endpoints(blocking, lists));
        endpoints.put("createTrip", unlocking::handle);
        endpoints.put("cancelUnlock", Endpoints.blocking(blocking, unlocking::cancel));
        endpoints.put("streamMyEvents", riderFeed::handle);
        endpoints.putAll(new OperatorOperations(
                        ports.stations(), ports.bikes(), ports.alarms(), ports.codes(), ports.conditions())
                .endpoints(blocking));
        endpoints.putAll(
                new UpkeepOperations(ports.configs(), ports.conditions(), ports.bikeDesk()).endpoints(blocking));
        endpoints.putAll(new FleetOperations(ports.bikes(), ports.fleetDesk(), ports.fleet()).endpoints(blocking));
        endpoints.putAll(new CommandOperations(ports.staffDesk()).endpoints(blocking));
        endpoints.putAll(new RulingOperations(ports.rulings()).endpoints(blocking));
        endpoints.putAll(new ReportOperations(ports.reports(), ports.riders(), ports.policy()).endpoints(blocking));
        endpoints.putAll(new ReportDeskOperations(ports.reportDesk()).endpoints(blocking));
        endpoints.put("streamOperatorEvents", operatorFeed::handle);
        endpoints.putAll(new AnalystOperations(vertx, exports, ports.export()).endpoints());
    }

    /**
     * Completes with the listening server. Who is too slow for it is ended below, where connections are accepted, and what
     * is no good HTTP/1.1 is refused there.
     *
     * @param first what is read most often, and may answer without the router
     * @param others mounted after the API, in this order
     */
    public Future<HttpServer> start(Routes first, List<Routes> others) {
        ContractRoutes.Guards guards = new ContractRoutes.Guards(
                new Authentication(tokens, ended),
                new Limits(options.signInsPerMinute(), clock),
                new OwnOrigin(options.publicUrl()));
        List<Future<ContractRoutes>> contracts = Contracts.NAMES.stream()
                .map(name -> ContractRoutes.load(vertx, name, guards, endpoints, clock))
                .toList();
        return Future.join(Future.all(contracts), ended.start()).compose(loaded -> {
            Router router = Router.router(vertx);
            Edge.on(router);
            first.mount(router);
            contracts.forEach(contract -> contract.result().mount(router));
            Routes.reading(router, "/.well-known/jwks.json")
                    .handler(context -> context.response()
                            .putHeader("Content-Type", "application/json")
                            .putHeader("Cache-Control", "public, max-age=300")
                            .end(tokens.toJwks().toBuffer()));
            others.forEach(each -> each.mount(router));
            return vertx.createHttpServer(new HttpServerOptions()
                            .setMaxHeaderSize(MAX_HEADER_BYTES)
                            .setMaxInitialLineLength(MAX_HEADER_BYTES)
                            .setHttp2ClearTextEnabled(false)
                            .setCompressionSupported(true)
                            .setPerFrameWebSocketCompressionSupported(false)
                            .setPerMessageWebSocketCompressionSupported(false))
                    .requestHandler(request -> {
                        if (!first.answerAtOnce(request)) {
                            router.handle(request);
                        }
                    })
                    .listen(options.port(), options.host());
        });
    }

    /** Wakes whoever waits for this. Any thread; returns at once. */
    public void tell(Notice notice) {
        unlocking.tell(notice);
        riderFeed.tell(notice);
        operatorFeed.tell(notice);
    }

    /** Takes no more work; to be called when the HTTP server no longer listens. */
    @Override
    public void close() {
        ended.close();
        blocking.close();
        exports.close();
        lists.close();
    }
}
