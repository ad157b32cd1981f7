package bici.infra.opendata;

import static bici.infra.opendata.OpenDataWorld.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bici.simulator.station.StationController;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.entur.gbfs.GbfsSubscriptionManager;
import org.entur.gbfs.GbfsSubscriptionOptions;
import org.entur.gbfs.loader.v2.GbfsV2Delivery;
import org.entur.gbfs.loader.v3.GbfsV3Delivery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the files are handed out, and that a stranger's loader follows them. */
class OpenDataHttpTest {
    @TempDir
    static Path data;

    private static OpenDataWorld world;
    private static StationController station;

    @BeforeAll
    static void open() throws Exception {
        world = new OpenDataWorld(data);
        station = world.station("S1", 8);
        assertThat(station.dockBike(1, "B1").get()).isTrue();
        await().atMost(PATIENCE)
                .until(() -> !world.reader().v30().vehiclesAt("S1").isEmpty());
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void anUnchangedFileIsNotSentTwice() {
        HttpResponse<byte[]> first = world.reader().get("/gbfs/3.0/station_information");
        String etag = etag(first);
        assertThat(etag).matches("\"[0-9a-f]{32}\"");

        HttpResponse<byte[]> again = world.reader().get("/gbfs/3.0/station_information", "If-None-Match", etag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(etag(again)).isEqualTo(etag);
        assertThat(world.reader()
                        .get("/gbfs/3.0/station_information", "If-None-Match", "\"x\", W/" + etag)
                        .statusCode())
                .isEqualTo(304);
        assertThat(world.reader()
                        .get("/gbfs/3.0/station_information", "If-None-Match", "\"x\"")
                        .body())
                .isEqualTo(first.body());
    }

    @Test
    void aChangedFileHasAnotherTag() throws Exception {
        String before = etag(world.reader().get("/gbfs/3.0/vehicle_status"));
        assertThat(station.dockBike(2, "B2").get()).isTrue();

        await().atMost(PATIENCE)
                .until(() -> world.reader()
                                .get("/gbfs/3.0/vehicle_status", "If-None-Match", before)
                                .statusCode()
                        == 200);
    }

    @Test
    void whoTakesGzipGetsTheSameBytesCompressedUnderAnotherTag() throws Exception {
        HttpResponse<byte[]> plain = world.reader().get("/gbfs/3.0/system_information");
        HttpResponse<byte[]> gzipped = world.reader().get("/gbfs/3.0/system_information", "Accept-Encoding", "gzip");

        assertThat(gzipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(new GZIPInputStream(new ByteArrayInputStream(gzipped.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(etag(gzipped)).isNotEqualTo(etag(plain));
        assertThat(plain.headers().firstValue("Vary").orElseThrow().toLowerCase(java.util.Locale.ROOT))
                .contains("accept-encoding");
    }

    @Test
    void everyOriginMayReadAndHeadHasNoBody() {
        HttpResponse<byte[]> head = world.reader().head("/gbfs/2.3/es/system_information.json");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(head.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).matches("public, max-age=(300|2[0-9]{2})"));
        assertThat(head.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        assertThat(head.headers().firstValueAsLong("Content-Length"))
                .hasValue(world.reader().get("/gbfs/2.3/es/system_information").body().length);
    }

    /** A path that is not written as usual is found by the router, any other without it. */
    @Test
    void aFileHasTheHeadersOfEveryAnswerWhicheverWayItIsFound() {
        HttpResponse<byte[]> atOnce = world.reader().get("/gbfs/3.0/system_information");
        HttpResponse<byte[]> byRouter = world.reader().get("/gbfs/./3.0/system_information");

        assertThat(byRouter.statusCode()).isEqualTo(200);
        assertThat(atOnce.headers().map().keySet())
                .isEqualTo(byRouter.headers().map().keySet())
                .contains("content-security-policy", "referrer-policy", "x-content-type-options", "x-frame-options");
        assertThat(Stream.of(atOnce, byRouter)
                        .map(r -> r.headers().firstValue("X-Request-Id").orElseThrow()))
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).matches("[0-9a-f]{16}"));
    }

    /** RFC 9110, 15.4.5; the reader keeps the other headers of the answer that it has. */
    @Test
    void anUnchangedFileHasTheHeadersThatNotModifiedIsToHave() {
        HttpResponse<byte[]> first = world.reader().get("/gbfs/3.0/system_information");
        HttpResponse<byte[]> again = world.reader().get("/gbfs/3.0/system_information", "If-None-Match", etag(first));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.headers().firstValue("Cache-Control").orElseThrow()).matches("public, max-age=[0-9]+");
        for (String name : List.of("ETag", "Vary", "Access-Control-Allow-Origin", "Access-Control-Expose-Headers")) {
            assertThat(again.headers().allValues(name))
                    .as(name)
                    .hasSize(1)
                    .isEqualTo(first.headers().allValues(name));
        }
        assertThat(again.headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f]{16}");
        assertThat(again.headers().firstValue("Content-Type")).isEmpty();
    }

    /** The HTTP server below the feeds knows these too, and would send other bytes under the tag of the plain ones. */
    @ParameterizedTest
    @ValueSource(strings = {"deflate", "x-gzip", "br", "zstd", "deflate, br", "gzip;q=0.0, *"})
    void whatWeHaveNoBytesForIsSentAsItIs(String codings) {
        HttpResponse<byte[]> plain = world.reader().get("/gbfs/3.0/system_information");
        HttpResponse<byte[]> coded = world.reader().get("/gbfs/3.0/system_information", "Accept-Encoding", codings);

        assertThat(etag(coded)).isEqualTo(etag(plain));
        assertThat(coded.body()).isEqualTo(plain.body());
        assertThat(coded.headers().firstValue("Content-Encoding").orElse("identity"))
                .isEqualTo("identity");
    }

    @Test
    void noFileMayBeKeptBeyondItsOwnEnd() {
        Instant asked = Clock.systemUTC().instant();
        HttpResponse<byte[]> answer = world.reader().get("/gbfs/3.0/station_status");
        JsonObject file = new JsonObject(new String(answer.body(), StandardCharsets.UTF_8));
        Instant ends = Instant.parse(file.getString("last_updated")).plusSeconds(file.getInteger("ttl"));
        String kept = answer.headers().firstValue("Cache-Control").orElseThrow().replace("public, max-age=", "");

        assertThat(asked.plusSeconds(Long.parseLong(kept))).isBeforeOrEqualTo(ends);
    }

    @Test
    void aPageOfAnyOriginMayRevalidate() {
        HttpResponse<byte[]> asked = world.reader().options("/gbfs/3.0/station_status");

        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(asked.headers().firstValue("Access-Control-Allow-Methods")).hasValue("GET, HEAD, OPTIONS");
        assertThat(asked.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                .contains("If-None-Match");
        assertThat(world.reader().get("/gbfs/3.0/station_status").headers().firstValue("Access-Control-Expose-Headers"))
                .hasValue("ETag");
        assertThat(world.reader().get("/gbfs/3.0/nothing").headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue("*");
    }

    @Test
    void aFileThatIsNoneIsNotFound() {
        assertThat(Stream.of("/gbfs/3.0/nothing", "/gbfs/3.1/gbfs", "/gbfs/2.3/fr/gbfs", "/gbfs/")
                        .map(path -> world.reader().get(path).statusCode()))
                .containsOnly(404);
        assertThat(world.reader().get("/gbfs/gbfs_versions").statusCode()).isEqualTo(200);
    }

    @Test
    void theLoaderFollows30FromItsFirstFile() {
        AtomicReference<GbfsV3Delivery> delivered = new AtomicReference<>();
        GbfsSubscriptionManager manager = new GbfsSubscriptionManager();
        assertThat(manager.subscribeV3(options("/gbfs/3.0/gbfs.json"), delivered::set))
                .isNotBlank();
        await().atMost(PATIENCE).until(() -> {
            manager.update();
            return delivered.get() != null;
        });

        GbfsV3Delivery all = delivered.get();
        assertThat(Stream.of(
                        all.discovery(),
                        all.version(),
                        all.systemInformation(),
                        all.vehicleTypes(),
                        all.stationInformation(),
                        all.stationStatus(),
                        all.vehicleStatus(),
                        all.systemRegions(),
                        all.systemPricingPlans(),
                        all.systemAlerts()))
                .doesNotContainNull();
        assertThat(all.stationStatus().getData().getStations())
                .singleElement()
                .satisfies(
                        status -> assertThat(status.getNumVehiclesAvailable()).isPositive());
        assertThat(all.validationResult().summary().errorsCount()).isZero();
    }

    @Test
    void theLoaderFollows23FromItsFirstFile() {
        AtomicReference<GbfsV2Delivery> delivered = new AtomicReference<>();
        GbfsSubscriptionManager manager = new GbfsSubscriptionManager();
        assertThat(manager.subscribeV2(options("/gbfs/2.3/gbfs.json"), delivered::set))
                .isNotBlank();
        await().atMost(PATIENCE).until(() -> {
            manager.update();
            return delivered.get() != null;
        });

        GbfsV2Delivery all = delivered.get();
        assertThat(Stream.of(
                        all.discovery(),
                        all.version(),
                        all.systemInformation(),
                        all.systemHours(),
                        all.vehicleTypes(),
                        all.stationInformation(),
                        all.stationStatus(),
                        all.freeBikeStatus(),
                        all.systemRegions(),
                        all.systemPricingPlans(),
                        all.systemAlerts()))
                .doesNotContainNull();
        assertThat(all.validationResult().summary().errorsCount()).isZero();
    }

    private static GbfsSubscriptionOptions options(String path) {
        return new GbfsSubscriptionOptions(world.address(path), "es", null, Map.of(), null, null, true);
    }

    private static String etag(HttpResponse<byte[]> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }
}
