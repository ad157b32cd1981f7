package bici.infra.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import bici.api.pages.CityMapFile;
import bici.infra.demo.QrPicture;
import bici.infra.server.HttpOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Riders' map, search, favourites and help, in one city and a real browser. */
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all
class RiderMapTest {
    private static final int WATER = 0xA9CBE0;
    private static final String NO_WEBGL = """
            const real = HTMLCanvasElement.prototype.getContext;
            HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
                return kind.startsWith('webgl') ? null : real.call(this, kind, ...rest);
            };""";

    private PagesCity city;
    private PagesWorld world;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        Path map = data.resolve("water.pmtiles");
        PmtilesFile.writeWater(map);
        city = PagesCity.open(data, HttpOptions.on("127.0.0.1", 0).withMap(CityMapFile.open(map)));
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

    private static Locator stations(Page page) {
        return page.getByRole(AriaRole.MAIN).getByRole(AriaRole.LISTITEM);
    }

    private static Locator button(Page page, String text) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    @Test
    void theMapIsDrawnTurnsToFreeDocksAndSpeaksSpanish() throws Exception {
        Page page = city.open(Screen.PHONE);
        page.navigate("/#/mapa");
        assertThat(page.locator("[data-drawn=true][data-ground=streets]")).isAttached();
        assertThat(link(page, "© OpenStreetMap")).isVisible();
        assertThat(page.getByText("Mapa esquemático")).hasCount(0);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> waterOn(page) > 0.5);
        assertThat(button(page, "Acercar")).isVisible();
        assertThat(page.getByText("Los números son bicis disponibles.")).isVisible();
        button(page, "Devolver").click();
        assertThat(page.getByText("Los números son anclajes libres.")).isVisible();
        assertThat(stations(page)).hasCount(Town.ALL.size());
        city.layout().at(page, "small-map");
    }

    @Test
    void theMapOfATripShowsFreeDocksFromItsFirstPictureOnAndBikesOnceItHasEnded() throws Exception {
        new TripMap(world, city.readyRider("311 555 0198"))
                .showsWhatItsCaptionSaysFromItsFirstPictureOnAndTurnsBackToBikesAtTheEnd();
    }

    /** Which part of the map shows the colour of water, of which the city of this map is made. */
    private static double waterOn(Page page) throws Exception {
        BufferedImage picture = ImageIO.read(
                new ByteArrayInputStream(page.locator("[data-ground]").screenshot()));
        int water = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                water += (picture.getRGB(x, y) & 0xFFFFFF) == WATER ? 1 : 0;
            }
        }
        return (double) water / (picture.getHeight() * picture.getWidth());
    }

    @Test
    void theSketchIsDrawnWhereTheStreetsCannotBeHadAndWhereTheirTilesFail() {
        Page page = city.open(Screen.PHONE);
        page.route("**/mapa/ciudad.pmtiles", route -> route.abort());
        page.navigate("/#/mapa");
        assertThat(page.locator("[data-drawn=true][data-ground=sketch]")).isAttached();
        assertThat(page.getByText("Mapa esquemático, no a escala.")).isVisible();
        assertThat(link(page, "© OpenStreetMap")).hasCount(0);

        Page other = city.open(Screen.PHONE);
        other.route("**/mapa/ciudad.pmtiles", route -> {
            if (String.valueOf(route.request().headerValue("range")).startsWith("bytes=0-")
                    || route.request().method().equals("HEAD")) {
                route.resume();
            } else {
                route.abort();
            }
        });
        other.navigate("/#/mapa");
        assertThat(other.locator("[data-drawn=true][data-ground=sketch]")).isAttached();
        assertThat(stations(other)).hasCount(Town.ALL.size());
    }

    private HttpResponse<byte[]> part(String method, String range) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(world.home().resolve("/mapa/ciudad.pmtiles"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Range", range)
                .header("Accept-Encoding", "gzip")
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void theMapIsServedInTheRangesThatAreAskedFor(@TempDir Path folder) throws Exception {
        Path same = folder.resolve("same.pmtiles");
        PmtilesFile.writeWater(same);
        byte[] file = Files.readAllBytes(same);
        String last = "/" + file.length;

        HttpResponse<byte[]> first = part("GET", "bytes=0-6");
        Assertions.assertThat(first.statusCode()).isEqualTo(206);
        Assertions.assertThat(first.body()).isEqualTo(Arrays.copyOf(file, 7));
        Assertions.assertThat(first.headers().firstValue("Content-Range")).hasValue("bytes 0-6" + last);
        HttpResponse<byte[]> end = part("GET", "bytes=-3");
        Assertions.assertThat(end.body()).isEqualTo(Arrays.copyOfRange(file, file.length - 3, file.length));
        Assertions.assertThat(part("GET", "bytes=9-").body()).isEqualTo(Arrays.copyOfRange(file, 9, file.length));
        Assertions.assertThat(part("GET", "bytes=" + file.length + "-").statusCode())
                .isEqualTo(416);
        Assertions.assertThat(part("GET", "bytes=5-3").statusCode()).isEqualTo(416);
        Assertions.assertThat(part("GET", "pages=1").body()).isEqualTo(file);
        Assertions.assertThat(part("HEAD", "bytes=0-6").body()).isEmpty();
    }

    @Test
    void withoutWebGlTheListStaysAndSaysSo() {
        Page page = city.open(Screen.PHONE);
        page.addInitScript(NO_WEBGL);
        page.navigate("/#/mapa");
        assertThat(page.getByText("Este navegador no puede dibujar el mapa.")).isVisible();
        assertThat(stations(page)).hasCount(Town.ALL.size());
    }

    @Test
    void aStationIsFoundWithoutItsAccentsAndAMarkedOneComesFirstAfterAReload() {
        Page page = city.open(Screen.PHONE);
        page.navigate("/");
        page.getByLabel("Buscar por nombre o código").fill("san pio");
        assertThat(stations(page)).hasCount(1);
        assertThat(stations(page)).containsText(Town.PARK.name());
        page.getByLabel("Buscar por nombre o código").fill("");
        button(page, "Favorita: " + Town.CAMPUS.name()).click();
        assertThat(stations(page).first()).containsText(Town.CAMPUS.name());
        page.reload();
        assertThat(stations(page).first()).containsText(Town.CAMPUS.name());
    }

    private static Locator link(Page page, String text) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(text));
    }

    @Test
    void whoAnswersIsThereWithoutAnAccount() {
        Page page = city.open(Screen.PHONE);
        page.navigate("/#/datos");
        assertThat(page.getByText(PagesWorld.RESPONSIBLE.name())).isVisible();
        page.navigate("/#/ayuda");
        assertThat(link(page, "607 633 7000")).hasAttribute("href", "tel:6076337000");
        assertThat(link(page, PagesWorld.RESPONSIBLE.rightsChannel())).isVisible();
        page.context().setOffline(true);
        page.navigate("/#/ayuda/perdida");
        assertThat(link(page, "607 633 7000")).isVisible();
    }

    @Test
    void aReportGoesFromHelpToTheControlRoomAndItsEndComesBack() throws Exception {
        Page page = city.open(Screen.PHONE);
        page.navigate("/#/ayuda/no-sale");
        link(page, "Reportarlo").click();
        RiderPage rider = new RiderPage(page, world, "311 555 0191");
        rider.signIn();
        button(page, "Autorizo y continúo").click();
        rider.heading("Reportar un problema");
        assertThat(page.getByLabel("¿Qué pasó?")).hasValue("bike-stuck");
        page.getByLabel("Número de la bici").fill("B999");
        page.getByLabel("Estación, si fue en una").selectOption(Town.PARK.id());
        page.getByLabel("Número del anclaje").fill("1");
        page.getByLabel("Cuéntenos qué pasó").fill("El candado suena\n" + "y no abre ".repeat(60));
        city.layout().at(page, "small-report");
        whatIsTypedWrongIsNamed(page);
        button(page, "Enviar el reporte").click();
        assertThat(page.getByText("Recibimos su reporte.")).isVisible();
        assertThat(stations(page)).containsText("Recibido");
        city.layout().at(page, "small-reports");

        ConsolePage console = city.operator();
        console.page().navigate("/consola/#/reportes");
        Locator row = console.page()
                .getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText("El candado suena"));
        assertThat(row).containsText(Town.PARK.name() + ", Anclaje 1");
        int folded = (int) row.boundingBox().height;
        console.button("Ver todo").click();
        Assertions.assertThat((int) row.boundingBox().height).isGreaterThan(folded);
        console.button("Ver menos").click();
        console.button("Tomar").click();
        Locator dialog = console.page().getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("Queda a su nombre y deja de figurar como alarma.");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Tomar"))
                .click();
        assertThat(dialog).isHidden();
        assertThat(row).containsText("En atención");
        city.layout().at(console.page(), "console-reports");
        console.button("Cerrar: atendido").click();
        Locator send = dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Cerrar: atendido"));
        city.layout().at(console.page(), "console-close-report");
        send.click();
        assertThat(dialog.getByRole(AriaRole.ALERT)).hasText("Escriba al menos tres letras.");
        dialog.getByLabel("Qué se hizo").fill("Se cambió el resorte");
        send.click();
        assertThat(dialog).isHidden();
        assertThat(row).containsText("Atendido");

        page.reload();
        assertThat(stations(page)).containsText("Atendido");
    }

    /** Leaves the report as it can be sent. */
    private static void whatIsTypedWrongIsNamed(Page page) {
        button(page, "Enviar el reporte").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("No conocemos ninguna bici con ese número.");
        page.getByLabel("Número de la bici").fill("B#1");
        button(page, "Enviar el reporte").click();
        assertThat(page.getByRole(AriaRole.ALERT))
                .containsText("En el número de la bici hay un carácter que no va ahí («#»)");
        page.getByLabel("Número de la bici").fill(" B1 01\u200b ");
        Locator text = page.getByLabel("Cuéntenos qué pasó");
        String words = text.inputValue();
        text.fill("\u202e" + words);
        button(page, "Enviar el reporte").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("un carácter invisible (U+202E), en la posición 1.");
        assertThat(page.getByLabel("Número de la bici")).hasValue(PagesWorld.bikeOf(Town.PARK, 1));
        text.fill("\ufeff" + words + "\u2069");
    }

    /** Opens the form of codes where the browser has no detector of its own. */
    private static void openScanner(Page page) throws Exception {
        page.addInitScript("delete window.BarcodeDetector");
        page.navigate("/#/desbloquear");
        button(page, "Escanear el QR").click();
    }

    @Test
    void aQrCodeBeforeTheCameraOpensItsBikeAndARefusedCameraLeavesTheTypedCode(@TempDir Path folder) throws Exception {
        String code = world.printedCode(Town.CAMPUS, 2);
        Path film = folder.resolve("sticker.y4m");
        QrPicture.film("https://bici.example/#c=" + code, film);
        try (Chromium camera = Chromium.withCamera(film)) {
            Page page = camera.open(world.home(), Screen.PHONE);
            RiderPage rider = new RiderPage(page, world, "311 555 0192");
            rider.begin();
            openScanner(page);
            assertThat(page.getByLabel("Código de la bici o del anclaje")).hasValue(code);
            assertThat(page.locator("video")).hasCount(0);
            button(page, "Abrir el candado").click();
            rider.heading("En viaje");
            assertThat(page.getByText("Bici " + PagesWorld.bikeOf(Town.CAMPUS, 2))
                            .first())
                    .isVisible();
            world.station(Town.CAMPUS)
                    .dockBike(2, PagesWorld.bikeOf(Town.CAMPUS, 2))
                    .get();
            rider.heading("Bici devuelta");
        }
        try (Chromium camera = Chromium.withRefusedCamera()) {
            Page page = camera.open(world.home(), Screen.PHONE);
            RiderPage rider = new RiderPage(page, world, "311 555 0197");
            rider.begin();
            openScanner(page);
            assertThat(page.getByText("No pudimos usar la cámara.")).isVisible();
            rider.unlock(code);
            rider.heading("En viaje");
        }
    }

    @Test
    void anAddressThatIsNoneIsSaidAndLeftBehindAndACodeThatIsNoneLeavesTheFieldEmpty() throws Exception {
        Page page = city.open(Screen.PHONE);
        RiderPage rider = new RiderPage(page, world, "311 555 0193");
        page.navigate("/#/mapa");
        page.navigate("/#/nada");
        assertThat(page.getByText("Esa dirección no existe en esta página.")).isVisible();
        assertThat(page).hasURL(Pattern.compile("/#/$"));
        assertThat(stations(page)).hasCount(Town.ALL.size());
        page.goBack();
        rider.heading("Mapa de estaciones");
        page.navigate("/#c=zz");
        page.route("**/v1/sign-in/codes", route -> route.abort());
        page.getByLabel("Número de celular").fill("311 555 0193");
        button(page, "Enviar código").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("No hay conexión con el servidor.");
        page.reload();
        assertThat(page.getByLabel("Número de celular")).hasValue("311 555 0193");
        page.unroute("**/v1/sign-in/codes");
        rider.signIn();
        rider.consent();
        Locator wrong = page.getByRole(AriaRole.ALERT)
                .filter(new Locator.FilterOptions().setHasText("no trae el código de una bici ni de un anclaje"));
        assertThat(wrong).isVisible();
        assertThat(page.getByLabel("Código de la bici o del anclaje")).hasValue("");
        page.navigate("/#/cuenta");
        page.navigate("/#c=🚲");
        assertThat(wrong).isVisible();
        assertThat(page.getByLabel("Código de la bici o del anclaje")).hasValue("");
        assertThat(page).hasURL(Pattern.compile("/#/desbloquear$"));
    }

    @Test
    void helpIsThereWithoutAnAccountAndNothingOfAShutAnswerIsInReach() {
        Page page = city.open(Screen.PHONE);
        page.navigate("/#/ayuda/no-sale");
        assertThat(page.getByText("Si la bici no sale, no se cobra nada.")).isVisible();
        Locator emergency = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Llamar al 123"));
        assertThat(page.locator("a[href='tel:123']")).hasCount(0);
        page.getByText("Tuve un accidente").click();
        assertThat(emergency).isVisible();
        city.layout().at(page, "small-help");
    }

    /** GBFS, rental_uris.web: another app's rider lands on the station tapped there. One was never heard: not in it yet. */
    @Test
    void everyRentalLinkOfTheOpenDataOpensItsStation() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(world.home().resolve("/gbfs/3.0/station_information.json"))
                .build();
        JsonArray places = Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> placesOf(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString())),
                        found -> found.size() == Town.ALL.size() - 1);

        Page page = city.open(Screen.PHONE);
        for (int n = 0; n < places.size(); n++) {
            JsonObject place = places.getJsonObject(n);
            page.navigate(place.getJsonObject("rental_uris").getString("web"));
            assertThat(page.getByRole(
                            AriaRole.HEADING,
                            new Page.GetByRoleOptions().setName(nameOf(place)).setExact(true)))
                    .isVisible();
        }
        page.navigate("/#/estacion/" + Town.SILENT.id());
        assertThat(page.getByText("Todavía sin reportes")).hasCount(1);
    }

    private static JsonArray placesOf(HttpResponse<String> answer) {
        return answer.statusCode() == 200
                ? new JsonObject(answer.body()).getJsonObject("data").getJsonArray("stations")
                : new JsonArray();
    }

    private static String nameOf(JsonObject place) {
        return place.getJsonArray("name").getJsonObject(0).getString("text");
    }
}
