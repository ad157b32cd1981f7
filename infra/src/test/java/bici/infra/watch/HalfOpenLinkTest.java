package bici.infra.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link of which both ends believe that it is up, and through which nothing comes. */
class HalfOpenLinkTest {
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(20);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path data;

    @SuppressWarnings("NullAway.Init") // opened before each test
    private WatchWorld world;

    @BeforeEach
    void open() throws Exception {
        world = new WatchWorld(data, Clock.systemUTC());
        world.dock(1, "B1");
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    private HttpResponse<String> unlock(String rider) {
        return world.ask("POST", "/v1/trips", rider, Optional.of(new JsonObject().put("code", world.code("B1"))));
    }

    @Test
    void theRiderIsAnsweredIn20SecondsAndTheLockNeverOpensLate() throws Exception {
        String rider = world.rider();
        world.proxy().muteAll();

        long asked = System.nanoTime();
        HttpResponse<String> answer = unlock(rider);
        Duration waited = Duration.ofNanos(System.nanoTime() - asked);

        System.out.printf("half-open: status=%d answered_ms=%d%n", answer.statusCode(), waited.toMillis());
        assertThat(waited).isLessThan(ANSWERED_WITHIN);
        assertThat(answer.statusCode()).isEqualTo(202);
        JsonObject unlock = new JsonObject(answer.body());
        assertThat(unlock.getString("state")).isEqualTo("unknown");

        world.proxy().heal();
        String shown = "/v1/unlocks/" + unlock.getString("unlockId");
        await().atMost(WatchWorld.PATIENCE)
                .until(() -> new JsonObject(
                                world.ask("GET", shown, rider, Optional.empty()).body())
                        .getString("state")
                        .equals("expired"));
        assertThat(world.station().bikes().get()).containsEntry(1, "B1");

        HttpResponse<String> again = unlock(rider);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
    }
}
