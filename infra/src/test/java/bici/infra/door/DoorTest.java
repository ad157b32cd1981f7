package bici.infra.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bici.fleet.operations.StationRegister.Station;
import bici.fleet.people.PhoneNumber;
import bici.fleet.people.Principal;
import bici.fleet.store.PostgresRiders;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.vocabulary.StationId;
import bici.gateway.credentials.StationAuthority;
import bici.gateway.options.GatewayOptions;
import bici.infra.LogLines;
import bici.infra.bench.load.StationCrowd;
import bici.infra.database.Database;
import bici.infra.database.DatabaseSource;
import bici.infra.database.TestDatabase;
import bici.infra.door.ConnectionLimits.Deadlines;
import bici.infra.door.ConnectionLimits.Listener;
import bici.infra.machine.Progress;
import bici.infra.server.HttpOptions;
import bici.infra.server.PhoneKey;
import bici.infra.server.Server;
import bici.infra.server.TokenKeyFile;
import bici.infra.slow.SlowAttack;
import bici.infra.slow.SlowSummary;
import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over real sockets, with deadlines of about a second. Each test comes from an address of its own of this machine. */
class DoorTest {
    private static final int EACH = 8;
    private static final int TOTAL = 40;
    /** A record of 512 bytes is to follow. */
    private static final String BEGINNING_OF_TLS = "\u0016\u0003\u0001\u0002\u0000";

    private static final String PROXY = "127.0.0.99";

    /** A stream is silent for longer than all but one of them. */
    private static final Deadlines SHORT = new Deadlines(
            Duration.ofMillis(1_000),
            Duration.ofMillis(1_300),
            Duration.ofMillis(1_000),
            Duration.ofMillis(1_000),
            Duration.ofSeconds(60),
            Duration.ofMillis(1_000));

    @TempDir
    private static Path keys = Path.of("");

    private static TestDatabase test;
    private static Database database;
    private static Server server;

    @BeforeAll
    static void start() throws IOException {
        test = TestDatabase.createKnowingEveryBike();
        database = Database.open(new DatabaseSource.Server(test.address()), Progress.SILENT);
        Clock clock = Clock.systemUTC();
        StationAuthority authority = StationAuthority.open(keys, List.of(), clock);
        List<StationId> stations = List.of(new StationId("S1"), new StationId("S2"));
        stations.forEach(authority::createStation);
        new PostgresStationRegister(test.dataSource(), clock)
                .put(stations.stream()
                        .map(id -> new Station(id, id.value(), Optional.empty(), 12))
                        .toList());
        ConnectionLimits limits = ConnectionLimits.usual()
                .withHttp(new Listener(EACH, TOTAL))
                .withStations(new Listener(EACH, TOTAL))
                .withProxies(Set.of(InetAddress.getByName(PROXY)))
                .withDeadlines(SHORT);
        server = Server.start(
                database,
                keys,
                new Server.Node(Server.ALONE, limits),
                GatewayOptions.defaults().withAddress("127.0.0.1", 0),
                HttpOptions.on("127.0.0.1", 0),
                clock);
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
        test.close();
    }

    private static double ended(String listener, String reason) throws IOException {
        try (SlowPeer reader = new SlowPeer(server.httpPort(), "127.0.0.2")) {
            String all = reader.say("GET /metrics HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                    .readToEnd();
            String name = "bici_connections_ended_total{listener=\"%s\",reason=\"%s\"} ".formatted(listener, reason);
            return all.lines()
                    .filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                    .sum();
        }
    }

    @Test
    void aHeadThatDripsIsAnswered408AndEnded() throws IOException {
        try (SlowPeer peer = new SlowPeer(server.httpPort(), "127.0.0.3")) {
            assertThat(peer.say("GET / HTTP/1.1\r\nHost: h\r\nX-Slow: a").readToEnd())
                    .startsWith("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n")
                    .contains("/problems/request-timeout")
                    .matches(DoorTest::isWholeProblem);
        }
        try (SlowPeer peer = new SlowPeer(server.httpPort(), "127.0.0.3")) {
            assertThat(peer.say("GET / HTTP/1.1\r\nX-Slow: ").dripUntilClosed('a', 100))
                    .isTrue();
        }
        assertThat(ended("http", "head")).isGreaterThanOrEqualTo(2);
    }

    /** With all that an answer of ours has, in the language that was asked for where that could be read. */
    private static boolean isWholeProblem(String answer) {
        return answer.contains("\r\nContent-Security-Policy: default-src 'none'")
                && answer.contains("\r\nX-Content-Type-Options: nosniff\r\n")
                && answer.contains("\r\nX-Frame-Options: DENY\r\n")
                && answer.contains("\r\nReferrer-Policy: no-referrer\r\n")
                && answer.contains("\r\nContent-Type: application/problem+json\r\n")
                && answer.matches("(?s).*\r\nX-Request-Id: ([0-9a-f]{16})\r\n.*\"instance\":\"\\1\".*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET / HTTP/9.9^Host: h^^ | 505 | version-not-supported",
                "GET / HTTP/2.0^^ | 505 | version-not-supported",
                "nonsense^^ | 400 | invalid-request",
                "GET / HTTP/1.1^Host: h^X-Odd: a\u0000b^^ | 400 | invalid-request",
                "GET /?a=LONG HTTP/1.1^Host: h^^ | 414 | uri-too-long",
                "GET / HTTP/1.1^Host: h^X-Odd: LONG^^ | 431 | headers-too-large",
                "GET / HTTP/1.1^^ | 400 | invalid-request",
                "GET / HTTP/1.1^Host: h^Host: h^^ | 400 | invalid-request",
                "GET / HTTP/1.1^Host: a:b:c^^ | 400 | invalid-request",
                "GET / HTTP/1.1^Host: h^Expect: x^^ | 417 | expectation-failed",
                "POST / HTTP/1.1^Host: h^Transfer-Encoding: gzip, chunked^^0^^ | 501 | not-implemented",
                "POST / HTTP/1.1^Host: h^Transfer-Encoding: gzip^^ | 400 | invalid-request",
                "POST / HTTP/1.0^Host: h^Transfer-Encoding: chunked^^0^^ | 400 | invalid-request",
                "POST /v1/sign-in/codes HTTP/1.1^Host: h^Transfer-Encoding: chunked^^zz^{}^^ | 400 | invalid-request",
                "POST /v1/sign-in/codes HTTP/1.1^Host: h^Transfer-Encoding: chunked^^2^{}}}^^ | 400 | invalid-request",
            })
    void whatIsNoGoodHttpIsRefusedWithAProblemAndTheConnectionEnds(String request, int status, String problem)
            throws IOException {
        String all = request.replace("^", "\r\n").replace("LONG", "y".repeat(9_000));
        try (LogLines log = LogLines.watch();
                SlowPeer peer = new SlowPeer(server.httpPort(), "127.0.0.17")) {
            assertThat(peer.say(all).readToEnd())
                    .startsWith("HTTP/1.1 " + status + " ")
                    .contains("\r\nConnection: close\r\n", "/problems/" + problem)
                    .matches(DoorTest::isWholeProblem);
            assertThat(log.list(Level.ERROR)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"POST /v1/sign-in/codes, 415", "GET /v1/policy, 400"})
    void aFormIsNoBodyOfAnyOperation(String operation, int status) throws IOException {
        for (String type : List.of("multipart/form-data; boundary=x", "application/x-www-form-urlencoded")) {
            try (SlowPeer peer = new SlowPeer(server.httpPort(), "127.0.0.19")) {
                peer.say(operation + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Type: " + type);
                assertThat(peer.say("\r\nContent-Length: 2\r\n\r\n{}").readToEnd())
                        .startsWith("HTTP/1.1 " + status + " ");
            }
        }
    }

    @Test
    void whatCameBeforeAMalformedRequestIsAnsweredFirst() throws IOException {
        try (SlowPeer peer = new SlowPeer(server.httpPort(), "127.0.0.18")) {
            List<String> lines = List.of(
                    "GET /health/ready HTTP/1.1",
                    "Host: h",
                    "",
                    "GET / HTTP/9.9",
                    "Host: h",
                    "Accept-Language: en",
                    "");
            String both = peer.say(String.join("\r\n", lines) + "\r\n").readToEnd();
            assertThat(both).startsWith("HTTP/1.1 200 ").contains("HTTP/1.1 505 ", "HTTP version not supported");
            assertThat(both.indexOf("\"parts\"")).isBetween(0, both.indexOf("HTTP/1.1 505 "));
        }
        assertThat(ended("http", "malformed")).isPositive();
    }

    @Test
    void theHeadOfALaterRequestHasTheSameDeadline() throws IOException {
        try (SlowPeer peer = new SlowPeer(server.httpPort(), "127.0.0.4")) {
            peer.say("GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(peer.readAnswer()).contains(" 200 ");
            assertThat(peer.say("GET / HTTP/1.1\r\nX-Slow: ").dripUntilClosed('a', 100))
                    .isTrue();
        }
    }

    @Test
    void aBodyThatDripsIsEnded() throws IOException {
        try (SlowPeer peer = new SlowPeer(server.httpPort(), "127.0.0.5")) {
            peer.say("POST /v1/sign-in/codes HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n")
                    .say("Content-Length: 10000\r\n\r\n");
            assertThat(peer.dripUntilClosed(' ', 100)).isTrue();
        }
        assertThat(ended("http", "body")).isPositive();
    }

    @Test
    void whoSaysNothingIsEndedWithoutAWord() throws IOException {
        try (SlowPeer peer = new SlowPeer(server.httpPort(), "127.0.0.6")) {
            assertThat(peer.readToEnd()).isEmpty();
        }
    }

    @Test
    void anIdleConnectionIsEndedAfterItsAnswer() throws IOException {
        try (SlowPeer peer = new SlowPeer(server.httpPort(), "127.0.0.7")) {
            peer.say("GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(peer.readToEnd()).startsWith("HTTP/1.1 200 OK").endsWith("{\"status\":\"up\"}");
        }
    }

    @Test
    void whoSendsThousandsOfRequestsAtOnceIsEnded() throws IOException {
        try (SlowPeer peer = new SlowPeer(server.httpPort(), "127.0.0.11")) {
            peer.say("GET /v1/stations?limit=1 HTTP/1.1\r\nHost: h\r\n\r\n".repeat(3_000));
            peer.readToEnd();
        }
        assertThat(ended("http", "pipelined")).isPositive();
    }

    @Test
    void anAnswerThatIsNotReadIsGivenUp() throws IOException {
        double before = ended("http", "not-read");
        List<SlowPeer> peers = new ArrayList<>();
        try {
            // Another one where the first was late itself, with its request.
            await().atMost(Duration.ofSeconds(40))
                    .pollInterval(Duration.ofSeconds(4))
                    .until(() -> {
                        if (ended("http", "not-read") > before) {
                            return true;
                        }
                        SlowPeer peer = new SlowPeer(server.httpPort(), "127.0.0.8");
                        peers.add(peer);
                        peer.say("GET /docs/ui/swagger-ui-bundle.js HTTP/1.1\r\nHost: h\r\n\r\n".repeat(10));
                        return false;
                    });
        } finally {
            for (SlowPeer peer : peers) {
                peer.close();
            }
        }
    }

    @Test
    void aStreamLivesOnWhileNothingHappens() throws IOException {
        PostgresRiders riders = new PostgresRiders(test.dataSource(), PhoneKey.open(keys));
        Clock clock = Clock.systemUTC();
        String token = TokenKeyFile.open(keys, clock)
                .create(new Principal.OfRider(riders.putRider(new PhoneNumber("+573001234567"), clock.instant())));
        try (SlowPeer peer = new SlowPeer(server.httpPort(), "127.0.0.10")) {
            peer.say("GET /v1/me/events HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + token + "\r\n\r\n");
            assertThat(peer.readAnswer()).contains(" 200 ");
            await().during(Duration.ofMillis(1_200))
                    .atMost(Duration.ofSeconds(10))
                    .until(peer::isOpen);
        }
    }

    @Test
    void tooManyOfOneAddressAreToldSoAndOthersAreServed() throws IOException {
        List<SlowPeer> open = new ArrayList<>();
        try (SlowPeer other = new SlowPeer(server.httpPort(), "127.0.0.12")) {
            for (int n = 0; n < EACH; n++) {
                open.add(new SlowPeer(server.httpPort(), "127.0.0.11"));
            }
            try (SlowPeer tooMany = new SlowPeer(server.httpPort(), "127.0.0.11")) {
                assertThat(tooMany.readToEnd())
                        .startsWith("HTTP/1.1 429 Too Many Requests\r\n")
                        .contains("\r\nRetry-After: 5\r\n", "\"type\":\"/problems/too-many-requests\"")
                        .matches(DoorTest::isWholeProblem);
            }
            other.say("GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(other.readAnswer()).contains(" 200 ");
            open.removeFirst().close();
            await().until(() -> {
                try (SlowPeer again = new SlowPeer(server.httpPort(), "127.0.0.11")) {
                    again.say("GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n");
                    return again.readAnswer().contains(" 200 ");
                }
            });
        } finally {
            for (SlowPeer peer : open) {
                peer.close();
            }
        }
        assertThat(ended("http", "address")).isPositive();
    }

    @Test
    void aProxyHasTheLimitOfAllOnlyAndThenNobodyIsLetIn() throws IOException {
        // Again, as long as some of them are ended before the last one is there.
        await().until(() -> {
            List<SlowPeer> open = new ArrayList<>();
            try (SlowPeer other = fillWithTotal(open)) {
                return other.readSoon().startsWith("HTTP/1.1 503 Service Unavailable\r\n");
            } finally {
                for (SlowPeer peer : open) {
                    peer.close();
                }
            }
        });
    }

    /** As many as there may be, of the proxy; the answer is one more, of somebody else. */
    private static SlowPeer fillWithTotal(List<SlowPeer> open) throws IOException {
        while (open.size() < TOTAL) {
            open.add(new SlowPeer(server.httpPort(), PROXY));
        }
        return new SlowPeer(server.httpPort(), "127.0.0.16");
    }

    /** The short form of {@code bici slow}. */
    @Test
    void slowClientsOfEveryKindAtOnceAreEndedAndHarmNobodyElse() {
        List<String> lines = new ArrayList<>();
        SlowAttack.Setting setting = new SlowAttack.Setting(
                new SlowAttack.Target(server.httpPort(), server.mqttPort()),
                Duration.ofSeconds(5),
                Duration.ofSeconds(4),
                Duration.ofMillis(100),
                new SlowAttack.Count(2, 30),
                EACH);
        Clock clock = Clock.systemUTC();
        try (StationCrowd crowd = new StationCrowd(clock, clock.instant());
                StationCrowd late = new StationCrowd(clock, clock.instant())) {
            crowd.connect(List.of("S1"), keys.resolve("stations"), server.mqttPort(), 0);
            SlowSummary summary = new SlowAttack(setting, lines::add)
                    .run(
                            new SlowAttack.Stations(
                                    crowd,
                                    () -> late.connect(List.of("S2"), keys.resolve("stations"), server.mqttPort(), 0)),
                            Progress.SILENT);

            assertThat(summary.isGood()).as("%s %s", lines, summary).isTrue();
            assertThat(summary.flooded()).isEqualTo(EACH);
            assertThat(summary.toLine()).isEqualTo("slow: held=0 over_s=4 stations_lost=0");
        }
    }

    @Test
    void aStationThatNeitherShakesHandsNorConnectsIsEnded() throws IOException {
        try (SlowPeer silent = new SlowPeer(server.mqttPort(), "127.0.0.13")) {
            assertThat(silent.readToEnd()).isEmpty();
        }
        try (SlowPeer peer = new SlowPeer(server.mqttPort(), "127.0.0.13")) {
            assertThat(peer.say(BEGINNING_OF_TLS).dripUntilClosed('\u0000', 100))
                    .isTrue();
        }
        assertThat(ended("stations", "no-connect")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void tooManyStationsOfOneAddressAreNotLetIn() throws IOException {
        List<SlowPeer> open = new ArrayList<>();
        try {
            for (int n = 0; n < EACH; n++) {
                open.add(new SlowPeer(server.mqttPort(), "127.0.0.14"));
            }
            try (SlowPeer tooMany = new SlowPeer(server.mqttPort(), "127.0.0.14");
                    SlowPeer other = new SlowPeer(server.mqttPort(), "127.0.0.15")) {
                assertThat(tooMany.readToEnd()).isEmpty();
                assertThat(other.isOpen()).isTrue();
            }
        } finally {
            for (SlowPeer peer : open) {
                peer.close();
            }
        }
    }
}
