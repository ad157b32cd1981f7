package bici.infra.server;

import bici.api.ApiPorts;
import bici.api.ApiServer;
import bici.api.OperationsRoutes;
import bici.api.docs.DocsRoutes;
import bici.api.http.Routes;
import bici.api.opendata.OpenDataPress;
import bici.api.opendata.OpenDataRoutes;
import bici.api.opendata.SystemFacts;
import bici.api.pages.MapRoutes;
import bici.api.pages.Offer;
import bici.api.pages.PagesRoutes;
import bici.api.pages.Webroot;
import bici.api.session.DemoInbox;
import bici.api.session.HttpSmsGateway;
import bici.api.session.SmsGateway;
import bici.fleet.availability.LiveBikes;
import bici.fleet.availability.StationBoard;
import bici.fleet.operations.StaffDesk;
import bici.fleet.people.DataPolicy;
import bici.fleet.store.PostgresAlarms;
import bici.fleet.store.PostgresBikeDesk;
import bici.fleet.store.PostgresFleet;
import bici.fleet.store.PostgresLiveBikes;
import bici.fleet.store.PostgresLiveStations;
import bici.fleet.store.PostgresPrintedCodes;
import bici.fleet.store.PostgresReportDesk;
import bici.fleet.store.PostgresRiderReports;
import bici.fleet.store.PostgresRiderTrips;
import bici.fleet.store.PostgresRiders;
import bici.fleet.store.PostgresRulingDesk;
import bici.fleet.store.PostgresSessions;
import bici.fleet.store.PostgresSignInLinks;
import bici.fleet.store.PostgresStaffDesk;
import bici.fleet.store.PostgresStationConditions;
import bici.fleet.store.PostgresStationConfigs;
import bici.fleet.store.PostgresTariffs;
import bici.fleet.store.PostgresTripExport;
import bici.fleet.store.PostgresUnlockDesk;
import bici.fleet.trip.UnlockDesk;
import bici.infra.failpoint.Failpoints;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** Everything that is asked by HTTP, on one port: API, open data, docs, pages, health and metrics. */
final class HttpSide implements AutoCloseable {
    private static final List<String> CONTRACTS = List.of("rider", "operator", "analyst", "open-data");

    private final HttpOptions options;
    private final ApiServer api;
    private final OpenDataPress press;
    private final List<Routes> routes;
    private final Clock clock;
    private final Instant begunAt;

    private HttpSide(HttpOptions options, ApiServer api, OpenDataPress press, List<Routes> routes, Clock clock) {
        this.clock = clock;
        this.begunAt = clock.instant();
        this.options = options;
        this.api = api;
        this.press = press;
        this.routes = List.copyOf(routes);
    }

    /** Wires it; reads pages and contracts. Blocking. */
    static HttpSide create(
            Vertx vertx, DataSource database, Path keys, NoticeBoard notices, HttpOptions options, Clock clock) {
        StationBoard stations = new StationBoard(new PostgresLiveStations(database), StationBoard.USUAL_PAUSE);
        // Before all who are woken by the same notice and then read.
        notices.subscribe(stations::tell);
        LiveBikes bikes = new PostgresLiveBikes(database);
        List<Routes> routes = new ArrayList<>();
        Failpoints failpoints = Failpoints.ofThisProcess();
        SmsGateway sms = gateway(options.messages(), routes, clock);
        DataPolicy policy = DataPolicy.current().by(options.controller());
        PostgresFleet fleet = new PostgresFleet(database, clock, notices);
        ApiPorts ports = new ApiPorts(
                policy,
                failpoints.around(UnlockDesk.class, new PostgresUnlockDesk(database, notices, policy.version())),
                new PostgresRiderTrips(database),
                new PostgresRiders(database, PhoneKey.open(keys)),
                new PostgresSessions(database),
                new PostgresSignInLinks(database),
                stations,
                bikes,
                failpoints.around(StaffDesk.class, new PostgresStaffDesk(database, notices)),
                new PostgresRulingDesk(database, notices),
                new PostgresAlarms(database),
                new PostgresStationConditions(database),
                new PostgresStationConfigs(database, notices),
                new PostgresBikeDesk(database, notices),
                fleet,
                fleet,
                new PostgresRiderReports(database, notices),
                new PostgresReportDesk(database, notices),
                new PostgresPrintedCodes(database),
                new PostgresTripExport(database, clock),
                sms);
        ApiServer api = new ApiServer(vertx, options.api(), ports, TokenKeyFile.open(keys, clock), clock);
        notices.subscribe(api::tell);
        OpenDataPress press = new OpenDataPress(
                new OpenDataPress.Source(
                        stations, bikes, new PostgresTariffs(database), SystemFacts::biciBga, VehicleKey.open(keys)),
                OpenDataPress.USUAL_PAUSE,
                clock);
        notices.subscribe(press::tell);
        routes.add(new DocsRoutes(CONTRACTS));
        routes.add(new PagesRoutes(Webroot.load(), offersOf(options)));
        options.map().ifPresent(map -> routes.add(new MapRoutes(map)));
        return new HttpSide(options, api, press, routes, clock);
    }

    private static Set<Offer> offersOf(HttpOptions options) {
        Set<Offer> offers = EnumSet.noneOf(Offer.class);
        if (options.map().isPresent()) {
            offers.add(Offer.STREETS);
        }
        if (options.messages() instanceof HttpOptions.Messages.DemoInbox) {
            offers.add(Offer.DEMO_INBOX);
        }
        return offers;
    }

    private static SmsGateway gateway(HttpOptions.Messages messages, List<Routes> routes, Clock clock) {
        return switch (messages) {
            case HttpOptions.Messages.None none -> SmsGateway.none();
            case HttpOptions.Messages.Http http -> new HttpSmsGateway(http.url(), http.token());
            case HttpOptions.Messages.DemoInbox demo -> {
                DemoInbox inbox = new DemoInbox(clock);
                routes.add(inbox);
                yield inbox;
            }
        };
    }

    /** Completes with the listening server. */
    Future<HttpServer> start(Vertx vertx, Readiness readiness, PrometheusMeterRegistry registry) {
        List<Routes> all = new ArrayList<>(routes);
        all.add(new OperationsRoutes(vertx, readiness.parts(), readiness::listensToStations, registry));
        Gauge.builder("bici.open.data.stations.left.out", this, HttpSide::stationsLeftOut)
                .register(registry);
        Gauge.builder(
                        "bici.open.data.edition.age.seconds",
                        this,
                        side -> side.editionAge().toSeconds())
                .register(registry);
        return api.start(new OpenDataRoutes(press), all)
                .onSuccess(server -> press.start(options.publicUrl()
                        .orElseGet(() -> URI.create("http://%s:%d".formatted(options.host(), server.actualPort())))));
    }

    /** When the newest edition of the open data was made; before the first, when this began. Any thread. */
    Instant editionAt() {
        return press.editionAt().orElse(begunAt);
    }

    Duration editionAge() {
        return Duration.between(editionAt(), clock.instant());
    }

    /** From the newest edition, since they break the rules of stations. */
    int stationsLeftOut() {
        return press.leftOut().size();
    }

    @Override
    public void close() {
        press.close();
        api.close();
    }
}
