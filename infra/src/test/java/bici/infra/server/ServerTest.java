package bici.infra.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bici.gateway.options.GatewayOptions;
import bici.infra.TurnedClock;
import bici.infra.database.Database;
import bici.infra.database.DatabaseSource;
import bici.infra.database.TestDatabase;
import bici.infra.machine.Progress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole server on a database of its own, asked by HTTP as an operator's tools would. */
class ServerTest {
    private final TurnedClock clock = new TurnedClock();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path keys;

    @Test
    void readinessNamesEachPartAndMetricsShowHttpAndGateway() throws Exception {
        try (TestDatabase test = TestDatabase.create();
                Database database = open(test);
                Server server = start(database)) {
            HttpResponse<String> ready = get(server, "/health/ready");
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(ready.body())
                    .contains("\"name\":\"database\",\"status\":\"up\"", "\"name\":\"mqtt\",\"status\":\"up\"")
                    .containsPattern("\"commitAgeSeconds\":[0-9.]+")
                    .containsPattern("\"editionAgeSeconds\":[0-9.]+");
            assertThat(get(server, "/health/gateway").body()).isEqualTo("{\"status\":\"up\"}");
            assertThat(get(server, "/health/live").body()).isEqualTo("{\"status\":\"up\"}");

            HttpResponse<String> metrics = get(server, "/metrics");
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
            assertThat(metrics.body())
                    .contains("vertx_http_server_requests_total", "vertx_http_server_response_time_seconds")
                    .contains("bici_gateway_inbox_bytes", "bici_gateway_stations_online");
        }
    }

    @Test
    void answersAreCountedByMethodAndCodeAndNobodyMakesMetersUp() throws Exception {
        try (TestDatabase test = TestDatabase.create();
                Database database = open(test);
                Server server = start(database)) {
            get(server, "/health/live");
            client.send(
                    HttpRequest.newBuilder(address(server, "/health/live"))
                            .method("BREW", HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(get(server, "/metrics").body())
                    .contains("vertx_http_server_requests_total{code=\"200\",method=\"GET\"} 1.0")
                    .contains("vertx_http_server_requests_total{code=\"405\",method=\"_OTHER\"} 1.0")
                    .contains("vertx_http_server_response_time_seconds_count{code=\"405\",method=\"_OTHER\"} 1")
                    .contains("vertx_http_server_active_requests 1.0")
                    .contains("vertx_http_server_active_connections 1.0")
                    .contains("vertx_pool_in_use")
                    .doesNotContain("BREW");
        }
    }

    @Test
    void aServerWhoseDatabaseIsGoneLivesAndSaysWhichPartIsDown() throws Exception {
        try (TestDatabase test = TestDatabase.create();
                Database database = open(test);
                Server server = start(database)) {
            test.execute("ALTER DATABASE %s WITH ALLOW_CONNECTIONS false");
            test.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'");

            HttpResponse<String> ready = get(server, "/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body())
                    .contains("\"status\":\"down\"", "\"name\":\"database\",\"status\":\"down\"")
                    .contains("\"name\":\"mqtt\",\"status\":\"up\"");
            assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(server, "/health/gateway").statusCode()).isEqualTo(200);
        }
    }

    /** As with a full disk: everything can be read, nothing is committed. And open data that stands still meanwhile. */
    @Test
    void readinessTestsWhatItPromises() throws Exception {
        try (TestDatabase test = TestDatabase.create();
                Database database = open(test);
                Server server = start(database)) {
            test.change("ALTER TABLE tariff RENAME TO tariff_away");
            test.change("CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = 'disk_full'; END $$");
            test.change("CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON heartbeat EXECUTE FUNCTION full_disk()");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> get(server, "/health/ready").statusCode() == 503);
            assertThat(get(server, "/health/ready").body()).contains("\"name\":\"database\",\"status\":\"down\"");
            assertThat(get(server, "/health/gateway").statusCode()).isEqualTo(200);

            test.change("DROP TRIGGER full_disk ON heartbeat");
            clock.turn(Duration.ofMinutes(2));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> get(server, "/health/ready").body().contains("\"status\":\"degraded\",\"parts\""));
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(get(server, "/health/ready").body())
                    .containsPattern("\"name\":\"open-data\",\"status\":\"degraded\".*\"editionAgeSeconds\":[0-9]");
        }
    }

    @Test
    void whatIsNotThereIsAnsweredAsAProblem() throws Exception {
        try (TestDatabase test = TestDatabase.create();
                Database database = open(test);
                Server server = start(database)) {
            HttpResponse<String> unknown = get(server, "/nowhere");
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(unknown.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(unknown.body()).contains("\"status\":404");

            HttpResponse<String> wrongMethod = client.send(
                    HttpRequest.newBuilder(address(server, "/metrics"))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(wrongMethod.statusCode()).isEqualTo(405);
            assertThat(wrongMethod.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
    }

    private static Database open(TestDatabase test) {
        return Database.open(new DatabaseSource.Server(test.address()), Progress.SILENT);
    }

    private Server start(Database database) {
        return Server.start(
                database,
                keys,
                GatewayOptions.defaults().withAddress("127.0.0.1", 0),
                new Server.HttpAddress("127.0.0.1", 0),
                clock);
    }

    private HttpResponse<String> get(Server server, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(address(server, path))
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static URI address(Server server, String path) {
        return URI.create("http://127.0.0.1:" + server.httpPort() + path);
    }
}
