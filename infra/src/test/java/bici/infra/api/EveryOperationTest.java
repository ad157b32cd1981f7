package bici.infra.api;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import bici.api.access.Matrix;
import bici.api.contract.Contracts;
import bici.fleet.operations.CommandQueue.QueuedCommand;
import bici.fleet.people.Role;
import bici.fleet.vocabulary.RiderId;
import bici.infra.api.ApiClient.Answer;
import bici.infra.api.ApiClient.Ask;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Walks every operation of the contracts: who may, what is refused, and that answers keep the contract. */
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all
class EveryOperationTest {
    private static final Set<String> STREAMS = Set.of("streamMyEvents", "streamOperatorEvents");

    private ApiWorld world;
    private RiderId owner;
    private String tripId;
    private String unlockId;
    private String commandId;

    @BeforeAll
    void aTripAndACommand(@TempDir Path keys) {
        commandId = "none";
        world = ApiWorld.open(keys);
        owner = world.rider(1);
        Ask unlock = Ask.post("/v1/trips", new JsonObject().put("code", world.code("B1")))
                .with("Idempotency-Key", "first")
                .as(world.token(owner));
        CompletableFuture<Answer> asked = CompletableFuture.supplyAsync(() -> send(unlock));
        AtomicReference<QueuedCommand> sent = new AtomicReference<>();
        Awaitility.await().until(() -> {
            world.take().forEach(sent::set);
            return sent.get() != null;
        });
        world.obey(sent.get(), "B1");
        Answer opened = asked.join();
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        tripId = opened.json().getString("tripId");
        unlockId = opened.json().getString("unlockId");
        world.dock(5, "B1");
        Answer ordered = send(request("sendStationCommand").as(world.token(Role.TECHNICIAN)));
        assertThat(ordered.status()).as(ordered.body()).isEqualTo(202);
        commandId = ordered.json().getString("commandId");
    }

    @AfterAll
    void close() {
        world.close();
    }

    private Answer send(Ask ask) {
        return world.client().send(ask);
    }

    private Map<String, Ask> requests() {
        return Requests.all(tripId, unlockId, commandId);
    }

    private Ask request(String operation) {
        return Objects.requireNonNull(requests().get(operation), operation);
    }

    /** Every operation of every contract, by its id. */
    private static Map<String, JsonObject> operations() {
        Map<String, JsonObject> all = new TreeMap<>();
        for (String name : Contracts.NAMES) {
            Contracts.read(name)
                    .getJsonObject("paths")
                    .forEach(path -> ((JsonObject) path.getValue()).forEach(method -> {
                        JsonObject operation = (JsonObject) method.getValue();
                        all.put(operation.getString("operationId"), operation);
                    }));
        }
        return all;
    }

    @Test
    void contractsMatrixAndThisWalkHaveTheSameOperations() {
        Set<String> rows = Matrix.list().stream().map(Matrix.Row::operation).collect(Collectors.toSet());

        assertThat(operations().keySet()).isEqualTo(rows).isEqualTo(requests().keySet());
    }

    @Test
    void everyOperationStatesItsSecurityItsRolesAProblemAndExamples() {
        operations().forEach((id, operation) -> {
            Matrix.Row row = Matrix.find(id).orElseThrow();
            JsonArray roles = operation.getJsonArray("x-roles", new JsonArray());
            assertThat(roles.stream().collect(Collectors.toSet()))
                    .as(id)
                    .isEqualTo(row.roles().stream().map(Role::word).collect(Collectors.toSet()));
            assertThat(operation.getJsonArray("security").isEmpty())
                    .as(id)
                    .isEqualTo(row.roles().isEmpty());
            JsonObject responses = operation.getJsonObject("responses");
            assertThat(responses.getJsonObject("default").getString("$ref"))
                    .as(id)
                    .endsWith("/Problem");
            responses.forEach(response -> {
                JsonObject content = ((JsonObject) response.getValue()).getJsonObject("content", new JsonObject());
                content.forEach(type -> assertThat(((JsonObject) type.getValue()).containsKey("example"))
                        .as(id)
                        .isTrue());
            });
        });
    }

    @Test
    void everyBadTokenGets401OnEverySecuredOperation() throws Exception {
        String good = world.token(owner);
        BadTokens tokens = new BadTokens(world.keys(), good);
        Map<String, String> bad = tokens.all();

        assertThat(send(Ask.get("/v1/me").as(tokens.sound())).status()).isEqualTo(200);
        assertThat(bad).hasSizeGreaterThanOrEqualTo(25);
        requests().forEach((id, ask) -> {
            if (!Matrix.find(id).orElseThrow().roles().isEmpty()) {
                assertThat(send(ask).status()).as("%s without a token", id).isEqualTo(401);
                assertThat(send(ask.with("Authorization", "Basic eDp5")).status())
                        .as("%s with a password", id)
                        .isEqualTo(401);
                bad.forEach((name, token) -> {
                    Answer answer = send(ask.as(token));
                    assertThat(answer.status()).as("%s with %s", id, name).isEqualTo(401);
                    assertThat(answer.problem()).isEqualTo("/problems/not-signed-in");
                });
            }
        });
    }

    @Test
    void aRoleOutsideTheRowGets403AndOneInsideIsLetThrough() {
        for (Role role : Role.values()) {
            String token = role == Role.RIDER ? world.token(owner) : world.token(role);
            requests().forEach((id, ask) -> {
                Matrix.Row row = Matrix.find(id).orElseThrow();
                if (!row.roles().isEmpty()
                        && !(STREAMS.contains(id) && row.roles().contains(role))) {
                    int status = send(ask.as(token)).status();
                    if (row.roles().contains(role)) {
                        assertThat(status).as("%s as %s", id, role).isNotIn(401, 403, 500);
                    } else {
                        assertThat(status).as("%s as %s", id, role).isEqualTo(403);
                    }
                }
            });
        }
    }

    @Test
    void whatIsOnesOwnIsNotFoundForAnother() {
        String other = world.token(world.rider(2));
        for (String id : List.of("getTrip", "getTripReceipt", "getUnlock")) {
            Ask ask = request(id);
            assertThat(send(ask.as(world.token(owner))).status()).as(id).isEqualTo(200);
            Answer refused = send(ask.as(other));
            assertThat(refused.status()).as(id).isEqualTo(404);
            assertThat(refused.body()).doesNotContain(owner.value());
        }
        assertThat(send(Ask.get("/v1/trips").as(other)).json().getJsonArray("trips"))
                .isEmpty();
        assertThat(send(Ask.get("/v1/me").as(other)).json().getString("riderId"))
                .isNotEqualTo(owner.value());
    }

    @Test
    void everyOperationRefusesAQueryParameterThatItDoesNotKnow() {
        requests().forEach((id, ask) -> {
            Answer answer = send(ask.to(ask.path() + (ask.path().contains("?") ? "&" : "?") + "admin=true")
                    .as(tokenFor(id)));
            assertThat(answer.status()).as(id).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("/problems/invalid-request");
        });
    }

    @Test
    void everyOperationRefusesAFieldThatItDoesNotKnowAndABodyThatIsNoJson() {
        requests().forEach((id, ask) -> {
            if (ask.body() != null) {
                Ask good = ask.as(tokenFor(id));
                JsonObject more = new JsonObject(ask.body()).put("role", "admin");
                Answer answer = send(good.withBody(more.encode()));
                assertThat(answer.status()).as("%s %s", id, answer.body()).isEqualTo(400);
                assertThat(answer.json().getJsonArray("errors")).as(id).isNotEmpty();
                assertThat(send(good.withBody("{\"a\":")).status()).as(id).isEqualTo(400);
                assertThat(send(good.withBody("[]")).status()).as(id).isEqualTo(400);
                assertThat(send(good.withBody("{\"a\":\"" + "x".repeat(20_000) + "\"}"))
                                .status())
                        .as(id)
                        .isEqualTo(413);
            }
        });
    }

    @Test
    void everyAnswerToAGoodRequestKeepsItsContract() {
        Map<String, Integer> expected = Map.ofEntries(
                entry("requestSignInCode", 202),
                entry("signInWithCode", 401),
                entry("signInWithLink", 401),
                entry("refreshSession", 401),
                entry("endSession", 204),
                entry("createTrip", 404),
                entry("createReport", 201),
                entry("actOnReport", 404),
                entry("makeRuling", 201),
                entry("sendStationCommand", 202),
                entry("getDiagnostics", 404),
                entry("registerBike", 204),
                entry("registerDock", 204),
                entry("setBikeService", 204));
        requests().forEach((id, ask) -> {
            if (!STREAMS.contains(id)) {
                Answer answer = send(ask.as(tokenFor(id)));
                assertThat(answer.status()).as("%s %s", id, answer.body()).isEqualTo(expected.getOrDefault(id, 200));
                assertThat(answer.header("X-Request-Id")).as(id).isNotEmpty();
                assertThat(answer.header("X-Content-Type-Options")).as(id).isEqualTo("nosniff");
            }
        });
    }

    @Test
    void whatIsReadIsAskedForByHeadToo() {
        requests().forEach((id, ask) -> {
            if (ask.method().equals("GET")) {
                Ask asked = ask.as(tokenFor(id));
                Answer head = send(asked.method("HEAD"));
                assertThat(head.body()).as(id).isEmpty();
                assertThat(head.type()).as(id).isNotEmpty();
                // A stream does not end, but its head does.
                assertThat(head.status())
                        .as(id)
                        .isEqualTo(STREAMS.contains(id) ? 200 : send(asked).status());
            }
        });
        for (String path :
                List.of("/health/live", "/metrics", "/docs", "/problems", "/openapi/rider.yaml", "/", "/consola/")) {
            Ask asked = Ask.get(path);
            assertThat(send(asked.method("HEAD")).status())
                    .as(path)
                    .isEqualTo(send(asked).status());
        }
    }

    @Test
    void aReportIsSeenByItsRiderAndSeenToByStaffWhoAreNotToldWhoseItIs() {
        RiderId reporter = world.rider(7);
        String token = world.token(reporter);
        JsonObject accident = new JsonObject().put("kind", "accident").put("bikeId", "B2");
        JsonObject told = accident.copy().put("text", "Caí en la glorieta\nestoy bien");
        Answer made = report("accident-1", told, token);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(report("accident-1", told, token).body()).isEqualTo(made.body());
        assertThat(report("accident-1", accident, token).problem()).isEqualTo("/problems/key-reused");
        for (JsonObject wrong : List.of(
                new JsonObject().put("kind", "other").put("text", " \n"),
                accident.copy().put("bikeId", "B99"),
                accident.copy().put("dock", 1),
                accident.copy().put("text", "x".repeat(1_001)))) {
            assertThat(report("wrong", wrong, token).problem()).isEqualTo("/problems/invalid-request");
        }
        assertThat(report("none", accident, world.token(world.newRider(8))).problem())
                .isEqualTo("/problems/consent-missing");

        String dispatcher = world.token(Role.DISPATCHER);
        Answer alarms = send(Ask.get("/v1/operator/alarms").as(dispatcher));
        String id = made.json().getString("reportId");
        assertThat(alarms.body()).contains("accident-reported." + id);
        assertThat(act(id, "c1", new JsonObject().put("act", "confirm"), dispatcher)
                        .problem())
                .isEqualTo("/problems/invalid-request");
        JsonObject confirm = new JsonObject().put("act", "confirm").put("note", "está en casa");
        Answer closed = act(id, "c2", confirm, dispatcher);
        assertThat(closed.status()).as(closed.body()).isEqualTo(200);
        assertThat(act(id, "c3", new JsonObject().put("act", "take"), dispatcher)
                        .problem())
                .isEqualTo("/problems/report-state");
        Answer list =
                send(Ask.get("/v1/operator/reports?show=closed&kind=accident").as(dispatcher));
        assertThat(list.body()).contains(id, "en la glorieta", "está en casa").doesNotContain(reporter.value());

        Answer own = send(Ask.get("/v1/reports").as(world.token(reporter)));
        assertThat(own.body()).contains(id, "confirmed").doesNotContain("está en casa");
        assertThat(send(Ask.get("/v1/reports").as(world.token(owner))).body()).doesNotContain(id);
    }

    private Answer report(String key, JsonObject report, String token) {
        return send(Ask.post("/v1/reports", report).with("Idempotency-Key", key).as(token));
    }

    private Answer act(String report, String key, JsonObject act, String token) {
        return send(Ask.post("/v1/operator/reports/" + report + "/acts", act)
                .with("Idempotency-Key", key)
                .as(token));
    }

    @Test
    void listsAreNotSentTwice() {
        for (String id : List.of("listStations", "listOperatorStations")) {
            Ask ask = request(id).as(tokenFor(id));
            String tag = send(ask).header("ETag");
            assertThat(tag).as(id).isNotEmpty();
            assertThat(send(ask.with("If-None-Match", tag)).status()).as(id).isEqualTo(304);
            assertThat(send(ask.with("If-None-Match", "\"other\"")).status())
                    .as(id)
                    .isEqualTo(200);
        }
    }

    @Test
    void pagesFollowOneAnother() {
        Ask bikes = Ask.get("/v1/operator/bikes?limit=2").as(tokenFor("listBikes"));
        JsonObject first = send(bikes).json();
        JsonObject second = send(bikes.to(bikes.path() + "&cursor=" + first.getString("next")))
                .json();

        assertThat(first.getJsonArray("bikes")).hasSize(2);
        assertThat(second.getJsonArray("bikes")).hasSize(1);
        assertThat(second.containsKey("next")).isFalse();
        JsonObject all = send(Ask.get("/v1/operator/bikes?limit=3").as(tokenFor("listBikes")))
                .json();
        assertThat(all.getJsonArray("bikes")).hasSize(3);
        assertThat(all.containsKey("next")).as("nothing follows").isFalse();
        assertThat(send(Ask.get("/v1/trips?cursor=nonsense").as(world.token(owner)))
                        .problem())
                .isEqualTo("/problems/invalid-request");
    }

    @Test
    void commandsAreListedByWhoGaveThemAndHowTheyStandPageByPage() {
        String token = world.token(Role.DISPATCHER);
        for (int i = 0; i < 3; i++) {
            JsonObject order = new JsonObject().put("order", "reboot");
            Ask ask = Ask.post("/v1/operator/stations/uis/commands", order).with("Idempotency-Key", "filter-" + i);
            assertThat(send(ask.as(token)).status()).isEqualTo(202);
        }
        JsonObject first = commands("by=staff&order=reboot&limit=2");
        JsonObject second = commands("by=staff&order=reboot&limit=2&cursor=" + first.getString("next"));

        assertThat(orders(first)).containsExactly("reboot", "reboot");
        assertThat(orders(second)).containsExactly("reboot");
        assertThat(second.containsKey("next")).isFalse();
        assertThat(first.getJsonArray("commands").getJsonObject(0).getString("by"))
                .isEqualTo(Role.DISPATCHER.word());
        assertThat(orders(commands("by=staff"))).contains("identify").doesNotContain("unlock");
        assertThat(orders(commands("by=riders&state=done"))).containsExactly("unlock");
        assertThat(orders(commands("by=riders&state=open"))).isEmpty();
        assertThat(orders(commands("by=staff&order=unlock"))).isEmpty();
        assertThat(orders(commands(""))).contains("unlock", "reboot");
        for (String wrong : List.of("by=me", "order=open", "state=queued")) {
            Answer refused = send(Ask.get("/v1/operator/commands?" + wrong).as(token));
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.body()).contains(wrong.substring(0, wrong.indexOf('=')), "enum");
        }
    }

    private JsonObject commands(String query) {
        Answer answer = send(Ask.get("/v1/operator/commands?" + query).as(world.token(Role.CREW)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> orders(JsonObject page) {
        return page.getJsonArray("commands").stream()
                .map(one -> ((JsonObject) one).getString("order"))
                .toList();
    }

    private @Nullable String tokenFor(String operation) {
        Set<Role> roles = Matrix.find(operation).orElseThrow().roles();
        if (roles.isEmpty()) {
            return null;
        }
        return roles.contains(Role.RIDER) ? world.token(owner) : world.token(Role.ADMIN);
    }
}
