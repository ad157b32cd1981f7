package bici.infra.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import bici.fleet.people.Riders;
import bici.fleet.people.Role;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole product in real browsers: a rider's phone and an operator's desk, over server, database and stations of one
 * city. Who counts its bikes comes first, who cuts its links last; each rider and each dock is in one test only.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // set before all
class WholeStoryTest {
    private static final double PATIENCE_MS = 20_000;

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
    @Order(1)
    void aRiderFindsUnlocksRidesAndReturnsWhileTheOperatorWatchesWithoutReloading() throws Exception {
        ConsolePage operator = city.operator();
        assertThat(operator.page().locator("[data-drawn=true]")).isAttached();
        assertThat(operator.row(Town.SILENT)).containsText("Sin señal");
        city.look().fits(operator.page(), "console-stations");
        operator.page().evaluate("() => { window.sameDocument = true; }");
        operator.open(Town.PARK);
        operator.choose(1);
        String code = world.printedCode(Town.PARK, 1);
        city.look().fits(operator.page(), "console-station");

        RiderPage rider = city.rider("310 555 0141");
        rider.page().navigate("/");
        assertThat(rider.link(Town.PARK.name())).containsText("9 bicis");
        city.look().fits(rider.page(), "rider-stations");
        rider.link(Town.PARK.name()).click();
        rider.heading(Town.PARK.name());
        assertThat(rider.page().getByRole(AriaRole.LISTITEM).filter(withText("con bici")))
                .hasCount(9);
        city.look().fits(rider.page(), "rider-station");
        rider.link("Desbloquear una bici").click();
        city.look().fits(rider.page(), "rider-sign-in");
        rider.signIn();
        city.look().fits(rider.page(), "rider-consent");
        rider.consent();
        rider.unlock(code);
        rider.heading("En viaje");
        assertThat(rider.page().getByRole(AriaRole.TIMER)).hasText(Pattern.compile("00:\\d\\d"));
        assertThat(rider.page().getByText("En vivo")).isVisible();
        city.look().fits(rider.page(), "rider-ride");

        assertThat(operator.dock("Anclaje 1, Libre")).isVisible();
        operator.back();
        assertThat(operator.row(Town.PARK)).containsText(Pattern.compile(Town.PARK.name() + "\\s*8\\s*10"));

        world.station(Town.CAMPUS).dockBike(20, PagesWorld.bikeOf(Town.PARK, 1)).get();
        rider.heading("Bici devuelta");
        assertThat(rider.page().getByRole(AriaRole.MAIN)).containsText(Town.CAMPUS.name());
        assertThat(rider.page().getByText("Total")).isVisible();
        city.look().fits(rider.page(), "rider-receipt");
        rider.link("Listo").click();
        rider.link("Viajes").click();
        assertThat(rider.page().getByRole(AriaRole.LISTITEM).filter(withText(Town.PARK.name())))
                .containsText(Town.CAMPUS.name());

        operator.open(Town.CAMPUS);
        assertThat(operator.dock("Anclaje 20, Bici " + PagesWorld.bikeOf(Town.PARK, 1)))
                .isVisible();
        org.assertj.core.api.Assertions.assertThat(operator.page().evaluate("() => window.sameDocument"))
                .isEqualTo(true);
    }

    @Test
    void aDockThatTheOperatorLocksOutIsRefusedToTheRiderWithTheReason() throws Exception {
        ConsolePage operator = city.operator();
        operator.open(Town.PARK);
        operator.choose(2);
        String code = world.printedCode(Town.PARK, 2);
        operator.order("Bloquear", "Candado forzado");
        assertThat(operator.dock("Anclaje 2, Bici " + PagesWorld.bikeOf(Town.PARK, 2) + ", Bloqueado"))
                .isVisible();
        Locator command = operator.page().getByRole(AriaRole.ROW).filter(withText("Candado forzado"));
        assertThat(command).containsText("Hecha");
        city.look().at(operator.page(), "console-locked-out");

        RiderPage rider = city.rider("310 555 0142");
        rider.page().navigate("/#c=" + code);
        rider.signIn();
        rider.consent();
        assertThat(rider.page().getByLabel("Código de la bici o del anclaje")).hasValue(code);
        rider.button("Abrir el candado").click();
        assertThat(rider.page().getByRole(AriaRole.ALERT))
                .containsText("Ese anclaje está bloqueado por el centro de control.");
        city.look().fits(rider.page(), "rider-refused");

        operator.order("Quitar bloqueo", "Candado cambiado");
        assertThat(operator.dock("Anclaje 2, Bici " + PagesWorld.bikeOf(Town.PARK, 2)))
                .isVisible();
        rider.button("Probar otro código").click();
        rider.unlock(code);
        rider.heading("En viaje");
    }

    @Test
    @Order(5)
    void aBikeThatNobodyRegisteredIsShownToNobodyUntilASupervisorTakesItIn() throws Exception {
        world.station(Town.NORTH).dockBike(9, "XX7").get();
        ConsolePage supervisor = new ConsolePage(city.open(Screen.DESK));
        supervisor.signIn(world.staffLink(Role.SUPERVISOR));
        Page page = supervisor.page();
        page.navigate("/consola/#/estaciones/" + Town.NORTH.id());
        assertThat(page.getByText("Bicis fuera de la flota: XX7.")).isVisible();
        Assertions.assertThat(world.get("/v1/stations/" + Town.NORTH.id()).getInteger("bikesAvailable"))
                .isEqualTo(Town.NORTH.bikes());

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Ver lo que falta por incorporar"))
                .click();
        Locator bike = page.getByRole(AriaRole.LISTITEM).filter(withText("Bici XX7"));
        assertThat(bike).containsText(Town.NORTH.name());
        city.look().fits(page, "console-unregistered");
        bike.getByRole(AriaRole.BUTTON).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("La bici pasa a ser de la flota");
        city.look().fits(page, "console-take-in");
        dialog.getByLabel("Motivo").fill("Se vio en el sitio");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Incorporar"))
                .click();
        assertThat(dialog).isHidden();
        assertThat(bike).isHidden();
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> world.get("/v1/stations/" + Town.NORTH.id()).getInteger("bikesAvailable"),
                        shown -> shown == Town.NORTH.bikes() + 1);
    }

    @Test
    void aComputerWithAWrongClockShowsTheCitysTimesAndTheCityAsItIsNow() throws Exception {
        WrongClockDesk desk = new WrongClockDesk(city);
        desk.signsInAndReadsHowLongAgoStationsReported();
        desk.seesABikeComeBackAndIsRefusedToDeclareItLost();
        desk.isNotToldThatThereAreNoOrdersWhileNobodyKnows();
        desk.readsOnInAnotherLanguageAfterAReloadAndUntilTheSessionEnds();
    }

    @Test
    void aTripOfTwoDaysByALostClockIsReviewedInTheConsoleAndEndsItsAlarm() throws Exception {
        ConsolePage operator = city.operator();
        Page page = operator.page();
        world.rideByALostClock(Town.SILENT, "BX8");
        page.navigate("/consola/#/alarmas");
        Locator alarm = page.getByRole(AriaRole.ROW).filter(withText("figura de más de 24 horas"));
        assertThat(alarm).containsText(Town.SILENT.name());
        assertThat(alarm).containsText("Hora de llegada estimada");
        alarm.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Viaje desde"))
                .click();
        assertThat(page.getByText("Duración por revisar")).isVisible();
        city.look().fits(page, "console-trip-review");
        operator.button("Dar por válido").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Motivo").fill("El usuario confirma la hora");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Decidir"))
                .click();
        assertThat(dialog).isHidden();
        assertThat(page.getByText("Duración por revisar")).isHidden();
        page.navigate("/consola/#/alarmas");
        assertThat(operator.heading("Alarmas")).isVisible();
        assertThat(alarm).isHidden();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aRiderWhoseOrderIsLostOnAHalfOpenLinkIsToldInSpanishWhatHappened() throws Exception {
        RiderPage rider = city.rider("310 555 0143");
        rider.page().navigate("/#c=" + world.printedCode(Town.PARK, 3));
        rider.signIn();
        rider.consent();
        world.swallow();
        rider.button("Abrir el candado").click();

        assertThat(rider.page().getByText("La estación tarda en confirmar."))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS));
        city.look().at(rider.page(), "rider-half-open");

        world.heal();
        rider.heading("No se abrió");
        assertThat(rider.page().getByRole(AriaRole.ALERT)).containsText("La estación no respondió a tiempo.");
    }

    @Test
    void anAlarmAppearsAndGoesInTheConsoleWithoutReloadingAndSaysWhatToDo() throws Exception {
        ConsolePage operator = city.operator();
        Page page = operator.page();
        page.evaluate("() => { window.sameDocument = true; }");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("Alarmas")))
                .click();
        String bike = PagesWorld.bikeOf(Town.PARK, 4);
        Locator alarm = page.getByRole(AriaRole.ROW).filter(withText("Sacaron la bici " + bike + " sin autorización."));
        assertThat(alarm).isHidden();

        world.station(Town.PARK).forceBike(4).get();
        assertThat(alarm).containsText("Buscar la bici y revisar el anclaje.");
        assertThat(alarm).containsText("Alta");
        city.look().at(page, "console-alarms");

        world.station(Town.PARK).dockBike(4, bike).get();
        assertThat(alarm).isHidden();
        org.assertj.core.api.Assertions.assertThat(page.evaluate("() => window.sameDocument"))
                .isEqualTo(true);
    }

    @Test
    void offLineTheAppOpensWithTheLastKnownListAndSaysHowOldItIs() throws Exception {
        Page page = city.open(Screen.PHONE);
        BrowserContext context = page.context();
        page.navigate("/");
        RiderPage rider = new RiderPage(page, world);
        assertThat(rider.link(Town.PARK.name())).isVisible();
        page.evaluate("() => navigator.serviceWorker.ready");
        context.setOffline(true);

        page.reload();
        assertThat(rider.link(Town.PARK.name())).isVisible();
        assertThat(page.getByText(Pattern.compile("Lista desactualizada: de las \\d\\d:\\d\\d")))
                .isVisible();
        city.look().at(page, "rider-off-line");

        context.setOffline(false);
        assertThat(page.getByText(Pattern.compile("Actualizado hace"))).isVisible();
    }

    @Test
    void whetherThereIsARideIsSaidWhenTheServerHasSaidIt() throws Exception {
        RiderPage rider = city.readyRider("310 555 0110");
        Page page = rider.page();
        page.route("**/v1/trips?limit=1", Route::abort);
        page.navigate("/#/viaje");
        page.reload();
        rider.heading("No sabemos si tiene un viaje en curso");
        assertThat(page.getByText("No tiene un viaje en curso")).isHidden();
        page.unroute("**/v1/trips?limit=1");
        page.reload();
        rider.heading("No tiene un viaje en curso");
    }

    @Test
    void anotherDeviceBesideALockedOneIsToldHowLongAndCausesNoMessage() throws Exception {
        String phone = "310 555 0111";
        RiderPage rider = city.rider(phone);
        rider.page().navigate("/#/cuenta");
        rider.askForCode();
        String good = world.codeSentTo("+573105550111");
        city.chromium().provoke("401 /v1/sign-in/tokens");
        for (int i = 0; i < Riders.CODE_TRIES; i++) {
            rider.page().getByLabel("Código de seis cifras").fill(good.equals("00000" + i) ? "999999" : "00000" + i);
            rider.button("Ingresar").click();
            assertThat(rider.button("Ingresar")).isEnabled();
        }
        RiderPage other = city.rider(phone);
        other.page().navigate("/#/cuenta");
        other.page().getByLabel("Número de celular").fill(phone);
        other.button("Enviar código").click();
        assertThat(other.page().getByRole(AriaRole.ALERT)).containsText("Hubo demasiados códigos equivocados.");
        assertThat(other.page().getByText(Pattern.compile("Puede intentar de nuevo en (59\\u00a0min|1\\u00a0h)")))
                .isVisible();
        assertThat(other.button("Enviar código")).isDisabled();
        org.assertj.core.api.Assertions.assertThat(world.codeSentTo("+573105550111"))
                .isEqualTo(good);
    }

    @Test
    void theConsoleIsUsedByKeyboardAloneAndItsLinkSignsInOnce() throws Exception {
        String secret = world.operatorLink();
        ConsolePage operator = new ConsolePage(city.open(Screen.DESK));
        operator.signIn(secret);
        Page page = operator.page();
        page.getByRole(AriaRole.SEARCHBOX).fill("ninos");
        assertThat(page.getByText("1 de " + Town.ALL.size())).isVisible();
        page.getByRole(AriaRole.SEARCHBOX).fill("");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Town.PARK.name()))
                .focus();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowUp");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(Town.PARK.name())))
                .isVisible();
        page.reload();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(Town.PARK.name())))
                .isVisible();

        Page thief = city.open(Screen.DESK);
        thief.navigate("/consola/#enlace=" + secret);
        assertThat(thief.getByRole(AriaRole.ALERT)).containsText("Ese enlace ya se usó");
    }

    @Test
    void aPanelThatBreaksLeavesTheRestOfTheConsoleAliveAndMayBeTriedAgain() throws Exception {
        ConsolePage operator = new ConsolePage(city.open(Screen.DESK));
        Page page = operator.page();
        AtomicBoolean broken = new AtomicBoolean(true);
        page.route("**/v1/operator/stations/" + Town.PARK.id(), route -> {
            APIResponse answer = route.fetch();
            String body = answer.text();
            route.fulfill(new Route.FulfillOptions()
                    .setResponse(answer)
                    .setBody(broken.get() ? body.replaceFirst("\"docks\":\\[.*?\\]", "\"docks\":[null]") : body));
        });
        operator.signIn(world.operatorLink());
        operator.open(Town.PARK);
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Esta parte de la página falló.");
        assertThat(operator.button("Sacar de servicio")).isVisible();
        org.assertj.core.api.Assertions.assertThat(city.chromium().takeFaults())
                .anyMatch(fault -> fault.contains("bici panel fault: docks"));

        broken.set(false);
        operator.back();
        operator.open(Town.PARK);
        assertThat(operator.dock("Anclaje 3, Bici " + PagesWorld.bikeOf(Town.PARK, 3)))
                .isVisible();
    }

    private static Locator.FilterOptions withText(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
