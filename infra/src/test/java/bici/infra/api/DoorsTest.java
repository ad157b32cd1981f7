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
import java.util.Map;
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

    private Ask note(String text, String key) {
        return Ask.post(
                        "/v1/operator/stations/uis/commands",
                        new JsonObject().put("order", "identify").put("note", text))
                .with("Idempotency-Key", key)
                .as(world.token(Role.DISPATCHER));
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
    @ValueSource(
            strings = {
                "\\u0000",
                "\\ud800",
                "\\udc00x",
                "\\u0007",
                "\\u0085",
                "\\u2028",
                "\\u007f",
                "\\u202e",
                "\\u200b",
                "\\ufeff",
                "\\u2066",
                "\\u00ad",
                "\\uffff",
                "\\ufdd0",
                "\\u3164",
                "\\udb40\\udc41",
                "\\ud83f\\udfff"
            })
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
        boolean surrogate = escaped.matches("\\\\ud[89c]00x?");
        assertRefused(send(name), surrogate ? "" : "/settings", surrogate ? "json" : "text");
    }

    @Test
    void aCharacterThatCannotBeSeenIsNamedWithItsPlace() {
        Ask ask = note("🚲 freno\u200b roto", "unseen");

        JsonObject refused = send(ask).json();
        assertThat(refused.getString("detail"))
                .isEqualTo("«note» contiene un carácter invisible (U+200B) en la posición 8."
                        + " Bórrelo, o escriba el texto en vez de pegarlo.");
        assertThat(refused.getJsonArray("errors").getJsonObject(0).getJsonObject("character"))
                .isEqualTo(new JsonObject()
                        .put("code", "U+200B")
                        .put("kind", "invisible")
                        .put("position", 8));
        assertThat(send(ask.with("Accept-Language", "en")).json().getString("detail"))
                .startsWith("“note” holds an invisible character (U+200B) at position 8.");
    }

    @Test
    void aReasonMayHaveLinesAndASettingMayNot() {
        Ask note = note("una línea\n\totra", "lines");
        Ask value = Ask.post(
                        CONFIG, new JsonObject().put("settings", new JsonObject().put("lamp", "40\nheartbeatMs=1")))
                .method("PUT")
                .as(world.token(Role.TECHNICIAN));

        assertThat(send(note).status()).isEqualTo(202);
        assertRefused(send(value), "/settings/lamp", "text");
    }

    @Test
    void emojiAndAccentsAreTextLikeAnyOther() {
        Ask note = note("Señal débil 🚲 «ok» 👩🏽‍🔧 ❤️", "emoji");

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

    @ParameterizedTest
    @ValueSource(strings = {"/nada", "/estacion/S01", "/consola/x", "/%", "/%ZZ?a=%", "/v1/trips/x"})
    void aPersonWhoTypesAnAddressGetsAPage(String path) throws IOException {
        String head =
                " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept: text/html,application/xml;q=0.9,*/*;q=0.8\r\n";
        String spanish = sendBytes("GET " + path + head + "\r\n");
        String english = sendBytes("GET " + path + head + "Accept-Language: en-GB,en;q=0.9\r\n\r\n");

        assertThat(spanish)
                .containsPattern("^HTTP/1.1 (404|401|400) ")
                .containsIgnoringCase("content-type: text/html; charset=utf-8")
                .containsIgnoringCase("x-content-type-options: nosniff")
                .containsIgnoringCase("x-frame-options: deny")
                .containsIgnoringCase("content-security-policy: default-src 'none'; style-src 'sha256-")
                .containsPattern("(?i)x-request-id: [0-9a-f]{16}\r\n")
                .contains(
                        "<html lang=\"es\">",
                        path.startsWith("/consola") ? "href=\"/consola/\"" : "href=\"/\"",
                        "Ir al inicio");
        assertThat(english).contains("<html lang=\"en\">", "Go to the start page");
        assertThat(sendBytes("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept: */*\r\n\r\n"))
                .containsIgnoringCase("content-type: application/problem+json")
                .containsPattern("(?i)x-request-id: [0-9a-f]{16}\r\n");
    }

    @Test
    void whatIsNotAllowedSaysWhatIs() {
        assertThat(send(Ask.get("/v1/trips").method("DELETE")).header("Allow")).isEqualTo("GET, HEAD, POST");
        assertThat(send(Ask.get("/v1/trips/a.1.1").method("PATCH")).header("Allow"))
                .isEqualTo("GET, HEAD");
        assertThat(send(Ask.get("/health/live").method("POST")).header("Allow")).isEqualTo("GET, HEAD");
        Answer feed = send(Ask.get("/gbfs/3.0/gbfs").method("PUT"));
        assertThat(feed.problem()).isEqualTo("/problems/method-not-allowed");
        assertThat(feed.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(feed.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    void whatIsCompressedSaysThatItMayNotBe() throws IOException {
        assertThat(sendBytes(
                        "GET /v1/policy HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept-Encoding: gzip\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .containsIgnoringCase("\r\ncontent-encoding: gzip\r\n")
                .containsIgnoringCase("\r\nvary: accept-encoding\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=utf-16",
                "application/json;charset=x",
                "application/json; charset=iso-8859-1",
                "application/jsonx",
                "application/json,text/plain",
                "text/plain"
            })
    void aBodyIsJsonInUtf8(String type) throws IOException {
        assertThat(post("Content-Type: " + type)).startsWith("HTTP/1.1 415 ").contains("unsupported-media-type");
    }

    @Test
    void aBodyIsSentAsItIsAndEachHeaderOnce() throws IOException {
        for (String good :
                List.of("application/json", "application/json; charset=UTF-8", "Application/JSON;charset=\"utf-8\"")) {
            assertThat(post("Content-Type: " + good)).as(good).startsWith("HTTP/1.1 401 ");
        }
        assertThat(post("Content-Type: application/json\r\nContent-Encoding: gzip"))
                .startsWith("HTTP/1.1 415 ")
                .containsIgnoringCase("accept-encoding: identity");
        assertThat(post("Content-Type: application/json\r\nContent-Type: application/json"))
                .startsWith("HTTP/1.1 400 ")
                .contains("{\"pointer\":\"Content-Type\",\"code\":\"repeated\"}");
        assertThat(post("Content-Type: application/json\r\nIdempotency-Key: a\r\nIdempotency-Key: b"))
                .startsWith("HTTP/1.1 400 ")
                .contains("{\"pointer\":\"Idempotency-Key\",\"code\":\"repeated\"}");
    }

    private String post(String headers) throws IOException {
        String body = "{\"refreshToken\":\"nobodys\"}";
        return sendBytes("POST /v1/session/refresh HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers
                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    @Test
    void aFaultIsSaidOnceAndWhereItIs() {
        Ask order = Ask.post("/v1/operator/stations/uis/commands", new JsonObject().put("order", "dance"))
                .with("Idempotency-Key", "once")
                .as(world.token(Role.DISPATCHER));

        assertErrors(order, "/order enum");
        assertErrors(
                order.withBody("{\"order\":\"identify\",\"dance\":1,\"dock\":0}"), "/dance unknown", "/dock minimum");
        assertErrors(
                order.withBody("{\"order\":\"identify\"}").to("/v1/operator/stations/a%20b/commands"),
                "stationId pattern");
        assertErrors(
                Ask.post("/v1/operator/stations/uis/commands", new JsonObject().put("order", "identify"))
                        .as(world.token(Role.DISPATCHER)),
                "Idempotency-Key required");
        assertErrors(Ask.get("/v1/stations?limit=0"), "limit minimum");
        assertErrors(Ask.get("/v1/exports/trips").as(world.token(Role.ANALYST)), "month required");
    }

    private void assertErrors(Ask ask, String... errors) {
        Answer answer = send(ask);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().getJsonArray("errors").stream()
                        .map(JsonObject.class::cast)
                        .map(error -> error.getString("pointer") + " " + error.getString("code")))
                .containsExactlyInAnyOrder(errors);
    }

    /** By a bare socket: no client of ours sends such a thing. */
    private String sendBytes(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), world.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Test
    void aTextIsAsLongAsTheContractAndTheDatabaseCountIt() {
        Ask config = Ask.post(CONFIG, settings("🚲".repeat(256))).method("PUT").as(world.token(Role.TECHNICIAN));
        Ask ruling = Ask.post("/v1/operator/rulings", new JsonObject())
                .with("Idempotency-Key", "long")
                .as(world.token(Role.DISPATCHER));
        Ask note = note("🚲".repeat(500), "long");
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
        return new JsonObject(Map.of("kind", "uphold", "tripId", "uis.1.999999", "reason", reason)).encode();
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
                        new JsonObject(Map.of("kind", "missing", "bikeId", "B2", "at", time, "reason", "nadie sabe")))
                .with("Idempotency-Key", "time")
                .as(world.token(Role.DISPATCHER));
        assertThat(send(missing).status()).isEqualTo(400);
    }
}
