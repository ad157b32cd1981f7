package bici.infra.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import bici.fleet.people.Role;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every screen and dialog of the console on small, middle and wide screens; two tabs of one person; roles without a console;
 * and what screens claim of a server that is silent and of a station out of service.
 */
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all
class ConsoleScreensTest {
    private static final int FORCED = 4;
    private static final String MAP = "**/assets/map-*.js";

    private static final Map<Role, String> WORDS = Map.of(
            Role.ANALYST, "Su rol permite descargar los viajes de cada mes.",
            Role.ADVISOR, "La página de asesoría todavía no está disponible.",
            Role.AUDITOR, "La página de auditoría todavía no está disponible.");

    private static final LocatorAssertions.IsVisibleOptions WITHIN_14_S =
            new LocatorAssertions.IsVisibleOptions().setTimeout(14_000);

    /** Not "Sin conexión en vivo". */
    private static final Page.GetByTextOptions LIVE = new Page.GetByTextOptions().setExact(true);

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

    @Test
    void everyScreenAndDialogFitsEachSizeAlsoMagnified() throws Exception {
        ConsolePage operator = new ConsolePage(city.open(Screen.DESK));
        Page page = operator.page();
        page.navigate("/consola/");
        assertThat(operator.button("Ingresar")).isVisible();
        city.layout().at(page, "console-sign-in");
        operator.signIn(world.operatorLink());
        assertThat(page.locator("[data-drawn=true]")).isAttached();
        city.layout().at(page, "console-stations");

        operator.open(Town.PARK);
        operator.choose(1);
        city.layout().at(page, "console-station");
        operator.button("Reiniciar").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        city.layout().at(page, "console-order");
        page.keyboard().press("Escape");
        assertThat(operator.button("Reiniciar")).isFocused();
        operator.order("Pedir diagnóstico", "Prueba");
        page.navigate("/consola/#/ordenes");
        assertThat(page.getByRole(AriaRole.ROW).filter(ConsolePage.withText("Prueba")))
                .isVisible();
        city.layout().at(page, "console-commands");

        String bike = PagesWorld.bikeOf(Town.PARK, FORCED);
        world.station(Town.PARK).forceBike(FORCED).get();
        page.navigate("/consola/#/alarmas");
        Locator alarm = page.getByRole(AriaRole.ROW).filter(ConsolePage.withText(bike));
        Locator evidence = alarm.getByRole(
                AriaRole.LINK, new Locator.GetByRoleOptions().setName("Viaje desde " + Town.PARK.name()));
        assertThat(evidence).isVisible();
        city.layout().at(page, "console-alarms");
        page.setViewportSize(768, 1024);
        assertThat(alarm.locator("td").nth(2)).hasText(Pattern.compile("^\\d+\\u00a0(s|min)$"));
        Assertions.assertThat(city.look().lines(alarm.locator("td").nth(2))).isEqualTo(1);
        page.setViewportSize(Screen.DESK.width(), Screen.DESK.height());
        evidence.click();
        assertThat(operator.button("Declarar extraviada")).isVisible();
        city.layout().at(page, "console-bike");
        operator.button("Sacar la bici de servicio").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("Nadie podrá sacar esta bici");
        city.look().fits(page, "console-bike-service");
        dialog.getByLabel("Motivo").fill("Freno gastado");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sacar la bici de servicio"))
                .click();
        assertThat(dialog).isHidden();
        assertThat(operator.button("Poner la bici en servicio")).isVisible();
        operator.button("Declarar extraviada").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        city.layout().at(page, "console-ruling");
    }

    @Test
    void whatAnAddressDoesNotNameIsSaidOnceWithAWayBackAndABadLinkEndsNoSession() {
        ConsolePage operator = city.operator();
        Page page = operator.page();
        page.navigate("/consola/#/estaciones/nope");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Esa estación no existe.")))
                .isVisible();
        assertThat(page.getByRole(AriaRole.ALERT))
                .hasText(Pattern.compile(
                        "Ninguna estación tiene el código nope\\." + " Vuelva a la lista y elija otra vez\\."));
        operator.back();

        page.navigate("/consola/#enlace=nope");
        Locator refusal = page.getByRole(AriaRole.ALERT).filter(ConsolePage.withText("Ese enlace ya se usó"));
        assertThat(refusal).containsText("Usted sigue con la sesión que ya tenía.");
        assertThat(operator.row(Town.PARK)).isVisible();
        city.look().fits(page, "console-bad-link");
        operator.button("Cerrar").click();
        assertThat(refusal).isHidden();

        page.route("**/v1/operator/bikes?limit=*", route -> {
            APIResponse answer = route.fetch();
            route.fulfill(new Route.FulfillOptions()
                    .setResponse(answer)
                    .setBody(answer.text().replaceFirst("^\\{", "{\"next\":\"x\",")));
        });
        page.navigate("/consola/#/bicicletas/nope");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("No hay ninguna bici con ese número.");
        page.getByRole(AriaRole.SEARCHBOX).fill("nope");
        assertThat(page.getByText(Pattern.compile("Ninguna de las primeras \\d+ bicis coincide\\.")))
                .isVisible();
        assertThat(operator.button("Buscar en las siguientes")).isVisible();
        assertThat(operator.button("Ver más")).isHidden();
    }

    @Test
    void anAddressOfNoScreenSaysSoWithAWayBack() {
        ConsolePage operator = city.operator();
        Page page = operator.page();
        for (String address : List.of("/nada", "/ordenes/c81f2", "/estaciones/uis/7", "nada")) {
            page.navigate("/consola/#" + address);
            assertThat(page.getByText("La consola no tiene nada en la dirección #" + address + "."))
                    .isVisible();
        }
        page.navigate("/consola/#/viajes/nope");
        assertThat(operator.heading("Esa página no existe.")).isFocused();
        assertThat(page.getByText("La consola no muestra viajes sueltos")).isVisible();
        city.look().fits(page, "console-nowhere");
        assertThat(page.getByText("Ninguna estación")).isHidden();
        operator.link("Ir a las bicicletas").click();
        assertThat(operator.heading("Bicicletas")).isVisible();
        page.goBack();
        operator.link("Ir a las estaciones").click();
        assertThat(operator.row(Town.PARK)).isVisible();

        ConsolePage crew = new ConsolePage(city.open(Screen.PHONE));
        crew.signIn(world.staffLink(Role.CREW));
        crew.page().navigate("/consola/#/reportes");
        assertThat(crew.heading("Su rol no permite ver esta página.")).isVisible();
        crew.link("Ir a las estaciones").click();
        assertThat(crew.row(Town.PARK)).isVisible();
    }

    @Test
    void anOrderOfTheControlRoomStandsBesideSixtyUnlocksOfRidersAndTheListKeepsItsPlace() throws Exception {
        ConsolePage operator = city.operator();
        Page page = operator.page();
        operator.open(Town.CAMPUS);
        operator.button("Pedir diagnóstico").click();
        page.getByLabel("Motivo").fill("Revisión\u200b de hoy");
        operator.button("Dar la orden").click();
        assertThat(page.getByRole(AriaRole.ALERT).filter(ConsolePage.withText("U+200B")))
                .containsText("En el motivo hay un carácter invisible (U+200B), en la posición 9.");
        page.getByLabel("Motivo").fill("Revisión de hoy");
        operator.button("Dar la orden").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();

        world.unlock(Town.BUSY);
        Locator rows = page.locator("tbody tr");
        Locator order = page.getByRole(AriaRole.ROW).filter(ConsolePage.withText("Revisión de hoy"));
        page.navigate("/consola/#/ordenes");
        assertThat(order).containsText("por ana");
        assertThat(page.getByText("Desbloqueo de un usuario")).isHidden();
        page.getByLabel("Orden").selectOption("reboot");
        assertThat(order).isHidden();
        page.getByLabel("Orden").selectOption("diagnostics");
        assertThat(order).isVisible();

        page.getByLabel("De quién").selectOption("riders");
        assertThat(rows).hasCount(50);
        operator.button("Ver más").click();
        int unlocks = Town.BUSY.stream().mapToInt(Town::bikes).sum();
        assertThat(rows).hasCount(unlocks);
        rows.nth(40).scrollIntoViewIfNeeded();
        Object place = rows.nth(40).evaluate("one => one.getBoundingClientRect().top");
        world.unlock(List.of(Town.QUIET));
        operator.button("Mostrar las nuevas (3)").waitFor();
        assertThat(rows).hasCount(unlocks);
        Assertions.assertThat(rows.nth(40).evaluate("one => one.getBoundingClientRect().top"))
                .isEqualTo(place);
        city.look().fits(page, "console-commands-new");
        operator.button("Mostrar las nuevas (3)").click();
        assertThat(operator.heading("Órdenes")).isInViewport();
        assertThat(rows.first()).containsText(Town.QUIET.name());
        city.layout().at(page, "console-commands-riders");

        operator.page().navigate("/consola/#/estaciones/" + Town.CAMPUS.id());
        assertThat(order).isVisible();
    }

    @Test
    void aBrowserInEnglishStartsInEnglishKeepsWhatIsChosenAndLogsNothingWhileNobodyIsSignedIn() {
        Page page = city.chromium().open(world.home(), Screen.PHONE, "en-GB");
        List<String> wrong = new ArrayList<>();
        page.onResponse(answer -> {
            if (answer.status() >= 400) {
                wrong.add(answer.status() + " " + answer.url());
            }
        });
        page.navigate("/consola/");
        ConsolePage nobody = new ConsolePage(page);
        assertThat(nobody.button("Sign in")).isVisible();
        page.waitForLoadState(LoadState.NETWORKIDLE);
        Assertions.assertThat(wrong).isEmpty();

        page.navigate("/consola/#enlace=" + world.operatorLink());
        assertThat(page.getByText("Live", LIVE)).isVisible();
        page.navigate("/consola/#/ordenes");
        assertThat(nobody.heading("Commands")).isVisible();
        city.layout().fits(page, "console-commands-en");
        nobody.button("Español").click();
        page.reload();
        assertThat(nobody.heading("Órdenes")).isVisible();
    }

    @Test
    void theMapComesWithTheConnectionAndWhatOneTabSignsOutOfIsGoneInTheOther() {
        ConsolePage operator = city.operator();
        Page other = operator.page().context().newPage();
        other.route(MAP, Route::abort);
        other.navigate("/consola/#/estaciones");
        assertThat(new ConsolePage(other).row(Town.PARK)).isVisible();
        assertThat(other.getByText("Sin conexión: el mapa se carga cuando vuelva."))
                .isVisible();
        other.unroute(MAP);
        other.evaluate("() => window.dispatchEvent(new Event('online'))");
        assertThat(other.locator("[data-drawn=true]")).isAttached();
        operator.button("Salir").click();
        assertThat(new ConsolePage(other).button("Ingresar")).isVisible();
        assertThat(new ConsolePage(other).row(Town.PARK)).isHidden();
    }

    @Test
    void everyRoleWithoutAPageReadsWhatItCanDoAlsoAfterAReload() {
        WORDS.forEach((role, words) -> {
            Page page = signIn(role);
            assertThat(page.getByText(words)).isVisible();
            // One page with other words; the analyst's has a form besides.
            if (role == Role.ANALYST) {
                city.layout().at(page, "console-" + role.word());
            } else {
                city.look().fits(page, "console-" + role.word());
            }
            page.reload();
            assertThat(page.getByText(words)).isVisible();
        });
    }

    @Test
    void aLinkThatIsNoGoodEndsNoSessionAndItsWordsGoWithTheSession() {
        Page page = signIn(Role.AUDITOR);
        page.navigate("/consola/#enlace=usado");
        Locator refused = page.getByText("Usted sigue con la sesión que ya tenía.");
        assertThat(refused).isVisible();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Salir"))
                .click();
        assertThat(new ConsolePage(page).button("Ingresar")).isVisible();
        assertThat(refused).isHidden();
        assertThat(page.getByText("Ese enlace ya se usó")).isHidden();
    }

    @Test
    void anAnalystDownloadsTheTripsOfAMonthAndReadsWhyWhenItFails() throws Exception {
        Page page = signIn(Role.ANALYST);
        world.rideWithoutAccount(Town.CAMPUS, 2);
        page.getByLabel("Mes").fill("2020-02");
        String month = YearMonth.now(ZoneId.of("America/Bogota")).toString();
        Locator go = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Descargar viajes (CSV)"));
        page.waitForDownload(go::click);
        assertThat(page.getByText("En 2020-02 no hubo viajes terminados. El archivo tiene solo los títulos"))
                .isVisible();
        page.getByLabel("Mes").fill(month);
        Download download = page.waitForDownload(go::click);
        Assertions.assertThat(download.suggestedFilename()).isEqualTo("viajes-" + month + ".csv");
        Assertions.assertThat(Files.readString(download.path())).startsWith("tripduration,");
        assertThat(page.getByText("Listo: viajes de " + month)).isVisible();

        page.route("**/v1/exports/trips*", route -> route.abort());
        go.click();
        assertThat(page.getByRole(AriaRole.ALERT))
                .containsText("No se pudo descargar. No hay conexión con el servidor.");
    }

    private Page signIn(Role role) {
        Page page = city.open(Screen.DESK);
        page.navigate("/consola/#enlace=" + city.world().staffLink(role));
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Esto puede hacer hoy")))
                .isVisible();
        return page;
    }

    @Test
    void figuresOfAFrozenServerGreyOutSayTheirAgeAndRecoverByThemselves() {
        ConsolePage operator = new ConsolePage(city.chromium().open(world.stallingHome(), Screen.DESK));
        operator.signIn(world.operatorLink());
        Page rider = city.chromium().open(world.stallingHome(), Screen.PHONE);
        rider.navigate("/");
        assertThat(rider.getByText("Actualizado hace")).isVisible();
        assertThat(rider.locator(".stale")).hasCount(0);

        world.stall();
        assertThat(operator.page().getByText(Pattern.compile("Datos de hace \\d+\\ss: sin respuesta del servidor")))
                .isVisible(WITHIN_14_S);
        assertThat(operator.page().getByText("En vivo", LIVE)).isHidden();
        assertThat(operator.page().locator("main.stale")).isVisible();
        assertThat(rider.locator("ul.stale")).isVisible(WITHIN_14_S);

        world.unstall();
        assertThat(operator.page().getByText("En vivo", LIVE)).isVisible();
        assertThat(operator.page().locator(".stale")).hasCount(0);
        assertThat(rider.locator(".stale")).hasCount(0);
    }

    @Test
    void aStationOutOfServiceTakesReturnsOnEveryScreenInTheApiAndInTheFeeds() throws Exception {
        int free = Town.WATER.docks() - Town.WATER.bikes();
        ConsolePage operator = city.operator();
        operator.open(Town.WATER);
        operator.order("Sacar de servicio", "Obra en la acera");
        operator.back();
        assertThat(operator.row(Town.WATER)).containsText("Fuera de servicio");
        assertThat(operator.row(Town.WATER).locator(".number")).hasText(new String[] {"0", String.valueOf(free)});

        JsonObject station = world.get("/v1/stations/" + Town.WATER.id());
        Assertions.assertThat(List.of(
                        station.getInteger("bikesAvailable"),
                        station.getInteger("docksAvailable"),
                        station.getBoolean("renting"),
                        station.getBoolean("returning")))
                .isEqualTo(List.of(0, free, false, true));
        for (String feed : List.of("/gbfs/3.0/station_status", "/gbfs/2.3/es/station_status")) {
            await(feed)
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> world.feed(feed, Town.WATER), List.of(free, false, true)::equals);
        }

        Page rider = city.open(Screen.PHONE);
        rider.navigate("/#/estacion/" + Town.WATER.id());
        assertThat(rider.getByText("Sí puede devolver aquí")).isVisible();
        assertThat(rider.locator(".numbers b")).hasText(new String[] {"–", String.valueOf(free)});
        rider.navigate("/#/");
        assertThat(rider.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Town.WATER.name()))
                        .locator("b.free"))
                .hasText(String.valueOf(free));
    }
}
