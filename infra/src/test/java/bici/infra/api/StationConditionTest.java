package bici.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.people.Role;
import bici.infra.api.ApiClient.Answer;
import bici.infra.api.ApiClient.Ask;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a station is, as the control room is told. */
class StationConditionTest {
    private static void assertBoundsAreKept(ApiWorld world) {
        for (String wrong :
                List.of("heartbeatMs=-1 minimum", "heartbeatMs=soon integer", "lamp.brightnessPercent=101 maximum")) {
            String[] parts = wrong.split("[= ]", -1);
            JsonObject settings = new JsonObject().put(parts[0], parts[1]);
            Answer refused = world.client()
                    .send(Ask.post("/v1/operator/stations/uis/config", new JsonObject().put("settings", settings))
                            .method("PUT")
                            .as(world.token(Role.TECHNICIAN)));
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
            assertThat(refused.json().getJsonArray("errors").encode())
                    .isEqualTo("[{\"pointer\":\"/settings/%s\",\"code\":\"%s\"}]".formatted(parts[0], parts[2]));
        }
    }

    @Test
    void aDifferenceThatAnInventoryShowsIsShownWithItsEvidenceAndAsAnAlarm(@TempDir Path keys) {
        try (ApiWorld world = ApiWorld.open(keys)) {
            world.birth("B1", "B2");

            Ask station = Ask.get("/v1/operator/stations/uis").as(world.token(Role.DISPATCHER));
            JsonObject condition = world.client().send(station).json().getJsonObject("condition");
            JsonObject inferred = condition.getJsonArray("inferred").getJsonObject(0);
            assertThat(inferred.getString("kind")).isEqualTo("bike-removed");
            assertThat(inferred.getString("bikeId")).isEqualTo("B3");
            assertThat(inferred.getInteger("dock")).isEqualTo(3);
            assertThat(inferred.getLong("evidenceEpoch")).isEqualTo(2);
            assertThat(condition.getString("hardware")).isEqualTo("rev-a");

            Ask alarms = Ask.get("/v1/operator/alarms").as(world.token(Role.DISPATCHER));
            JsonObject alarm =
                    world.client().send(alarms).json().getJsonArray("alarms").getJsonObject(0);
            assertThat(alarm.getString("kind")).isEqualTo("dock-mismatch");
            assertThat(alarm.getString("text"))
                    .isEqualTo("El inventario no coincide con lo informado en el anclaje 3.");
            assertBoundsAreKept(world);
        }
    }
}
