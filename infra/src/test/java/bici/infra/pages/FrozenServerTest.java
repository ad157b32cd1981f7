package bici.infra.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What screens claim: nothing of a server that is silent, and of a station out of service what API and feeds say. */
class FrozenServerTest {
    private static final double PATIENCE_MS = 20_000;
    private static final LocatorAssertions.IsVisibleOptions WITHIN_14_S =
            new LocatorAssertions.IsVisibleOptions().setTimeout(14_000);

    @SuppressWarnings("NullAway.Init") // started before all tests
    private static Chromium chromium;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path data;

    @SuppressWarnings("NullAway.Init") // opened before each test
    private PagesWorld world;

    @BeforeAll
    static void start() throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @BeforeEach
    void open() throws Exception {
        world = new PagesWorld(data);
    }

    @AfterEach
    void close() throws Exception {
        chromium.closePages();
        world.close();
    }

    @Test
    void figuresOfAFrozenServerGreyOutSayTheirAgeAndRecoverByThemselves() {
        ConsolePage operator = new ConsolePage(chromium.open(world.stallingHome(), Screen.DESK));
        operator.signIn(world.operatorLink());
        Page rider = chromium.open(world.stallingHome(), Screen.PHONE);
        rider.navigate("/");
        assertThat(rider.getByText("Actualizado hace")).isVisible();
        assertThat(rider.locator(".stale")).hasCount(0);

        world.stall();
        assertThat(operator.page().getByText(Pattern.compile("Datos de hace \\d+ s: el servidor no responde")))
                .isVisible(WITHIN_14_S);
        assertThat(operator.page().getByText("En vivo")).isHidden();
        assertThat(operator.page().locator("main.stale")).isVisible();
        assertThat(rider.locator("ul.stale")).isVisible(WITHIN_14_S);

        world.unstall();
        assertThat(operator.page().getByText("En vivo")).isVisible();
        assertThat(operator.page().locator(".stale")).hasCount(0);
        assertThat(rider.locator(".stale")).hasCount(0);
    }

    @Test
    void aStationOutOfServiceTakesReturnsOnEveryScreenInTheApiAndInTheFeeds() throws Exception {
        int free = Town.PARK.docks() - Town.PARK.bikes();
        ConsolePage operator = new ConsolePage(chromium.open(world.home(), Screen.DESK));
        operator.signIn(world.operatorLink());
        operator.open(Town.PARK);
        operator.order("Sacar de servicio", "Obra en la acera");
        operator.back();
        assertThat(operator.row(Town.PARK)).containsText("Fuera de servicio");
        assertThat(operator.row(Town.PARK).locator(".number")).hasText(new String[] {"0", String.valueOf(free)});

        JsonObject station = world.get("/v1/stations/" + Town.PARK.id());
        org.assertj.core.api.Assertions.assertThat(List.of(
                        station.getInteger("bikesAvailable"),
                        station.getInteger("docksAvailable"),
                        station.getBoolean("renting"),
                        station.getBoolean("returning")))
                .isEqualTo(List.of(0, free, false, true));
        for (String feed : List.of("/gbfs/3.0/station_status", "/gbfs/2.3/es/station_status")) {
            await(feed).atMost(Duration.ofSeconds(20)).until(() -> feedOf(feed), List.of(free, false, true)::equals);
        }

        Page rider = chromium.open(world.home(), Screen.PHONE);
        rider.navigate("/#/estacion/" + Town.PARK.id());
        assertThat(rider.getByText("Sí puede devolver aquí")).isVisible();
        assertThat(rider.locator(".numbers b")).hasText(new String[] {"–", String.valueOf(free)});
        rider.navigate("/#/");
        assertThat(rider.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Town.PARK.name()))
                        .locator("b.free"))
                .hasText(String.valueOf(free));
    }

    private List<Object> feedOf(String path) throws Exception {
        return world.get(path).getJsonObject("data").getJsonArray("stations").stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.getString("station_id").equals(Town.PARK.id()))
                .map(one -> List.<Object>of(
                        one.getInteger("num_docks_available"),
                        one.getBoolean("is_renting"),
                        one.getBoolean("is_returning")))
                .findFirst()
                .orElse(List.of());
    }

    @Test
    void theConsoleFitsSmallScreensAndDoubleSizeWithoutScrollingSideways() throws Exception {
        Look look = new Look();
        ConsolePage operator = new ConsolePage(chromium.open(world.home(), Screen.DESK));
        operator.signIn(world.operatorLink());
        Page page = operator.page();
        // A window at 200 % has half as many CSS pixels: 1366x768 is 683x384, 768x1024 is 384x512.
        for (int[] size : new int[][] {{683, 384}, {768, 1024}, {384, 512}, {360, 740}}) {
            page.setViewportSize(size[0], size[1]);
            String name = size[0] + "x" + size[1];
            for (String screen : List.of("estaciones", "alarmas", "bicicletas", "ordenes")) {
                page.navigate("/consola/#/" + screen);
                assertThat(page.getByRole(AriaRole.MAIN)
                                .getByRole(AriaRole.HEADING)
                                .first())
                        .isVisible();
                look.at(page, "console-" + screen + "-" + name);
            }
            page.navigate("/consola/#/estaciones/" + Town.PARK.id());
            operator.choose(1);
            look.at(page, "console-station-" + name);
            operator.button("Reiniciar").click();
            assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
            look.at(page, "console-dialog-" + name);
            page.keyboard().press("Escape");
            assertThat(operator.button("Reiniciar")).isFocused();
        }
    }
}
