package bici.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.people.Role;
import bici.infra.api.ApiClient.Answer;
import bici.infra.api.ApiClient.Ask;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before all
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionTest {
    private static final Pattern CODE = Pattern.compile("\\b([0-9]{6})\\b");

    private Path keys;
    private ApiWorld world;
    private int tests;
    /** Of nobody in another test: codes and wrong tries are counted by phone. */
    private String phone;

    private String otherPhone;

    @BeforeAll
    void open(@TempDir Path folder) {
        keys = folder;
        world = ApiWorld.open(keys);
    }

    @BeforeEach
    void newPhones() {
        tests++;
        phone = "30012345%02d".formatted(tests);
        otherPhone = "30076543%02d".formatted(tests);
    }

    @AfterAll
    void close() {
        world.close();
    }

    private Answer send(Ask ask) {
        return world.client().send(ask);
    }

    private Answer askForCode(String number) {
        return send(Ask.post("/v1/sign-in/codes", new JsonObject().put("phone", number)));
    }

    /** As the demo inbox shows it. */
    private String lastCode(String number) {
        String text = messagesTo(number).getJsonObject(0).getString("text");
        Matcher matcher = CODE.matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private Answer signIn(String number, String code) {
        return send(Ask.post(
                "/v1/sign-in/tokens", new JsonObject().put("phone", number).put("code", code)));
    }

    private Answer refresh(String token) {
        return send(Ask.post("/v1/session/refresh", new JsonObject().put("refreshToken", token)));
    }

    @Test
    void aRiderSignsInByPhoneConsentsAndSeesThePhoneMasked() {
        assertThat(askForCode(phone.replaceFirst("(...)(...)", "$1 $2 ")).status())
                .isEqualTo(202);
        Answer signedIn = signIn("+57" + phone, lastCode(phone));
        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(signedIn.json().getString("role")).isEqualTo("rider");
        assertThat(signedIn.header("Set-Cookie"))
                .contains("bici_refresh_rider=", "HttpOnly", "SameSite=Strict", "Path=/v1/session");

        String token = signedIn.json().getString("accessToken");
        JsonObject me = send(Ask.get("/v1/me").as(token)).json();
        assertThat(me.getString("phone")).doesNotContain("3001234").endsWith(phone.substring(8));
        assertThat(me.getValue("consent")).isNull();
        String version = me.getJsonObject("policy").getString("version");
        Ask consent = Ask.post("/v1/me/consent", new JsonObject().put("policyVersion", version))
                .method("PUT")
                .as(token);
        assertThat(send(consent).json().getJsonObject("consent").getString("policyVersion"))
                .isEqualTo(version);
        assertThat(send(consent.withBody("{\"policyVersion\":\"2020-01\"}")).problem())
                .isEqualTo("/problems/policy-outdated");
    }

    @Test
    void aCodeIsGoodOnceAndAWrongOneTellsNothing() {
        askForCode(phone);
        String code = lastCode(phone);
        Answer wrong = signIn(phone, code.equals("000000") ? "000001" : "000000");
        assertThat(wrong.problem()).isEqualTo("/problems/wrong-sign-in-code");
        assertThat(signIn(otherPhone, code).problem()).isEqualTo("/problems/wrong-sign-in-code");
        assertThat(signIn(phone, code).status()).isEqualTo(200);
        assertThat(signIn(phone, code).problem()).isEqualTo("/problems/wrong-sign-in-code");
    }

    @Test
    void aPhoneThatTakesNoMessagesIsRefused() {
        assertThat(askForCode("6076344000").problem()).isEqualTo("/problems/invalid-phone");
        assertThat(askForCode("12345678").problem()).isEqualTo("/problems/invalid-phone");
    }

    @Test
    void aForeignPhoneIsToldThatNoCodeIsSentThereAndNoneIs() {
        Answer refused = askForCode("+44 7911 123456");
        assertThat(refused.problem()).isEqualTo("/problems/phone-not-served");
        assertThat(refused.json().getString("detail")).contains("+57");
        assertThat(send(Ask.get("/demo/inbox?phone=%2B447911123456")).json().getJsonArray("messages"))
                .isEmpty();
    }

    @Test
    void fiveWrongSignInCodesAnHourAreAllAnAddressGets() {
        askForCode(phone);
        for (int i = 0; i < 5; i++) {
            if (i == 3) {
                askForCode(phone); // a new code is no new count
            }
            assertThat(signIn(phone, "00000" + i).status()).isEqualTo(401);
        }
        Answer sixth = signIn(phone, lastCode(phone));
        assertThat(sixth.problem()).isEqualTo("/problems/too-many-wrong-codes");
        assertThat(Integer.parseInt(sixth.header("Retry-After"))).isBetween(3_500, 3_601);

        Answer another = askForCode(phone);
        assertThat(another.problem()).isEqualTo("/problems/too-many-wrong-codes");
        assertThat(Integer.parseInt(another.header("Retry-After"))).isBetween(3_500, 3_601);
        assertThat(messagesTo(phone)).as("no other was sent").hasSize(2);
    }

    private JsonArray messagesTo(String number) {
        return send(Ask.get("/demo/inbox?phone=" + number)).json().getJsonArray("messages");
    }

    /** Somebody who knows the number and does not own the phone. */
    private Answer byStranger(String path, JsonObject body) throws UnknownHostException {
        return new ApiClient(world.port(), InetAddress.getByName("127.0.0.2")).send(Ask.post(path, body));
    }

    @Test
    void whoAsksForCodesForSomebodysPhoneKeepsItsOwnerFromNothing() throws Exception {
        JsonObject whose = new JsonObject().put("phone", phone);
        Answer last = byStranger("/v1/sign-in/codes", whose);
        for (int i = 0; i < 9; i++) {
            last = byStranger("/v1/sign-in/codes", whose);
        }
        assertThat(last.status()).isEqualTo(202);
        assertThat(last.json().getBoolean("sent")).isFalse();
        assertThat(byStranger("/v1/sign-in/codes", whose).problem()).isEqualTo("/problems/too-many-requests");
        assertThat(messagesTo(phone)).hasSize(5);

        Answer asked = askForCode(phone);
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.json().getBoolean("sent")).isFalse();
        assertThat(asked.json().getInteger("expiresInSeconds")).isBetween(180, 300);
        assertThat(asked.json().getInteger("nextInSeconds")).isBetween(1, 120);
        assertThat(signIn(phone, lastCode(phone)).status()).isEqualTo(200);
        assertThat(askForCode(phone).problem())
                .as("the last code is used, and five were sent")
                .isEqualTo("/problems/too-many-requests");
    }

    @Test
    void wrongCodesAreCountedByWhoTypesThem() throws Exception {
        askForCode(phone);
        JsonObject guess = new JsonObject().put("phone", phone);
        for (int i = 0; i < 5; i++) {
            assertThat(byStranger("/v1/sign-in/tokens", guess.put("code", "00000" + i))
                            .status())
                    .isEqualTo(401);
        }
        askForCode(phone);
        String code = lastCode(phone);
        assertThat(byStranger("/v1/sign-in/tokens", guess.put("code", code)).problem())
                .isEqualTo("/problems/too-many-wrong-codes");
        guess.remove("code");
        assertThat(byStranger("/v1/sign-in/codes", guess).problem()).isEqualTo("/problems/too-many-wrong-codes");
        assertThat(messagesTo(phone)).as("none that the stranger asked for").hasSize(2);
        assertThat(signIn(phone, code).status()).isEqualTo(200);
    }

    private JsonObject signedIn(String number) {
        askForCode(number);
        return signIn(number, lastCode(number)).json();
    }

    private void awaitSessionEnded(String token) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> send(Ask.get("/v1/me").as(token)).problem().equals("/problems/session-ended"));
    }

    @Test
    void anAccessTokenAndItsStreamEndWithTheirSessionWhoeverEndsIt() {
        JsonObject mine = signedIn(phone);
        String token = mine.getString("accessToken");
        assertThat(send(Ask.get("/v1/me").as(token)).status()).isEqualTo(200);
        Iterator<String> stream =
                world.client().stream(Ask.get("/v1/me/events").as(token)).body().iterator();
        assertThat(stream.next()).isEqualTo("retry: 2000");
        send(Ask.post("/v1/session", new JsonObject().put("refreshToken", mine.getString("refreshToken")))
                .method("DELETE"));
        awaitSessionEnded(token);
        stream.forEachRemaining(line -> assertThat(line).isNotNull()); // comes to its end

        JsonObject other = signedIn(otherPhone);
        world.execute(
                "UPDATE session_family SET ended_at = now(), ended_why = 'by another node' WHERE ended_at IS NULL");
        awaitSessionEnded(other.getString("accessToken"));
    }

    @Test
    void onePhoneIsNotSentCodesWithoutEnd() {
        int sent = 0;
        Answer answer = askForCode(phone);
        while (answer.status() == 202 && sent < 50) {
            sent++;
            answer = askForCode(phone);
        }
        assertThat(sent).isBetween(3, 10);
        assertThat(answer.problem()).isEqualTo("/problems/too-many-requests");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(askForCode(otherPhone).status()).isEqualTo(202);
    }

    @Test
    void refreshTokensRotateAndSigningOutEndsThem() {
        askForCode(phone);
        String first = signIn(phone, lastCode(phone)).json().getString("refreshToken");
        Answer second = refresh(first);
        assertThat(second.status()).isEqualTo(200);
        String next = second.json().getString("refreshToken");
        assertThat(next).isNotEqualTo(first);
        Answer byCookie =
                send(Ask.post("/v1/session/refresh", new JsonObject()).with("Cookie", "bici_refresh_rider=" + next));
        assertThat(byCookie.status()).isEqualTo(200);
        String last = byCookie.json().getString("refreshToken");
        Ask out = Ask.get("/v1/session").method("DELETE").with("Cookie", "bici_refresh_rider=" + last);
        assertThat(send(out).status()).isEqualTo(204);
        assertThat(refresh(last).problem()).isEqualTo("/problems/session-ended");
        assertThat(send(Ask.post("/v1/session/refresh", new JsonObject())).problem())
                .isEqualTo("/problems/session-ended");
    }

    @Test
    void oneBrowserIsARiderAndAMemberOfStaffAtOnce() {
        askForCode(phone);
        Answer rider = signIn(phone, lastCode(phone));
        Answer staff = send(Ask.post("/v1/sign-in/links", new JsonObject().put("token", world.link(Role.DISPATCHER))));
        String both = nameAndValue(rider) + "; " + nameAndValue(staff);
        assertThat(both).contains("bici_refresh_rider=", "bici_refresh_staff=");

        assertThat(byCookies(both, "rider").json().getString("role")).isEqualTo("rider");
        Answer renewed = byCookies(both, "staff");
        assertThat(renewed.json().getString("role")).isEqualTo("dispatcher");
        assertThat(renewed.header("Set-Cookie")).startsWith("bici_refresh_staff=");

        Ask out = Ask.post("/v1/session", new JsonObject().put("who", "staff"))
                .method("DELETE")
                .with("Cookie", nameAndValue(renewed));
        assertThat(send(out).header("Set-Cookie")).startsWith("bici_refresh_staff=;");
        assertThat(byCookies(nameAndValue(renewed), "staff").problem()).isEqualTo("/problems/session-ended");
        // Neither by another page's renewal nor by its signing out has the rider's session changed: a repeated use ends
        // it.
        assertThat(byCookies(both, "rider").problem()).isEqualTo("/problems/session-ended");
    }

    private Answer byCookies(String cookies, String who) {
        return send(Ask.post("/v1/session/refresh", new JsonObject().put("who", who))
                .with("Cookie", cookies));
    }

    private static String nameAndValue(Answer answer) {
        return answer.header("Set-Cookie").replaceAll(";.*", "");
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

    @Test
    void anOldRefreshTokenEndsTheWholeFamily() {
        String first = send(Ask.post("/v1/sign-in/links", new JsonObject().put("token", world.link(Role.ADMIN))))
                .json()
                .getString("refreshToken");
        String second = refresh(first).json().getString("refreshToken");
        String third = refresh(second).json().getString("refreshToken");
        assertThat(refresh(first).problem()).isEqualTo("/problems/session-ended");
        assertThat(refresh(third).problem()).isEqualTo("/problems/session-ended");
    }

    @Test
    void aLostAnswerIsGivenAgainToTheSameRequestOnly() {
        String first = send(Ask.post("/v1/sign-in/links", new JsonObject().put("token", world.link(Role.ADMIN))))
                .json()
                .getString("refreshToken");
        Ask bare = Ask.post("/v1/session/refresh", new JsonObject().put("refreshToken", first));
        Ask use = bare.with("Idempotency-Key", "tab-1");
        Answer answered = send(use);
        Answer again = send(use);
        assertThat(again.json().getString("refreshToken"))
                .isEqualTo(answered.json().getString("refreshToken"));
        assertThat(send(bare.with("Idempotency-Key", "tab-2")).problem()).isEqualTo("/problems/session-ended");
        assertThat(send(use).problem()).isEqualTo("/problems/session-ended");
    }

    @Test
    void aLinkSignsInOnce() {
        Ask use = Ask.post("/v1/sign-in/links", new JsonObject().put("token", world.link(Role.DISPATCHER)));
        Answer signedIn = send(use);
        assertThat(signedIn.json().getString("role")).isEqualTo("dispatcher");
        Ask stations = Ask.get("/v1/operator/stations");
        assertThat(send(stations.as(signedIn.json().getString("accessToken"))).status())
                .isEqualTo(200);
        assertThat(send(use).problem()).isEqualTo("/problems/link-used");
    }

    @Test
    void oneAddressCannotTryToSignInWithoutEnd(@TempDir Path other) {
        try (ApiWorld limited = ApiWorld.withSignInsPerMinute(other, 20)) {
            Ask guess = Ask.post("/v1/sign-in/links", new JsonObject().put("token", "guess"));
            for (int i = 0; i < 20; i++) {
                assertThat(limited.client().send(guess).status()).isEqualTo(401);
            }
            Answer refused = limited.client().send(guess);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("RateLimit-Limit")).isEqualTo("20");
            assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
            assertThat(limited.client().send(Ask.get("/v1/stations")).status()).isEqualTo(200);
        }
    }

    @Test
    void keysAreReadableByTheirOwnerOnlyAndTheirPublicHalfIsShown() throws Exception {
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(keys.resolve("authority").resolve("token-key"))))
                .isEqualTo("rw-------");
        JsonObject shown = send(Ask.get("/.well-known/jwks.json")).json();
        JsonObject key = shown.getJsonArray("keys").getJsonObject(0);
        assertThat(key.fieldNames()).containsExactlyInAnyOrder("kty", "crv", "x", "y", "use", "alg", "kid");
    }
}
