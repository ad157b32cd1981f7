package bici.infra.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.people.Role;
import bici.fleet.vocabulary.RiderId;
import bici.infra.api.ApiClient.Answer;
import bici.infra.api.ApiClient.Ask;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What JSON Schema and HTTP let through and nothing behind could hold is refused at the door, with words. */
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all
class DoorsTest {
    private static final String CONFIG = "/v1/operator/stations/uis/config";

    private ApiWorld world;
    private RiderId rider;

    @BeforeAll
    void open(@TempDir Path keys) {
        world = ApiWorld.open(keys);
        rider = world.rider(1);
    }

    @AfterAll
    void close() {
        world.close();
    }

    private Answer send(Ask ask) {
        return world.client().send(ask);
    }

    private static void assertRefused(Answer answer, String pointer, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().getJsonArray("errors"))
                .as(answer.body())
                .hasSize(1)
                .allSatisfy(error -> assertThat(error.toString()).contains(pointer, code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5e3",
                "1e0",
                "5.0",
                "5E0",
                "+5",
                "05",
                "%205",
                "5%20",
                "0x5",
                "%EF%BC%95",
                "99999999999999999999"
            })
    void aNumberIsPlainDigits(String number) {
        Answer answer = send(Ask.get("/v1/stations?limit=" + number));

        assertRefused(answer, "limit", "integer");
        assertThat(answer.json().getString("detail")).contains("«limit» debe ser un número entero escrito en cifras");
        assertThat(send(Ask.get("/v1/stations?limit=" + number).with("Accept-Language", "en"))
                        .json()
                        .getString("detail"))
                .contains("“limit” must be a whole number in plain digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.0", "7e0", "7E0", "70e-1", "1e400"})
    void aNumberInABodyIsPlainDigitsToo(String number) {
        Ask ask = Ask.post("/v1/operator/stations/uis/commands", new JsonObject())
                .withBody("{\"order\":\"lock-out\",\"dock\":%s}".formatted(number))
                .with("Idempotency-Key", "number-" + number)
                .as(world.token(Role.DISPATCHER));

        assertThat(send(ask).status()).as(number).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud800", "\\udc00x", "\\u0007", "\\u0085", "\\u2028", "\\u007f"})
    void aTextHoldsNothingThatCannotBeKept(String escaped) {
        Ask note = Ask.post("/v1/operator/stations/uis/commands", new JsonObject())
                .withBody("{\"order\":\"identify\",\"note\":\"a%s\"}".formatted(escaped))
                .with("Idempotency-Key", "text")
                .as(world.token(Role.DISPATCHER));
        Ask value = Ask.post(CONFIG, new JsonObject())
                .method("PUT")
                .withBody("{\"settings\":{\"lamp\":\"40%s\"}}".formatted(escaped))
                .as(world.token(Role.TECHNICIAN));
        Ask name = value.withBody("{\"settings\":{\"lamp%s\":\"40\"}}".formatted(escaped));

        assertRefused(send(note), "/note", "text");
        assertRefused(send(value), "/settings/lamp", "text");
        // A name with a lone surrogate is no JSON to the parser already.
        boolean surrogate = escaped.startsWith("\\ud");
        assertRefused(send(name), surrogate ? "" : "/settings", surrogate ? "json" : "text");
        assertThat(send(note).json().getString("detail")).contains("«note» contiene caracteres que no se permiten");
    }

    @Test
    void aReasonMayHaveLinesAndASettingMayNot() {
        Ask note = Ask.post(
                        "/v1/operator/stations/uis/commands",
                        new JsonObject().put("order", "identify").put("note", "una línea\n\totra"))
                .with("Idempotency-Key", "lines")
                .as(world.token(Role.DISPATCHER));
        Ask value = Ask.post(
                        CONFIG, new JsonObject().put("settings", new JsonObject().put("lamp", "40\nheartbeatMs=1")))
                .method("PUT")
                .as(world.token(Role.TECHNICIAN));

        assertThat(send(note).status()).isEqualTo(202);
        assertRefused(send(value), "/settings/lamp", "text");
    }

    @Test
    void emojiAndAccentsAreTextLikeAnyOther() {
        Ask note = Ask.post(
                        "/v1/operator/stations/uis/commands",
                        new JsonObject().put("order", "identify").put("note", "Señal débil 🚲 «ok» \u200d"))
                .with("Idempotency-Key", "emoji")
                .as(world.token(Role.DISPATCHER));

        assertThat(send(note).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "uis%0A", "uis%0D", "uis%C2%85", "uis%E2%80%A8", "uis%E2%80%A9"})
    void patternsEndWhereTheTextEnds(String station) {
        assertRefused(
                send(Ask.get("/v1/operator/commands?stationId=" + station).as(world.token(Role.CREW))),
                "stationId",
                "text");
        assertRefused(send(Ask.get("/v1/stations/" + station)), "stationId", "text");
    }

    @Test
    void aCursorWithNulInsideIsNone() {
        // "2026-01-01T00:00:00Z|c\0" and a NUL alone
        for (String cursor : List.of("MjAyNi0wMS0wMVQwMDowMDowMFp8YwA", "AA")) {
            assertRefused(
                    send(Ask.get("/v1/operator/commands?cursor=" + cursor).as(world.token(Role.CREW))),
                    "cursor",
                    "format");
            assertRefused(
                    send(Ask.get("/v1/operator/bikes?cursor=" + cursor).as(world.token(Role.CREW))),
                    "cursor",
                    "format");
        }
    }

    @Test
    void aNameTwiceInABodyIsRefused() {
        Ask twice = Ask.post("/v1/sign-in/codes", new JsonObject())
                .withBody("{\"phone\":\"3001234567\",\"phone\":\"3007654321\"}");

        assertRefused(send(twice), "/phone", "duplicate");
        assertThat(send(twice).json().getString("detail")).contains("«phone» aparece dos veces");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer ", "BEARER ", "Bearer "})
    void theSchemeOfATokenIsNoMatterOfCase(String scheme) {
        String token = world.token(rider);

        assertThat(send(Ask.get("/v1/me").with("Authorization", scheme + token)).status())
                .isEqualTo(200);
        assertThat(send(Ask.get("/v1/me").with("Authorization", "basic " + token))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void anotherSitesPageCannotUseOrSetOurCookies() {
        List<Ask> cookieRoutes = List.of(
                Ask.post("/v1/session/refresh", new JsonObject().put("who", "staff")),
                Ask.get("/v1/session").method("DELETE"),
                Ask.post("/v1/sign-in/links", new JsonObject().put("token", "nobodys")),
                Ask.post(
                        "/v1/sign-in/tokens",
                        new JsonObject().put("phone", "3001234567").put("code", "000000")));
        String own = "http://127.0.0.1:" + world.port();

        for (Ask ask : cookieRoutes) {
            for (String foreign : List.of("https://evil.example", "null", own + "0", "http://127.0.0.1", own + "/")) {
                assertThat(send(ask.with("Origin", foreign)).problem())
                        .as(ask + foreign)
                        .isEqualTo("/problems/foreign-origin");
            }
            assertThat(send(ask.with("Origin", own)).status())
                    .as(ask.path())
                    .isNotEqualTo(403)
                    .isEqualTo(send(ask).status());
        }
    }

    /** By a bare socket: no client of ours sends such a thing. */
    private String sendBytes(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), world.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/stations?a=LONG HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v1/stations HTTP/1.1\r\nHost: x\r\nX-Odd: LONG\r\n\r\n",
                "GET /v1/stations HTTP/1.1\r\nHost: x\r\nX-Odd: a\u0000b\r\n\r\n",
                "GET /gbfs/3.0/gbfs HTTP/1.1\r\nHost: x\r\nIf-None-Match: \"a\u0000\"\r\n\r\n",
                "nonsense\r\n\r\n"
            })
    void whatIsNoHttpIsRefusedWithAProblemToo(String request) throws IOException {
        String answer = sendBytes(request.replace("LONG", "y".repeat(9_000)));

        // The version of a line that cannot be read is not known.
        assertThat(answer.replace("HTTP/1.0", "HTTP/1.1"))
                .startsWith("HTTP/1.1 400 ")
                .containsIgnoringCase("content-type: application/problem+json")
                .containsIgnoringCase("x-content-type-options: nosniff")
                .contains("/problems/invalid-request", "La solicitud no es HTTP/1.1 válido");
    }

    @Test
    void aTextIsAsLongAsTheContractAndTheDatabaseCountIt() {
        Ask config = Ask.post(CONFIG, settings("🚲".repeat(256))).method("PUT").as(world.token(Role.TECHNICIAN));
        Ask ruling = Ask.post("/v1/operator/rulings", new JsonObject())
                .with("Idempotency-Key", "long")
                .as(world.token(Role.DISPATCHER));
        Ask note = Ask.post(
                        "/v1/operator/stations/uis/commands",
                        new JsonObject().put("order", "identify").put("note", "🚲".repeat(500)))
                .with("Idempotency-Key", "long")
                .as(world.token(Role.DISPATCHER));
        Ask report = Ask.post(
                        "/v1/reports", new JsonObject().put("kind", "other").put("text", "🚲".repeat(1_000)))
                .with("Idempotency-Key", "long")
                .as(world.token(rider));

        assertThat(send(config).status()).isEqualTo(200);
        assertThat(send(config.withBody(settings("🚲".repeat(257)).encode())).status())
                .isEqualTo(400);
        assertThat(send(note).status()).isEqualTo(202);
        assertThat(send(ruling.withBody(uphold("🚲".repeat(500)))).status()).isEqualTo(404);
        // Two characters, three units of UTF-16.
        assertRefused(send(ruling.withBody(uphold(" a🚲"))), "/reason", "minLength");
        Answer made = send(report);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        Ask act = Ask.post(
                        "/v1/operator/reports/" + made.json().getString("reportId") + "/acts",
                        new JsonObject().put("act", "dismiss").put("note", "🚲".repeat(500)))
                .with("Idempotency-Key", "long")
                .as(world.token(Role.SUPPORT));
        assertThat(send(act).status()).isEqualTo(200);
    }

    private static JsonObject settings(String value) {
        return new JsonObject().put("settings", new JsonObject().put("lamp", value));
    }

    private static String uphold(String reason) {
        return new JsonObject()
                .put("kind", "uphold")
                .put("tripId", "uis.1.999999")
                .put("reason", reason)
                .encode();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z", "+10000-01-01T00:00:00Z"})
    void aTimeThatNoDatabaseHoldsIsNone(String time) {
        String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString((time + "~a").getBytes(UTF_8));
        for (String path : List.of("/v1/operator/commands", "/v1/operator/reports")) {
            assertRefused(send(Ask.get(path + "?cursor=" + cursor).as(world.token(Role.SUPPORT))), "cursor", "format");
        }
        String trips = Base64.getUrlEncoder().withoutPadding().encodeToString((time + "~uis.1.1").getBytes(UTF_8));
        assertRefused(send(Ask.get("/v1/trips?cursor=" + trips).as(world.token(rider))), "cursor", "format");
        Ask missing = Ask.post(
                        "/v1/operator/rulings",
                        new JsonObject()
                                .put("kind", "missing")
                                .put("bikeId", "B2")
                                .put("at", time)
                                .put("reason", "nadie sabe"))
                .with("Idempotency-Key", "time")
                .as(world.token(Role.DISPATCHER));
        assertThat(send(missing).status()).isEqualTo(400);
    }
}
