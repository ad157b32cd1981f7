package bici.infra.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;

/** A dispatcher whose computer is in another zone and 25 minutes ahead: what it shows is the city's all the same. */
final class WrongClockDesk {
    private static final Duration AHEAD = Duration.ofMinutes(25);
    private static final int DOCK = 3;

    private final PagesCity city;
    private final PagesWorld world;
    private final ConsolePage operator;
    private final Page page;

    WrongClockDesk(PagesCity city) {
        this.city = city;
        this.world = city.world();
        this.page = city.chromium().openElsewhere(world.home(), Screen.DESK, "Europe/Madrid", AHEAD);
        this.operator = new ConsolePage(page);
    }

    void signsInAndReadsHowLongAgoStationsReported() {
        operator.signIn(world.operatorLink());
        assertThat(operator.row(Town.PARK).locator("td.age"))
                .hasText(Pattern.compile("^(\\d+\\u00a0s|1?\\d\\u00a0min)$"));
    }

    /** It is docked while the dispatcher decides that it is lost. */
    void seesABikeComeBackAndIsRefusedToDeclareItLost() throws Exception {
        String bike = PagesWorld.bikeOf(Town.NORTH, DOCK);
        world.station(Town.NORTH).forceBike(DOCK).get();
        page.navigate("/consola/#/bicicletas/" + bike);
        operator.button("Declarar extraviada").click();
        LocalDateTime shown =
                LocalDateTime.parse(page.getByLabel("Hora de Bogotá").inputValue());
        LocalDateTime now = LocalDateTime.now(Clock.system(ZoneId.of("America/Bogota")));
        // Whole minutes of the server's clock, which the page knows but for the way of an answer.
        Assertions.assertThat(Duration.between(shown, now)).isBetween(Duration.ofSeconds(-1), Duration.ofMinutes(1));

        // Behind the dialog.
        Locator row = page.locator("tbody tr").filter(ConsolePage.withText(bike));
        assertThat(row).containsText("En viaje");
        world.station(Town.NORTH).dockBike(DOCK, bike).get();
        assertThat(row).containsText("En anclaje");
        page.getByLabel("Motivo").fill("No aparece");
        operator.button("Decidir").click();
        assertThat(page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.ALERT))
                .containsText("Una estación muestra esa bici en un anclaje.");
        city.look().fits(page, "console-ruling-refused");
        page.keyboard().press("Escape");
        assertThat(page.locator("article .chip").first()).hasText("En anclaje");
        assertThat(operator.button("Declarar extraviada")).isHidden();

        page.getByRole(AriaRole.SEARCHBOX).fill(bike.toLowerCase(Locale.ROOT).replace("b", "b\u200b "));
        assertThat(row).isVisible();
        assertThat(page.locator("tbody tr")).hasCount(1);
    }

    void isNotToldThatThereAreNoOrdersWhileNobodyKnows() {
        page.route("**/v1/operator/commands?*", Route::abort);
        page.navigate("/consola/#/estaciones/" + Town.NORTH.id());
        Locator alert = page.getByRole(AriaRole.ALERT);
        assertThat(alert).containsText("No se pudo cargar. No hay conexión con el servidor.");
        assertThat(page.getByText("Todavía no hay órdenes.")).isHidden();
        page.unroute("**/v1/operator/commands?*");
        operator.button("Intentar de nuevo").click();
        assertThat(page.getByText("Todavía no hay órdenes.")).isVisible();
        assertThat(alert).isHidden();
    }

    /** What is chosen outlives a reload, alarms are in the language that is chosen, and a session that ended says so. */
    void readsOnInAnotherLanguageAfterAReloadAndUntilTheSessionEnds() throws Exception {
        page.navigate("/consola/#/ordenes");
        page.getByLabel("Estado").selectOption("failed");
        page.reload();
        assertThat(page.getByLabel("Estado")).hasValue("failed");

        page.navigate("/consola/#/alarmas");
        assertThat(operator.heading("Alarmas")).isVisible();
        operator.button("English").click();
        String bike = PagesWorld.bikeOf(Town.NORTH, DOCK + 1);
        world.station(Town.NORTH).forceBike(DOCK + 1).get();
        assertThat(page.getByText("Bike " + bike + " was removed without authorisation."))
                .isVisible();
        world.station(Town.NORTH).dockBike(DOCK + 1, bike).get();

        page.context().clearCookies();
        page.reload();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The server ended your session");
        city.look().fits(page, "console-dismissed");
    }
}
