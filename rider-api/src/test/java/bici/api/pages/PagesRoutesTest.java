package bici.api.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The built pages over real HTTP. */
class PagesRoutesTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private URI home = URI.create("http://localhost/");

    @BeforeEach
    void serve() throws Exception {
        home = serve(Set.of());
    }

    private URI serve(Set<Offer> offers) throws Exception {
        Router router = Router.router(vertx);
        new PagesRoutes(Webroot.load(), offers).mount(router);
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS);
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void bothPagesAreServedWithAPolicyThatTakesNothingFromElsewhere() throws Exception {
        for (String address : new String[] {"/", "/consola/"}) {
            HttpResponse<String> page = get(address);

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
            assertThat(header(page, "Cache-Control")).isEqualTo("public, no-cache");
            assertThat(header(page, "Content-Security-Policy"))
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "http:", "https:", "*");
            assertThat(header(page, "Permissions-Policy")).contains("camera=(self)");
            assertThat(page.body()).contains("<html lang=\"es\">").doesNotContain("<style", "style=", "onclick=");
        }
    }

    @Test
    void bothPagesSayWhatTheServerHasPlainAndCompressedUnderAnotherETag() throws Exception {
        String without = header(get("/"), "ETag");
        assertThat(get("/").body()).contains("<meta name=\"bici-offers\" content=\"\"");

        home = serve(EnumSet.allOf(Offer.class));
        for (String address : new String[] {"/", "/consola/"}) {
            String said = "<meta name=\"bici-offers\" content=\"demo-inbox streets\"";
            assertThat(get(address).body()).contains(said);
            assertThat(unpacked(getPacked(address).body())).contains(said);
        }
        assertThat(header(get("/"), "ETag")).isNotEqualTo(without);
    }

    @Test
    void aPageThatDidNotChangeIsNotSentAgain() throws Exception {
        String etag = header(get("/"), "ETag");

        HttpResponse<String> again = get("/", "If-None-Match", etag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(get("/", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @Test
    void aHashedFileMayBeKeptForEverAndComesCompressedToThoseWhoTakeIt() throws Exception {
        Matcher script = Pattern.compile("/assets/rider-[^\"]+\\.js").matcher(get("/").body());
        assertThat(script.find()).isTrue();

        HttpResponse<String> plain = get(script.group());
        assertThat(header(plain, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(header(plain, "Content-Type")).startsWith("text/javascript");
        HttpResponse<byte[]> packed = getPacked(script.group());
        assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(packed, "ETag")).isNotEqualTo(header(plain, "ETag"));
        assertThat(unpacked(packed.body())).isEqualTo(plain.body());
        assertThat(packed.body()).as("the riders' first screen is light").hasSizeLessThan(60_000);
    }

    @Test
    void whatARiderNeedsOffLineIsListedInTheServiceWorkerAndIsThere() throws Exception {
        HttpResponse<String> worker = get("/sw.js");

        assertThat(header(worker, "Cache-Control")).isEqualTo("public, no-cache");
        assertThat(worker.body()).doesNotContain("%VERSION%", "%FILES%");
        Matcher file = Pattern.compile("\"(/[^\"]*)\"").matcher(worker.body());
        int files = 0;
        while (file.find()) {
            files++;
            assertThat(get(file.group(1)).statusCode()).as(file.group(1)).isEqualTo(200);
        }
        assertThat(files).isGreaterThan(5);
    }

    @Test
    void theAppCanBeInstalled() throws Exception {
        HttpResponse<String> manifest = get("/manifest.webmanifest");

        assertThat(header(manifest, "Content-Type")).isEqualTo("application/manifest+json");
        Matcher icon = Pattern.compile("\"src\": \"([^\"]+)\"").matcher(manifest.body());
        int icons = 0;
        while (icon.find()) {
            icons++;
            assertThat(get(icon.group(1)).statusCode()).as(icon.group(1)).isEqualTo(200);
        }
        assertThat(icons).isGreaterThanOrEqualTo(4);
    }

    @Test
    void addressesWithoutTheirSlashLeadToThePageAndOthersAreNotFound() throws Exception {
        assertThat(header(get("/consola"), "Location")).isEqualTo("/consola/");
        assertThat(header(get("/index.html"), "Location")).isEqualTo("/");
        assertThat(header(get("/datos-personales"), "Location")).isEqualTo("/#/datos");
        for (String nothing : new String[] {"/nada", "/consola/nada", "/assets/", "/files.txt/", "/../pom.xml"}) {
            assertThat(get(nothing).statusCode()).as(nothing).isEqualTo(404);
        }
    }

    private HttpResponse<String> get(String address, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(home.resolve(address));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<byte[]> getPacked(String address) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(home.resolve(address))
                        .header("Accept-Encoding", "gzip")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String unpacked(byte[] packed) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
