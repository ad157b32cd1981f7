package bici.api.operator;

import bici.fleet.operations.StationConditions.ConfigState;
import bici.fleet.operations.StationConditions.Diagnostics;
import bici.fleet.operations.StationConditions.Inferred;
import bici.fleet.operations.StationConditions.StationCondition;
import bici.fleet.operations.StationConfigs.Config;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** How a station is, beside its docks. */
final class ConditionJson {
    private ConditionJson() {}

    static JsonObject condition(StationCondition condition) {
        JsonArray readings = new JsonArray();
        condition
                .readings()
                .forEach(reading -> readings.add(new JsonObject()
                        .put("name", reading.name())
                        .put("value", reading.value())
                        .put("at", reading.at().toString())));
        JsonArray inferred = new JsonArray();
        condition.inferred().forEach(each -> inferred.add(inferred(each)));
        JsonObject json = new JsonObject()
                .put("firmware", condition.firmware())
                .put("hardware", condition.hardware())
                .put("readings", readings)
                .put("inferred", inferred);
        condition
                .clock()
                .ifPresent(clock -> json.put("clockSkewMs", clock.skewMs())
                        .put("clockMeasuredAt", clock.measuredAt().toString()));
        condition.config().ifPresent(config -> json.put("config", config(config)));
        return json;
    }

    private static JsonObject inferred(Inferred inferred) {
        JsonObject json = new JsonObject()
                .put("at", inferred.at().toString())
                .put("kind", inferred.kind())
                .put("dock", inferred.dock())
                .put("evidenceEpoch", inferred.evidenceEpoch());
        inferred.bike().ifPresent(bike -> json.put("bikeId", bike.value()));
        return json;
    }

    private static JsonObject config(ConfigState state) {
        JsonObject json = config(state.wanted())
                .put("wantedAt", state.wantedAt().toString())
                .put("adopted", state.isAdopted());
        state.reportedVersion().ifPresent(version -> json.put("reportedVersion", version));
        state.reportedHash().ifPresent(hash -> json.put("reportedHash", hash));
        state.refused().ifPresent(why -> json.put("refused", why));
        state.reportedAt().ifPresent(at -> json.put("reportedAt", at.toString()));
        return json;
    }

    static JsonObject config(Config config) {
        JsonObject settings = new JsonObject();
        config.settings().forEach(settings::put);
        return new JsonObject()
                .put("version", config.version())
                .put("hash", config.hash())
                .put("settings", settings);
    }

    static JsonObject diagnostics(Diagnostics diagnostics) {
        return new JsonObject()
                .put("commandId", diagnostics.command().value())
                .put("stationId", diagnostics.station().value())
                .put("complete", diagnostics.complete())
                .put("text", diagnostics.text());
    }
}
