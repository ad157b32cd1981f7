package bici.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.operations.CommandQueue.QueuedCommand;
import bici.fleet.people.Role;
import bici.fleet.vocabulary.RiderId;
import bici.infra.api.ApiClient.Answer;
import bici.infra.api.ApiClient.Ask;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each
class UnlockOverHttpTest {
    @TempDir
    private Path keys;

    private ApiWorld world;
    private RiderId rider;
    private String token;

    @BeforeEach
    void open() {
        world = ApiWorld.open(keys);
        rider = world.rider(1);
        token = world.token(rider);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Ask unlock(String code, String key) {
        return Ask.post("/v1/trips", new JsonObject().put("code", code))
                .with("Idempotency-Key", key)
                .as(token);
    }

    private CompletableFuture<Answer> later(Ask ask) {
        return CompletableFuture.supplyAsync(() -> world.client().send(ask));
    }

    private QueuedCommand taken() {
        AtomicReference<QueuedCommand> command = new AtomicReference<>();
        Awaitility.await().until(() -> {
            world.take().forEach(command::set);
            return command.get() != null;
        });
        return command.get();
    }

    @Test
    void aRideFromUnlockToReceipt() {
        String code = world.code("B2");
        CompletableFuture<Answer> asked = later(unlock(code.toLowerCase(java.util.Locale.ROOT), "k1"));
        world.obey(taken(), "B2");
        Answer opened = asked.join();
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        JsonObject trip = opened.json().getJsonObject("trip");
        assertThat(trip.getString("state")).isEqualTo("riding");
        assertThat(opened.header("Location")).isEqualTo("/v1/trips/" + trip.getString("tripId"));

        Ask receipt =
                Ask.get("/v1/trips/" + trip.getString("tripId") + "/receipt").as(token);
        assertThat(world.client().send(receipt).problem()).isEqualTo("/problems/trip-not-ended");
        assertThat(world.client().send(unlock(world.code("B1"), "k2")).problem())
                .isEqualTo("/problems/trip-open");

        world.dock(6, "B2");
        Answer paid = world.client().send(receipt.with("Accept-Language", "en"));
        assertThat(paid.status()).as(paid.body()).isEqualTo(200);
        assertThat(paid.json().getInteger("totalCop")).isZero();
        assertThat(paid.json().getString("remark"))
                .as("back at once where it was")
                .isEqualTo("false-start");
        assertThat(paid.body()).contains("Free of charge");
        assertThat(world.client().send(unlock(code, "k1")).status())
                .as("the same again")
                .isEqualTo(201);
        assertThat(world.client().send(unlock(world.code("B1"), "k1")).problem())
                .isEqualTo("/problems/key-reused");
    }

    @Test
    void theSameRequestUnderWayIsToldSo() {
        CompletableFuture<Answer> asked = later(unlock(world.code("B1"), "k1"));
        QueuedCommand command = taken();
        Answer second = world.client().send(unlock(world.code("B1"), "k1"));
        assertThat(second.problem()).isEqualTo("/problems/request-in-flight");
        assertThat(second.header("Retry-After")).isNotEmpty();
        world.obey(command, "B1");
        assertThat(asked.join().status()).isEqualTo(201);
    }

    @Test
    void aRequestIsTakenBackUntilItIsSentAndItsAnswerSaysTheServersTime() {
        Ask back = Ask.post("/v1/trips/cancellations", new JsonObject().put("code", world.code("B1")))
                .with("Idempotency-Key", "k0")
                .as(token);
        Answer before = world.client().send(back);
        assertThat(before.json()).isEqualTo(new JsonObject().put("state", "cancelled"));
        assertThat(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(before.header("Date"))))
                .isBetween(Instant.EPOCH, Clock.systemUTC().instant().plusSeconds(1));
        assertThat(world.client().send(unlock(world.code("B1"), "k0")).problem())
                .isEqualTo("/problems/cancelled");

        CompletableFuture<Answer> asked = later(unlock(world.code("B1"), "k1"));
        QueuedCommand command = taken();
        Answer late = world.client()
                .send(Ask.post("/v1/trips/cancellations", new JsonObject().put("code", world.code("B1")))
                        .with("Idempotency-Key", "k1")
                        .as(token));
        assertThat(late.json().getString("state")).as(late.body()).isEqualTo("sent");
        world.obey(command, "B1");
        assertThat(asked.join().status()).isEqualTo(201);
    }

    @Test
    void aRequestOfAnotherAccountNeitherOpensNorAnswers() {
        JsonObject wish = new JsonObject().put("code", world.code("B1")).put("riderId", rider.value());
        String other = world.token(world.rider(2));
        for (String path : List.of("/v1/trips", "/v1/trips/cancellations")) {
            Ask late = Ask.post(path, wish).with("Idempotency-Key", "k1").as(other);
            assertThat(world.client().send(late).problem()).isEqualTo("/problems/other-rider");
        }
        assertThat(world.take()).isEmpty();
        CompletableFuture<Answer> own =
                later(Ask.post("/v1/trips", wish).with("Idempotency-Key", "k1").as(token));
        world.obey(taken(), "B1");
        assertThat(own.join().status()).isEqualTo(201);
        Ask late = Ask.post("/v1/trips", wish).with("Idempotency-Key", "k1").as(other);
        assertThat(world.client().send(late).problem()).isEqualTo("/problems/other-rider");
    }

    @Test
    void aRefusalSaysWhyInTheReadersLanguage() {
        token = world.token(world.newRider(2));
        Answer spanish = world.client().send(unlock(world.code("B1"), "k1"));
        assertThat(spanish.problem()).isEqualTo("/problems/consent-missing");
        assertThat(spanish.json().getString("title")).isEqualTo("Falta su autorización");
        Answer english = world.client().send(unlock(world.code("B1"), "k1").with("Accept-Language", "en-GB, es;q=0.3"));
        assertThat(english.json().getString("title")).isEqualTo("Your consent is missing");
    }

    @Test
    void whoGuessesCodesIsToldToWaitAnHourAtTheSixth() {
        for (int i = 0; i < 5; i++) {
            assertThat(world.client().send(unlock("ZZZZZZ", "k" + i)).problem()).isEqualTo("/problems/unknown-code");
        }
        Answer sixth = world.client().send(unlock(world.code("B1"), "right"));
        assertThat(sixth.problem()).isEqualTo("/problems/too-many-wrong-codes");
        assertThat(Integer.parseInt(sixth.header("Retry-After"))).isBetween(3_500, 3_601);
    }

    @Test
    void aDockThatIsLockedOutLetsNoBikeGo() {
        Ask lockOut = Ask.post(
                        "/v1/operator/stations/uis/commands",
                        new JsonObject().put("order", "lock-out").put("dock", 1).put("note", "prueba"))
                .with("Idempotency-Key", "c1")
                .as(world.token(Role.TECHNICIAN));
        assertThat(world.client().send(lockOut).status()).isEqualTo(202);
        assertThat(world.client().send(unlock(world.code("B1"), "k1")).problem())
                .isEqualTo("/problems/dock-locked-out");
        assertThat(world.client()
                        .send(lockOut.withBody("{\"order\":\"lock-out\"}").with("Idempotency-Key", "x"))
                        .problem())
                .isEqualTo("/problems/invalid-request");
        Ask noDock = Ask.post("/v1/operator/stations/uis/commands", new JsonObject().put("order", "lock-out"))
                .with("Idempotency-Key", "c2")
                .as(world.token(Role.TECHNICIAN));
        assertThat(world.client().send(noDock).body()).contains("/dock", "required");
    }

    @Test
    void whatARequestLacksAndWhatNobodyKnowsIsNamed() {
        Answer ruling = world.client()
                .send(Ask.post("/v1/operator/rulings", new JsonObject().put("kind", "uphold"))
                        .with("Idempotency-Key", "r1")
                        .as(world.token(Role.DISPATCHER)));
        assertThat(ruling.status()).isEqualTo(400);
        assertThat(ruling.json().getString("detail")).isEqualTo("Falta «reason».");
        assertThat(ruling.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("/reason");
        Answer unknown = world.client().send(Ask.get("/v1/stations?nada=1"));
        assertThat(unknown.json().getString("detail")).isEqualTo("«nada» no se conoce aquí.");
        assertThat(unknown.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("nada");
        assertThat(world.client().send(Ask.get("/v1/stations?%3Cb%3E=1")).body())
                .doesNotContain("<b>")
                .contains("\"query\"");
    }

    @Test
    void aStreamTellsAnUnlockAndATripAndResumesWhereItBroke() {
        List<String> lines = new CopyOnWriteArrayList<>();
        HttpResponse<Stream<String>> stream =
                world.client().stream(Ask.get("/v1/me/events").as(token));
        Thread reader = Thread.ofVirtual().start(() -> readInto(stream, lines));
        CompletableFuture<Answer> asked = later(unlock(world.code("B3"), "k1"));
        world.obey(taken(), "B3");
        asked.join();
        Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(25))
                .until(() -> lines.stream().anyMatch(line -> line.contains("\"riding\"")));
        assertThat(lines).contains("event: unlock", "event: trip");
        String firstId = lines.stream()
                .filter(line -> line.startsWith("id: "))
                .findFirst()
                .orElseThrow()
                .substring(4);
        stream.body().close();
        reader.interrupt();

        List<String> again = new CopyOnWriteArrayList<>();
        HttpResponse<Stream<String>> resumed = world.client().stream(
                Ask.get("/v1/me/events").with("Last-Event-ID", firstId).as(token));
        Thread.ofVirtual().start(() -> readInto(resumed, again));
        Awaitility.await().until(() -> again.stream().anyMatch(line -> line.contains("\"riding\"")));
        assertThat(again).doesNotContain("id: " + firstId, "event: reset");
        resumed.body().close();

        List<String> foreign = new CopyOnWriteArrayList<>();
        HttpResponse<Stream<String>> other = world.client().stream(
                Ask.get("/v1/me/events").with("Last-Event-ID", "another-7").as(token));
        Thread.ofVirtual().start(() -> readInto(other, foreign));
        Awaitility.await().until(() -> foreign.contains("event: reset"));
        other.body().close();
    }

    private static void readInto(HttpResponse<Stream<String>> stream, List<String> lines) {
        try {
            stream.body().forEach(lines::add);
        } catch (RuntimeException e) {
            lines.add(": closed");
        }
    }

    @Test
    void operatorsSeeABikeLeaveWithoutAsking() {
        List<String> lines = new CopyOnWriteArrayList<>();
        HttpResponse<Stream<String>> stream =
                world.client().stream(Ask.get("/v1/operator/events").as(world.token(Role.DISPATCHER)));
        Thread.ofVirtual().start(() -> readInto(stream, lines));
        Awaitility.await().until(() -> lines.stream().anyMatch(line -> line.contains("\"bikesAvailable\":3")));
        CompletableFuture<Answer> asked = later(unlock(world.code("B1"), "k1"));
        world.obey(taken(), "B1");
        asked.join();
        Awaitility.await().until(() -> lines.stream().anyMatch(line -> line.contains("\"bikesAvailable\":2")));
        assertThat(String.join("", lines)).doesNotContain(rider.value());
        stream.body().close();
    }
}
