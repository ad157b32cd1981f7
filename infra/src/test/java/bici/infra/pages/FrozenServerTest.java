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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What screens claim: nothing of a server that is silent, and of a station out of service what API and feeds say. */
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all
class FrozenServerTest {
    private static final double PATIENCE_MS = 20_000;
    private static final LocatorAssertions.IsVisibleOptions WITHIN_14_S =
            new LocatorAssertions.IsVisibleOptions().setTimeout(14_000);

    /** Not "Sin conexión en vivo". */
    private static final Page.GetByTextOptions LIVE = new Page.GetByTextOptions().setExact(true);

    private Chromium chromium;
    private PagesWorld world;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        chromium = Chromium.start();
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
    void figuresOfAFrozenServerGreyOutSayTheirAgeAndRecoverByThemselves() {
        ConsolePage operator = new ConsolePage(chromium.open(world.stallingHome(), Screen.DESK));
        operator.signIn(world.operatorLink());
        Page rider = chromium.open(world.stallingHome(), Screen.PHONE);
        rider.navigate("/");
        assertThat(rider.getByText("Actualizado hace")).isVisible();
        assertThat(rider.locator(".stale")).hasCount(0);

        world.stall();
        assertThat(operator.page().getByText(Pattern.compile("Datos de hace \\d+ s: sin respuesta del servidor")))
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
}
