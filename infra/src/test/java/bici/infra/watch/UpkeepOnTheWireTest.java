package bici.infra.watch;

import static bici.infra.watch.WatchWorld.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bici.infra.TurnedClock;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stations are told and report beside facts, over the real wire and the real API. */
class UpkeepOnTheWireTest {
    private static final String CONFIG = "/v1/operator/stations/S1/config";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path data;

    private final TurnedClock clock = new TurnedClock();

    @SuppressWarnings("NullAway.Init") // opened before each test
    private WatchWorld world;

    @BeforeEach
    void open() throws Exception {
        world = new WatchWorld(data, clock);
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    private static JsonObject heartbeat(String ms) {
        return new JsonObject()
                .put("settings", new JsonObject().put("heartbeatMs", ms))
                .put("note", "prueba");
    }

    private void awaitConfig(String field, Object value) {
        await().atMost(PATIENCE).until(() -> {
            JsonObject config = world.condition().getJsonObject("config", new JsonObject());
            return value.equals(config.getValue(field));
        });
    }

    @Test
    void settingsAreAdoptedShownRefusedAndRolledBack() {
        JsonObject wanted = world.put(CONFIG, heartbeat("30000"));
        awaitConfig("adopted", true);
        assertThat(world.put(CONFIG, heartbeat("30000"))).isEqualTo(wanted);

        // Within the bounds of the protocol, and not within those of this kind of station.
        world.put(CONFIG, heartbeat("700000"));
        awaitConfig("refused", "heartbeatMs");
        JsonObject refused = world.condition().getJsonObject("config");
        assertThat(refused.getBoolean("adopted")).isFalse();
        assertThat(refused.getString("reportedHash")).isEqualTo(wanted.getString("hash"));
        assertThat(refused.getLong("reportedVersion")).isEqualTo(wanted.getLong("version"));

        JsonObject back = world.put(CONFIG, heartbeat("30000"));
        awaitConfig("adopted", true);
        assertThat(back.getLong("version")).isEqualTo(wanted.getLong("version") + 2);
    }

    @Test
    void settingsWantedWhileAStationIsOffLineAreToldWhenItIsBackAndOutliveItsRestart() {
        world.closeStation();
        world.put(CONFIG, heartbeat("30000"));
        assertThat(world.condition().getJsonObject("config").getBoolean("adopted"))
                .isFalse();
        world.openStation();
        awaitConfig("adopted", true);

        String before = world.condition().getJsonObject("config").getString("reportedAt");
        world.closeStation();
        world.openStation();
        assertThat(world.condition().getJsonObject("config").getString("reportedAt"))
                .isEqualTo(before);
    }

    @Test
    void aWrongClockIsShownRaisesAnAlarmAndItsFactsAreCorrected() throws Exception {
        world.put(CONFIG, heartbeat("1000"));
        awaitConfig("adopted", true);
        assertThat(Math.abs(world.condition().getLong("clockSkewMs"))).isLessThan(2_000);
        assertThat(world.alarms()).isEmpty();

        clock.turn(Duration.ofMinutes(-9));
        await().atMost(PATIENCE).until(() -> world.alarms().contains("clock-skew"));
        assertThat(world.condition().getLong("clockSkewMs")).isBetween(-545_000L, -535_000L);
        world.dock(1, "B1");
        assertThat(world.texts("SELECT time_quality || ' ' || (at BETWEEN now() - interval '60 s' AND now())"
                        + " FROM fact WHERE bike_id = 'B1'"))
                .containsExactly("corrected true");

        clock.turn(Duration.ZERO);
        await().atMost(PATIENCE).until(() -> !world.alarms().contains("clock-skew"));
        assertThat(Math.abs(world.condition().getLong("clockSkewMs"))).isLessThan(2_000);
    }

    @Test
    void diagnosticsAreOrderedAndRead() {
        String command = world.order("diagnostics", Optional.empty());
        await().atMost(PATIENCE).until(() -> world.state(command).equals("done"));

        await().atMost(PATIENCE).until(() -> report(command).getBoolean("complete"));
        assertThat(report(command).getString("text")).contains("12");
    }

    private JsonObject report(String command) {
        return world.find("/v1/operator/commands/" + command + "/diagnostics")
                .orElseGet(() -> new JsonObject().put("complete", false));
    }

    @Test
    void healthIsShownAsTheNewestReadingOfEachName() {
        await().atMost(PATIENCE)
                .until(() -> world.condition().getJsonArray("readings").encode().contains("uptimeSeconds"));
        assertThat(world.condition().getJsonArray("readings").encode()).contains("journalWaitingCount");
    }

    @Test
    void whatWasOrderedWhileAStationWasOffLineIsToldWhenItIsBack() throws Exception {
        world.dock(1, "B1");
        world.closeStation();
        world.order("lock-out", Optional.of(1));
        world.order("lock-out", Optional.of(2));
        world.order("release", Optional.of(2));
        world.order("service-out", Optional.empty());
        world.order("service-in", Optional.empty());

        world.openStation();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(world.orders().subList(0, 3))
                        .containsExactlyInAnyOrder("lock-out/1 done", "release/2 done", "service-in/0 done"));
        assertThat(world.orders()).hasSize(8);

        world.closeStation();
        world.openStation();
        String late = world.order("identify", Optional.empty());
        await().atMost(PATIENCE).until(() -> world.state(late).equals("done"));
        assertThat(world.orders())
                .as("the station knows it: nothing is told a third time")
                .hasSize(9);
        assertThat(world.texts("SELECT count(*) FROM audit_log WHERE act <> 'identify'"))
                .containsExactly("5");
    }

    @Test
    void aRebootIsObeyedOnceAndTheStationIsBack() {
        String command = world.order("reboot", Optional.empty());
        await().atMost(PATIENCE).until(() -> world.state(command).equals("done"));
        await().atMost(PATIENCE)
                .until(() -> world.texts("SELECT max(boot)::text FROM birth").contains("2"));
        world.awaitAccepted();
    }
}
