package bici.infra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bici.gateway.options.GatewayOptions.Intervals;
import bici.wire.UpMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PresenceTest {
    @TempDir
    Path data;

    private GatewayWorld world;

    @BeforeEach
    void start() {
        world = GatewayWorld.withStations(data, "S1");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource(Mqtt.class)
    void aSilentStationIsOffLineAlsoWithoutKeepAlive(Mqtt version) throws IOException {
        world.close();
        world = quick();
        try (TestStation silent = TestStation.connectWithoutKeepAlive(world, "S1", version)) {
            silent.birth("n1");
            assertThat(world.isOnline("S1")).isTrue();

            assertThat(silent.client().isClosed()).isTrue();
            if (version == Mqtt.V5) {
                assertThat(silent.client().disconnectCode()).contains(0x8D);
            }
            awaitOffline("silent");
            assertThat(world.gauge("bici.gateway.stations.online")).isZero();
        }
    }

    @Test
    void aStationThatTalksStaysOnLine() throws IOException {
        world.close();
        world = quick();
        try (TestStation talking = world.born("S1", Mqtt.V3)) {
            await().during(Duration.ofMillis(1_500)).until(() -> {
                talking.say(new UpMessage.ClockRequest("c", 1, 1));
                return talking.client().isOpen();
            });
            assertThat(world.isOnline("S1")).isTrue();
        }
    }

    @Test
    void aStationThatSaysGoodbyeIsOffLine() throws IOException {
        try (TestStation station = world.born("S1", Mqtt.V5)) {
            station.client().disconnect();
            awaitOffline("disconnected");
        }
    }

    @Test
    void aCutSocketIsOffLine() throws IOException {
        world.born("S1", Mqtt.V5).close();
        awaitOffline("connection-lost");
    }

    @Test
    void aDeathItSaysItselfEndsTheSessionAndTheNextBirthOpensANewOne() throws IOException {
        try (TestStation station = world.connect("S1", Mqtt.V5)) {
            station.birth("n1");
            station.say(new UpMessage.Death("n1"));
            awaitOffline("death");
            station.sayFacts(1, 1);
            assertThat(station.client().takeDown("fault").orElseThrow()).contains("before-birth");
            assertThat(station.birth("n2")).contains("\"epoch\":2");
        }
    }

    @Test
    void anEndThatTheDatabaseMissedIsWrittenWhenItIsBack() throws IOException {
        TestStation station = world.born("S1", Mqtt.V5);
        world.takeDatabaseAway();
        station.close();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(world.count("bici.gateway.failures", "what", "close-session"))
                        .isPositive());
        world.bringDatabaseBack();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(world.isOnline("S1")).isFalse());
    }

    @Test
    void healthIsWritten() throws IOException {
        try (TestStation station = world.born("S1", Mqtt.V5)) {
            int packet = station.say(new UpMessage.Health(
                    1_790_000_000_000L, Map.of("temperatureCelsius", 31.5, "batteryPercent", 80.0)));
            assertThat(station.client().isAcknowledged(packet)).isTrue();
            await().untilAsserted(() -> assertThat(world.texts("SELECT name || '=' || value FROM health ORDER BY name"))
                    .isEqualTo(List.of("batteryPercent=80", "temperatureCelsius=31.5")));
        }
    }

    private GatewayWorld quick() {
        return GatewayWorld.withStations(
                data,
                GatewayWorld.lenient()
                        .withIntervals(
                                new Intervals(Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofMillis(50))),
                "S1");
    }

    private void awaitOffline(String why) {
        await().untilAsserted(() -> {
            assertThat(world.isOnline("S1")).isFalse();
            assertThat(world.texts("SELECT why FROM presence WHERE NOT online")).containsExactly(why);
        });
    }
}
