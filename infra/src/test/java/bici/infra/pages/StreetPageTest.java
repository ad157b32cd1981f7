package bici.infra.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import bici.infra.run.ChildJvm;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demo as a person meets it: what its terminal says, and the street in a browser. */
class StreetPageTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern INTERNALS = Pattern.compile("\\b[A-Z]\\w*\\[\\w+=");
    /** Two seconds are promised; the rest is for a machine that is busy with other tests. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(2).plusMillis(900);

    @SuppressWarnings("NullAway.Init") // started before all tests
    private static Process demo;

    @SuppressWarnings("NullAway.Init") // started before all tests
    private static ServerSocket busy;

    @SuppressWarnings("NullAway.Init") // started before all tests
    private static Chromium chromium;

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Page page;

    private static final List<Line> LINES = new CopyOnWriteArrayList<>();
    private final List<String> errors = new ArrayList<>();

    private record Line(long nanos, String text) {}

    @BeforeAll
    static void start() throws IOException {
        busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        demo = new ProcessBuilder(ChildJvm.command(
                        List.of("-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"),
                        "bici.infra.Main",
                        List.of(
                                "demo",
                                "--days=1",
                                "--phones=0",
                                "--tempo=1",
                                "--mqtt-port=0",
                                "--street-port=0",
                                "--http-port=" + busy.getLocalPort())))
                .redirectErrorStream(true)
                .start();
        Thread.ofVirtual().start(StreetPageTest::listen);
        await().atMost(PATIENCE).until(() -> find("ready: .*").isPresent() || !demo.isAlive());
        chromium = Chromium.start();
    }

    private static void listen() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(demo.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                LINES.add(new Line(System.nanoTime(), line));
            }
        } catch (IOException e) {
            LINES.add(new Line(System.nanoTime(), "cannot be read: " + e));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        chromium.close();
        busy.close();
        demo.destroy();
        if (!demo.waitFor(1, TimeUnit.MINUTES)) {
            demo.destroyForcibly();
        }
    }

    @BeforeEach
    void open() {
        page = chromium.open(street(), Screen.PHONE);
        page.onPageError(errors::add);
        page.navigate("/?station=S01");
    }

    @AfterEach
    void close() {
        chromium.closePages();
        assertThat(errors).isEmpty();
    }

    private static java.util.Optional<Matcher> find(String pattern) {
        return LINES.stream()
                .map(line -> Pattern.compile(pattern).matcher(line.text()))
                .filter(Matcher::matches)
                .findFirst();
    }

    private static String said(String pattern) {
        return find(pattern)
                .orElseThrow(() -> new AssertionError(pattern + " in " + LINES))
                .group(1);
    }

    private static URI street() {
        return URI.create(said("the street +(http\\S+)"));
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static HttpRequest.Builder post(URI to, String body) {
        return HttpRequest.newBuilder(to)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    @Test
    void theTerminalIsNeverSilentWhileTheDemoStartsAndSaysWhichPortWasTaken() {
        List<Line> start = new ArrayList<>();
        for (Line line : LINES) {
            start.add(line);
            if (line.text().startsWith("ready: ")) {
                break;
            }
        }
        for (int i = 1; i < start.size(); i++) {
            assertThat(Duration.ofNanos(start.get(i).nanos() - start.get(i - 1).nanos()))
                    .as("before '" + start.get(i).text() + "'")
                    .isLessThanOrEqualTo(LONGEST_SILENCE);
        }
        assertThat(start)
                .extracting(Line::text)
                .noneMatch(text -> INTERNALS.matcher(text).find());
        assertThat(start)
                .extracting(Line::text)
                .anyMatch(text -> text.startsWith("port " + busy.getLocalPort() + " is in use by another program"))
                .anyMatch(text -> text.startsWith("deliver ") && text.contains(" facts"))
                .anyMatch(text -> text.startsWith("start the server: "));
    }

    @Test
    void aCardTakesABikeAndItIsDockedAgain() throws IOException {
        Look look = new Look();
        assertThat(page.locator("h1")).hasText("La calle");
        assertThat(button("Acercar la tarjeta")).isVisible();
        look.at(page, "street");

        button("Acercar la tarjeta").click();
        assertThat(page.locator("#said")).containsText("La tarjeta abrió la cerradura");
        button("Devolver en").click();
        assertThat(page.locator("#said")).hasText("Bicicleta devuelta.");
        assertThat(page.locator("#hands")).containsText("Ninguna bicicleta");

        button("English").click();
        assertThat(page.locator("h1")).hasText("The street");
        assertThat(button("Tap the card")).isVisible();
        look.at(page, "street-en");
    }

    @Test
    void thePrintedCodeUnlocksTheBikeAndWhoWalkedAwayDoesNotTakeIt() throws Exception {
        button("Irme sin tomarla").click();
        assertThat(page.locator("#docks")).containsText("Usted se fue");
        button("Tomarla con el teléfono").click();
        Locator printed = page.locator("#printed");
        assertThat(printed).hasText(Pattern.compile("[A-Z0-9]{6}"));
        new Look().at(page, "street-code");
        String code = printed.innerText();
        assertThat((Boolean) page.evaluate("() => document.getElementById('picture').naturalWidth > 100"))
                .isTrue();
        assertThat(page.locator("#riders")).hasAttribute("href", Pattern.compile(".*/#c=" + code));
        button("Cerrar").click();
        assertThat(page.locator("#docks")).not().containsText("Usted se fue");

        button("Irme sin tomarla").click();
        assertThat(page.locator("#docks")).containsText("Usted se fue");
        String token = signIn();
        assertThat(unlock(token, code).statusCode()).isGreaterThanOrEqualTo(400);
        button("Volver al anclaje").click();
        assertThat(page.locator("#docks")).not().containsText("Usted se fue");
        await().atMost(PATIENCE).until(() -> unlock(token, code).statusCode() == 201);
        button("Devolver en").click();
        assertThat(page.locator("#said")).hasText("Bicicleta devuelta.");
    }

    @Test
    void anAddressThatTheStreetDoesNotHaveIsAPageThatLeadsBack() throws Exception {
        chromium.provoke("404 /");
        for (String address : List.of("/?station=%", "/?station=nope", "/nada")) {
            assertThat(page.navigate(address).status()).isEqualTo(404);
            assertThat(page.locator("h1")).containsText("no existe");
            page.getByText("Ir al inicio").click();
            assertThat(page.locator("h1")).hasText("La calle");
        }
        page.navigate("/?station=nope&lang=en");
        assertThat(page.locator("h1")).hasText("There is no such station");
        page.getByRole(AriaRole.LINK).last().click();
        assertThat(page.locator("h1")).hasText("The street");
        assertThat(send(HttpRequest.newBuilder(street().resolve("/?station=nope"))))
                .returns(404, HttpResponse::statusCode)
                .extracting(HttpResponse::body, STRING)
                .startsWith("there is no such station\n");
    }

    private static URI api(String path) {
        return URI.create(said("rider app +(http\\S+)/") + path);
    }

    private static String signIn() throws Exception {
        String link = said(" +rider +\\S+#enlace=(\\S+)");
        String tokens = send(post(api("/v1/sign-in/links"), "{\"token\":\"" + link + "\"}"))
                .body();
        Matcher matcher = Pattern.compile("\"accessToken\":\"([^\"]+)\"").matcher(tokens);
        assertThat(matcher.find()).as(tokens).isTrue();
        return matcher.group(1);
    }

    private static HttpResponse<String> unlock(String token, String code) throws Exception {
        return send(post(api("/v1/trips"), "{\"code\":\"" + code + "\"}")
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", String.valueOf(System.nanoTime())));
    }

    @Test
    void onlyAPostOfTheStreetsOwnPageChangesAnything() throws Exception {
        URI dock = street().resolve("/card?station=S02&dock=1");

        assertThat(send(HttpRequest.newBuilder(dock)).statusCode()).isEqualTo(404);
        assertThat(send(post(dock, "").header("Origin", "http://example.org")).statusCode())
                .isEqualTo(403);
        assertThat(send(HttpRequest.newBuilder(dock).method("PUT", HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(405);
        assertThat(send(HttpRequest.newBuilder(street().resolve("/?station=S01")))
                        .body())
                .contains("S01  ")
                .contains("code=");
    }
}
