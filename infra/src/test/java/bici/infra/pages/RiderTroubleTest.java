package bici.infra.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.people.Riders;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Riders off the happy path, in one city: tunnels, lost answers, wrong clocks, two tabs, two accounts, ended sessions. */
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all
class RiderTroubleTest {
    private static final String UNLOCKS = "**/v1/trips";
    private static final Pattern FIRST_SECONDS = Pattern.compile("00:[0-3]\\d");
    private static final String RENEWED = """
            () => !window.old && performance.getEntriesByType('resource').some(one => one.name.endsWith('/v1/me'))""";
    private static final String KEPT = "() => [localStorage, sessionStorage].flatMap(Object.keys)";

    private PagesCity city;
    private PagesWorld world;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        city = PagesCity.open(data);
        world = city.world();
    }

    @AfterEach
    void leave() {
        city.leave();
    }

    @AfterAll
    void stop() throws Exception {
        city.close();
    }

    private static void isSaid(RiderPage rider, String text) {
        assertThat(rider.page().getByText(text)).isVisible();
    }

    @Test
    void everyScreenOfARideFitsASmallPhoneAlsoMagnified() throws Exception {
        RiderPage rider = city.rider("310 555 0101");
        Page page = rider.page();
        page.navigate("/");
        assertThat(rider.link(Town.PARK.name())).isVisible();
        city.layout().at(page, "small-stations");
        page.navigate("/#/estacion/" + Town.PARK.id());
        rider.heading(Town.PARK.name());
        assertThat(page.getByRole(AriaRole.LISTITEM).filter(withText("con bici")))
                .hasCount(world.station(Town.PARK).bikes().get().size());
        city.layout().at(page, "small-station");
        page.navigate("/#/desbloquear");
        assertThat(rider.button("Enviar código")).isVisible();
        city.layout().at(page, "small-sign-in");
        rider.signIn();
        assertThat(page.getByRole(AriaRole.HEADING).first()).isFocused();
        city.layout().at(page, "small-consent");
        rider.consent();
        city.layout().at(page, "small-unlock");
        city.chromium().provoke("404 /v1/trips");
        rider.unlock("222222");
        assertThat(page.getByRole(AriaRole.ALERT).filter(withText("código"))).isVisible();
        rider.heading("No se abrió");
        assertThat(page.getByRole(AriaRole.HEADING).first()).isFocused();
        city.layout().at(page, "small-failed");
        rider.button("Probar otro código").click();
        rider.unlock(world.printedCode(Town.PARK, 1));
        rider.heading("En viaje");
        assertThat(page.getByRole(AriaRole.HEADING).first()).isFocused();
        isSaid(rider, "Distancias desde " + Town.PARK.name() + ", donde empezó su viaje.");
        Locator places = page.getByRole(AriaRole.MAIN).getByRole(AriaRole.LISTITEM);
        assertThat(places.nth(0)).containsText(Town.PARK.name());
        assertThat(places.nth(1)).containsText("UNAB");
        city.layout().at(page, "small-ride");
        aSecondBikeIsOutOfReachAndABadLinkChangesNothing(rider);
        world.station(Town.PARK).dockBike(1, PagesWorld.bikeOf(Town.PARK, 1)).get();
        rider.heading("Bici devuelta");
        city.layout().at(page, "small-receipt");
        city.chromium().provoke("404 /v1/trips/nope", "404 /v1/trips/nope/receipt");
        page.navigate("/#/viajes/nope");
        rider.heading("Viaje no encontrado");
        city.look().fits(page, "small-trip-unknown");
        rider.link("Sus viajes").click();
        assertThat(page.getByRole(AriaRole.LISTITEM).filter(withText(Town.PARK.name())))
                .isVisible();
        city.layout().at(page, "small-trips");
        page.navigate("/#/cuenta");
        assertThat(rider.button("Salir")).isVisible();
        city.layout().at(page, "small-account");
        page.navigate("/#/datos");
        city.layout().at(page, "small-policy");
    }

    private void aSecondBikeIsOutOfReachAndABadLinkChangesNothing(RiderPage rider) throws Exception {
        Page page = rider.page();
        String other = world.printedCode(Town.PARK, 7);
        page.navigate("/#c=" + other);
        isSaid(rider, "Escaneó el código " + other + ", pero ya tiene un viaje en la bici");
        rider.heading("En viaje");
        city.look().fits(page, "small-scanned-riding");
        page.navigate("/#/estacion/" + Town.CAMPUS.id());
        isSaid(rider, "Usted ya tiene un viaje en la bici " + PagesWorld.bikeOf(Town.PARK, 1));
        assertThat(rider.link("Desbloquear una bici")).isHidden();
        city.layout().at(page, "small-station-riding");
        city.chromium().provoke("401 /v1/sign-in/links");
        page.navigate("/#enlace=nope");
        assertThat(page.getByRole(AriaRole.ALERT))
                .hasText("Ese enlace ya se usó o venció. Usted sigue con la cuenta que ya tenía abierta.");
        city.look().fits(page, "small-bad-link");
        page.navigate("/#/viaje");
        rider.heading("En viaje");
        assertThat(page.getByText("Escaneó el código")).isHidden();
    }

    @Test
    void aRideThroughTunnelsStaysOnTheScreenAndItsEndIsSeenAnywhere() throws Exception {
        RiderPage rider = city.readyRider("310 555 0102");
        Page page = rider.page();
        page.evaluate("() => navigator.serviceWorker.ready");
        int before = world.unlocks();
        String code = world.printedCode(Town.PARK, 2);

        page.context().setOffline(true);
        rider.unlock(code);
        isSaid(rider, "No hay conexión a internet.");
        page.reload();
        assertThat(page.getByLabel("Código de la bici o del anclaje")).isVisible();
        rider.unlock(code);
        page.context().setOffline(false);
        isSaid(rider, "No enviamos nada. Cuando vuelva la señal, toque de nuevo.");
        assertThat(world.unlocks()).isEqualTo(before);
        rider.button("Pedir de nuevo " + code).click();
        rider.heading("En viaje");
        isSaid(rider, "En vivo");

        whoLeavesInMidRideIsAskedAndFindsTheRideAgain(rider);
        page.context().setOffline(true);
        page.reload();
        rider.heading("En viaje");
        assertThat(page.getByText(Pattern.compile("Esto es lo último que supimos, a las \\d\\d:\\d\\d")))
                .isVisible(new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                        .setTimeout(30_000));
        city.layout().at(page, "small-ride-offline");
        page.navigate("/#/ayuda");
        assertThat(rider.link("607 633 7000")).isVisible();
        page.navigate("/#/viaje");
        page.context().setOffline(false);
        isSaid(rider, "En vivo");

        page.navigate("/#/");
        world.station(Town.CAMPUS).dockBike(21, PagesWorld.bikeOf(Town.PARK, 2)).get();
        Locator notice = page.getByRole(AriaRole.STATUS).filter(withText("Bici devuelta"));
        assertThat(notice).containsText(Town.CAMPUS.name());
        city.layout().at(page, "small-notice");
        rider.link("Ver el recibo").click();
        assertThat(notice.filter(withText("Ver el recibo"))).isHidden();
        assertThat(page.getByRole(AriaRole.MAIN)).containsText(Town.CAMPUS.name());
    }

    private void whoLeavesInMidRideIsAskedAndFindsTheRideAgain(RiderPage rider) throws Exception {
        Page page = rider.page();
        page.navigate("/#/cuenta");
        rider.button("Salir").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Bici " + PagesWorld.bikeOf(Town.PARK, 2));
        isSaid(rider, "Salir no lo termina: el tiempo y el precio siguen corriendo");
        city.layout().at(page, "small-leaving");
        rider.button("Seguir").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        rider.button("Salir").click();
        rider.button("Salir de todos modos").click();
        assertThat(rider.button("Salir")).isHidden();
        page.navigate("/#/viaje");
        rider.signInAgain();
        rider.heading("En viaje");
        isSaid(rider, "En vivo");
    }

    @Test
    void aTripThatTheControlRoomEndsIsNoReturnAndAWishInTwoTabsIsFollowedByBoth() throws Exception {
        RiderPage rider = city.readyRider("310 555 0110");
        RuledRides rides = new RuledRides(city, rider);
        rides.aMissingBikeIsNotReturnedUntilItIsDocked();
        rides.aTripThatWasClosedIsNoReturn();
        rider.page().navigate("/#/desbloquear");
        new TwoTabs(city, rider).bothFollowOneWish();
    }

    @Test
    void aLostAnswerIsAskedForAgainAndATapThatDidNotGetThroughIsNot() throws Exception {
        RiderPage rider = city.readyRider("310 555 0103");
        Page page = rider.page();
        int before = world.unlocks();
        String code = world.printedCode(Town.PARK, 3);

        page.route("**/v1/trips**", Route::abort);
        // Asked for when the tap counts no longer.
        page.waitForRequest("**/v1/trips/cancellations", () -> rider.unlock(code));
        isSaid(rider, "Se cortó la conexión. Preguntamos qué pasó con su orden: nunca abre dos veces.");
        page.unroute("**/v1/trips**");
        isSaid(rider, "Se cortó la conexión y la solicitud no llegó.");
        assertThat(world.unlocks()).isEqualTo(before);

        Queue<Route> held = new ConcurrentLinkedQueue<>();
        page.route(UNLOCKS, held::add);
        rider.button("Pedir de nuevo " + code).click();
        rider.heading("Abriendo…");
        city.layout().at(page, "small-opening");
        rider.button("Cancelar").click();
        rider.heading("Cancelado");
        page.unroute(UNLOCKS);
        held.forEach(Route::resume);
        assertThat(world.unlocks()).isEqualTo(before);

        AtomicBoolean lost = new AtomicBoolean();
        page.route(UNLOCKS, route -> {
            if (lost.compareAndSet(false, true)) {
                route.fetch();
                route.abort();
            } else {
                route.resume();
            }
        });
        rider.button("Pedir de nuevo " + code).click();
        rider.heading("En viaje");
        assertThat(lost).isTrue();
        assertThat(world.unlocks()).isEqualTo(before + 1);
        world.station(Town.PARK).dockBike(3, PagesWorld.bikeOf(Town.PARK, 3)).get();
    }

    @Test
    void aPhoneWhoseClockIsWrongShowsTheRideByTheServersClock() throws Exception {
        for (int minutes : List.of(20, -20)) {
            RiderPage rider = city.rider(minutes > 0 ? "310 555 0104" : "310 555 0105");
            rider.page().addInitScript("""
                    const ahead = %d * 60000, Real = Date;
                    globalThis.Date = class extends Real {
                      constructor(...given) { given.length > 0 ? super(...given) : super(Real.now() + ahead); }
                      static now() { return Real.now() + ahead; }
                    };
                    """.formatted(minutes));
            rider.begin();
            int dock = minutes > 0 ? 4 : 5;
            rider.unlock(world.printedCode(Town.PARK, dock));
            rider.heading("En viaje");
            assertThat(rider.page().getByRole(AriaRole.TIMER)).hasText(FIRST_SECONDS);
            rider.page().reload();
            assertThat(rider.page().getByRole(AriaRole.TIMER)).hasText(FIRST_SECONDS);
            world.station(Town.PARK)
                    .dockBike(dock, PagesWorld.bikeOf(Town.PARK, dock))
                    .get();
            rider.heading("Bici devuelta");
        }
    }

    @Test
    void whatOneAccountTappedAndKeptIsGoneBeforeTheNextOneSignsInOnTheSameBrowser() throws Exception {
        RiderPage first = city.readyRider("310 555 0106");
        Page page = first.page();
        int before = world.unlocks();
        page.route("**/v1/trips**", Route::abort);
        first.unlock(world.printedCode(Town.PARK, 6));
        first.heading("Abriendo…");
        assertThat(page.evaluate(KEPT).toString()).contains(".attempt", ".me");
        page.navigate("/#/cuenta");
        first.button("Salir").click();
        isSaid(first, "Salir no cancela esa solicitud");
        first.button("Salir de todos modos").click();
        assertThat(first.button("Salir")).isHidden();
        page.unroute("**/v1/trips**");
        page.waitForCondition(() -> !page.evaluate(KEPT).toString().contains("leaving"));
        assertThat(page.evaluate(KEPT).toString()).doesNotContain(".attempt", ".me", ".account", ".trip", ".place");

        page.goBack();
        assertThat(page.getByLabel("Número de celular")).isVisible();
        RiderPage second = new RiderPage(page, world, "310 555 0107");
        page.navigate("/#/desbloquear");
        second.signIn();
        second.consent();
        page.reload();
        assertThat(page.getByLabel("Código de la bici o del anclaje")).isVisible();
        assertThat(world.unlocks()).isEqualTo(before);
        page.navigate("/#/cuenta");
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("07");
    }

    @Test
    void whatIsHalfDoneIsThereAfterAReloadAndGoneAfterSignOut() throws Exception {
        RiderPage rider = city.rider("310 555 0109");
        Page page = rider.page();
        String scanned = world.printedCode(Town.PARK, 8);
        page.navigate("/#c=" + scanned);
        rider.askForCode();
        page.reload();
        assertThat(page.getByText("llega en unos segundos a 310 555 0109")).isVisible();
        for (int code = 2; code <= Riders.CODES_IN_TEN_MINUTES; code++) {
            rider.button("Enviar otro código").click();
            assertThat(page.getByRole(AriaRole.STATUS).filter(withText("Enviamos otro código a las")))
                    .isVisible();
        }
        rider.button("Enviar otro código").click();
        assertThat(page.getByText("use el último, que todavía vale")).isVisible();
        assertThat(rider.button("Enviar otro código")).isDisabled();
        assertThat(page.getByText(Pattern.compile("Puede pedir otro código en \\d+\\u00a0(min|s)")))
                .isVisible();
        city.layout().at(page, "small-code-locked");
        page.reload();
        assertThat(rider.button("Enviar otro código")).isDisabled();
        rider.enterCode();
        Page otherTab = page.context().newPage();
        otherTab.navigate(page.url());
        assertThat(otherTab.getByRole(AriaRole.HEADING).filter(withText("Sus datos, en claro")))
                .isVisible();
        rider.consent();
        assertThat(otherTab.getByLabel("Código de la bici o del anclaje")).hasValue(scanned);
        otherTab.close();
        assertThat(page.getByLabel("Código de la bici o del anclaje")).hasValue(scanned);

        page.navigate("/#/reportar/lost");
        page.getByLabel("Cuéntenos qué pasó").fill("La dejé un minuto");
        page.getByLabel("Estación, si fue en una").selectOption(Town.PARK.id());
        page.reload();
        assertThat(page.getByLabel("Cuéntenos qué pasó")).hasValue("La dejé un minuto");
        assertThat(page.getByLabel("Estación, si fue en una")).hasValue(Town.PARK.id());
        assertThat(page.evaluate(KEPT).toString()).contains(".report").doesNotContain("signing-in");
        rider.signOut();
        assertThat(page.evaluate(KEPT).toString()).doesNotContain(".report");
    }

    @Test
    void tabsOfOneBrowserShareOneSessionAndNothingOutlivesIt() throws Exception {
        RiderPage rider = city.readyRider("310 555 0108");
        BrowserContext browser = rider.page().context();
        List<Page> tabs = List.of(rider.page(), browser.newPage(), browser.newPage(), browser.newPage());
        for (Page tab : tabs) {
            tab.navigate("/#/cuenta");
        }
        // Of the tabs that learn from the server that their session has ended.
        city.chromium().provoke("401 /v1/session/refresh", "401 /v1/me/events", "401 /v1/me", "401 /v1/trips");
        for (int round = 0; round < 2; round++) {
            tabs.forEach(tab -> tab.evaluate("() => { window.old = true; setTimeout(() => location.reload(), 50); }"));
            for (Page tab : tabs) {
                tab.waitForFunction(RENEWED);
                assertThat(new RiderPage(tab, world).button("Salir")).isVisible();
            }
        }
        assertThat(world.sessionsEndedByReuse()).isZero();
        rider.signOut();
        for (Page tab : tabs.subList(1, tabs.size())) {
            assertThat(tab.getByLabel("Número de celular")).isVisible();
        }

        Page page = rider.page();
        page.navigate("/#/cuenta");
        rider.signInAgain();
        assertThat(rider.button("Salir")).isVisible();
        browser.grantPermissions(List.of("geolocation"));
        browser.setGeolocation(
                new com.microsoft.playwright.options.Geolocation(Town.CAMPUS.latitude(), Town.CAMPUS.longitude()));
        page.navigate("/#/");
        rider.button("Ubicarme").click();
        Locator near = page.getByText(Pattern.compile("^\\s*Cerca de (ti|usted)"));
        assertThat(near).isVisible();
        page.reload();
        assertThat(near).isVisible();

        world.endSessions();
        page.reload();
        page.navigate("/#/cuenta");
        isSaid(rider, "Su sesión terminó. Ingrese de nuevo para seguir.");
        assertThat(page.evaluate(KEPT).toString()).doesNotContain(".me", ".account", ".trip", ".place");
    }

    private static Locator.FilterOptions withText(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
