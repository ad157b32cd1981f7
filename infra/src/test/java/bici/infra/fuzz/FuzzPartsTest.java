package bici.infra.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.people.Role;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fuzz that could not see a fault would find none: what makes requests and what judges answers, each by itself. */
class FuzzPartsTest {
    private static final List<Pair> PAIRS = Pair.list();
    private static final Ask ORDER = Ask.right("POST", "/v1/operator/stations/F03/commands")
            .with("Authorization", "Bearer token")
            .with("Idempotency-Key", "k-1")
            .with("Content-Type", "application/json")
            .withBody("{\"order\":\"lock-out\",\"dock\":7,\"note\":\"why\"}");

    private final Hostility hostility = new Hostility(dice -> "other");

    private static Pair pair(String operation, Role role) {
        return Pair.find(PAIRS, operation, role);
    }

    private List<String> wrong(long seed) {
        return IntStream.range(0, 500)
                .mapToObj(n -> hostility.apply(
                        ORDER,
                        pair("sendStationCommand", Role.TECHNICIAN).operation(),
                        new SplittableRandom(seed * 1_000 + n)))
                .map(ask -> ask.how() + " " + ask.show() + ask.header("Authorization"))
                .toList();
    }

    @Test
    void theSameSeedIsWrongInTheSameWays() {
        assertThat(wrong(1).equals(wrong(1))).isTrue();
        assertThat(wrong(1).equals(wrong(2))).isFalse();
        assertThat(new HashSet<>(wrong(1)).size()).isGreaterThan(200);
    }

    @Test
    void everyWayToBeWrongIsTaken() {
        Set<String> taken = new HashSet<>();
        for (Pair pair : List.of(pair("sendStationCommand", Role.ADMIN), pair("listCommands", Role.CREW))) {
            Ask right = pair.operation().body().isPresent()
                    ? ORDER
                    : Ask.right("GET", "/v1/operator/commands?limit=5").with("Authorization", "Bearer token");
            IntStream.range(0, 4_000)
                    .mapToObj(n -> hostility.apply(right, pair.operation(), new SplittableRandom(n)))
                    .forEach(ask -> {
                        assertThat(ask.isRight()).isFalse();
                        taken.add(ask.how());
                    });
        }

        assertThat(taken).containsExactlyInAnyOrderElementsOf(hostility.names());
    }

    @Test
    void everyOperationOfEveryContractIsAskedAsEveryRoleThatMay() {
        assertThat(PAIRS).hasSizeGreaterThan(100);
        assertThat(PAIRS.stream().map(Pair::name)).doesNotHaveDuplicates();
        assertThat(PAIRS.stream().map(pair -> pair.operation().contract()).distinct())
                .containsExactlyInAnyOrder("rider", "operator", "analyst", "open-data");
    }

    @Test
    void aServersErrorAStackTraceAndABrokenContractAreFound() {
        ContractOperation list = pair("listBikes", Role.CREW).operation();
        Ask ask = Ask.right("GET", "/v1/operator/bikes");
        Map<String, String> json = Map.of("content-type", "application/json");
        Map<String, String> problem = Map.of("content-type", "application/problem+json");
        try (ContractCheck check = new ContractCheck()) {
            assertThat(check.judge(list, ask, new Answer(200, json, "{\"bikes\":[]}")))
                    .isEmpty();
            assertThat(check.judge(list, ask, new Answer(200, json, "{\"bikes\":[{}]}")))
                    .isPresent();
            assertThat(check.judge(list, ask, new Answer(200, json, "{"))).isPresent();
            assertThat(check.judge(list, ask, new Answer(201, json, "{\"bikes\":[]}")))
                    .isPresent();
            assertThat(check.judge(list, ask, new Answer(200, Map.of("content-type", "text/html"), "x")))
                    .isPresent();
            assertThat(check.judge(list, ask, new Answer(404, problem, problem("not-found", 404))))
                    .isEmpty();
            assertThat(check.judge(list, ask, new Answer(400, problem, problem("not-found", 400))))
                    .isPresent();
            assertThat(check.judge(list, ask, new Answer(404, problem, problem("nonsense", 404))))
                    .isPresent();
            assertThat(check.judge(list, ask, new Answer(404, json, problem("not-found", 404))))
                    .isPresent();
            assertThat(check.judge(list, ask, Answer.none())).isPresent();
        }
    }

    private static String problem(String word, int status) {
        return new JsonObject()
                .put("type", "/problems/" + word)
                .put("title", "t")
                .put("status", status)
                .put("instance", "i")
                .encode();
    }

    @Test
    void aStackTraceInTheLogIsOneWithItsCauses(@TempDir Path folder) throws IOException {
        Path log = Files.writeString(folder.resolve("log"), "12:00 INFO it began\n");
        LogWatch watch = new LogWatch(log);
        assertThat(LogWatch.traces(watch.news())).isEmpty();
        Files.writeString(log, """
                12:00 INFO it began
                12:01 ERROR request 1 failed
                java.lang.IllegalStateException: a
                \tat bici.api.X.y(X.java:1)
                \tat java.base/java.lang.Thread.run(Thread.java:1)
                Caused by: java.lang.NullPointerException
                \tat bici.api.Z.lambda$y$0(Z.java:2)
                \t... 3 common frames omitted
                12:02 INFO it went on
                java.lang.Error: b
                \tat bici.api.X.y(X.java:1)
                """);

        assertThat(LogWatch.traces(watch.news()))
                .containsExactly("java.lang.IllegalStateException: a", "java.lang.Error: b");
        assertThat(watch.news()).isEmpty();
    }

    @Test
    void aPairThatIsSeldomAnsweredWellFallsShort() {
        Pair often = pair("listBikes", Role.CREW);
        Pair seldom = pair("listBikes", Role.ADMIN);
        Tally tally = new Tally(List.of(often, seldom));
        for (int n = 0; n < 10; n++) {
            tally.add(often, new Answer(n < 3 ? 200 : 400, Map.of(), ""));
            tally.add(seldom, new Answer(n < 2 ? 200 : 400, Map.of(), ""));
        }

        assertThat(tally.shortfalls())
                .hasSize(1)
                .allSatisfy(line -> assertThat(line).contains("admin", "20.0", "400 8"));
        assertThat(tally.unasked()).isEmpty();
        assertThat(new Tally(List.of(often)).unasked()).hasSize(1);
        assertThat(tally.operations()).isEqualTo(1);
    }
}
