package bici.infra.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Every screen and dialog of the console on small, middle and wide screens, and two tabs of one person. */
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all
class ConsoleScreensTest {
    private static final double PATIENCE_MS = 20_000;
    private static final int FORCED = 4;

    private Chromium chromium;
    private Layout layout;
    private PagesWorld world;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        chromium = Chromium.start();
        layout = new Layout(new Look());
        world = new PagesWorld(data);
    }

    @AfterEach
    void leave() {
        chromium.closePages();
    }

    @AfterAll
    void stop() throws Exception {
        chromium.close();
        world.close();
    }

    @Test
    void everyScreenAndDialogFitsEachSizeAlsoMagnified() throws Exception {
        ConsolePage operator = new ConsolePage(chromium.open(world.home(), Screen.DESK));
        Page page = operator.page();
        page.navigate("/consola/");
        assertThat(operator.button("Ingresar")).isVisible();
        layout.at(page, "console-sign-in");
        operator.signIn(world.operatorLink());
        assertThat(page.locator("[data-drawn=true]")).isAttached();
        layout.at(page, "console-stations");

        operator.open(Town.PARK);
        operator.choose(1);
        layout.at(page, "console-station");
        operator.button("Reiniciar").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        layout.at(page, "console-order");
        page.keyboard().press("Escape");
        assertThat(operator.button("Reiniciar")).isFocused();
        operator.order("Pedir diagnóstico", "Prueba");
        page.navigate("/consola/#/ordenes");
        assertThat(page.getByRole(AriaRole.ROW).filter(ConsolePage.withText("Prueba")))
                .isVisible();
        layout.at(page, "console-commands");

        String bike = PagesWorld.bikeOf(Town.PARK, FORCED);
        world.station(Town.PARK).forceBike(FORCED).get();
        page.navigate("/consola/#/alarmas");
        assertThat(page.getByRole(AriaRole.ROW).filter(ConsolePage.withText(bike)))
                .isVisible();
        layout.at(page, "console-alarms");
        page.navigate("/consola/#/bicicletas/" + bike);
        assertThat(operator.button("Declarar extraviada")).isVisible();
        layout.at(page, "console-bike");
        operator.button("Declarar extraviada").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        layout.at(page, "console-ruling");
    }

    @Test
    void whatOneTabSignsOutOfIsGoneInTheOther() {
        ConsolePage operator = new ConsolePage(chromium.open(world.home(), Screen.DESK));
        operator.signIn(world.operatorLink());
        Page other = operator.page().context().newPage();
        other.navigate("/consola/#/estaciones");
        assertThat(new ConsolePage(other).row(Town.PARK)).isVisible();
        operator.button("Salir").click();
        assertThat(new ConsolePage(other).button("Ingresar")).isVisible();
        assertThat(new ConsolePage(other).row(Town.PARK)).isHidden();
    }
}
