package bici.api.operator;

import bici.api.contract.Call;
import bici.api.contract.Endpoint;
import bici.api.contract.Endpoints;
import bici.api.http.Blocking;
import bici.api.http.Problem;
import bici.api.http.ProblemException;
import bici.api.http.ProblemType;
import bici.api.http.Reply;
import bici.fleet.operations.BikeDesk;
import bici.fleet.operations.StationConditions;
import bici.fleet.operations.StationConfigs;
import bici.fleet.operations.StationSettings;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.StationId;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** Settings of stations, what they answer when they are asked how they are, and bikes in and out of service. */
public final class UpkeepOperations {
    private final StationConfigs configs;
    private final StationConditions conditions;
    private final BikeDesk bikes;

    public UpkeepOperations(StationConfigs configs, StationConditions conditions, BikeDesk bikes) {
        this.configs = configs;
        this.conditions = conditions;
        this.bikes = bikes;
    }

    public Map<String, Endpoint> endpoints(Blocking blocking) {
        return Map.of(
                "putStationConfig", Endpoints.blocking(blocking, this::putConfig),
                "getDiagnostics", Endpoints.blocking(blocking, this::diagnostics),
                "setBikeService", Endpoints.blocking(blocking, this::setBikeService));
    }

    private Reply putConfig(Call call) {
        StationConfigs.Request request = new StationConfigs.Request(
                call.staff(),
                call.id("stationId", StationId::new),
                settings(call),
                call.body().getString("note", ""));
        return switch (configs.put(request, call.at())) {
            case StationConfigs.Answer.Wanted wanted -> Reply.ok(ConditionJson.config(wanted.config()));
            case StationConfigs.Answer.NoSuchStation none -> Reply.refused(ProblemType.NOT_FOUND);
        };
    }

    private static Map<String, String> settings(Call call) {
        JsonObject body = call.body().getJsonObject("settings", new JsonObject());
        Map<String, String> settings = new HashMap<>();
        for (String name : body.fieldNames()) {
            if (!StationConfigs.NAME.matcher(name).matches()) {
                throw new ProblemException(Problem.invalid("/settings", "pattern"));
            }
            String value = body.getString(name);
            StationSettings.findFault(name, value).ifPresent(fault -> {
                throw new ProblemException(Problem.invalid("/settings/" + name, code(fault)));
            });
            settings.put(name, value);
        }
        return settings;
    }

    private static String code(StationSettings.Fault fault) {
        return switch (fault) {
            case NO_WHOLE_NUMBER -> "integer";
            case TOO_SMALL -> "minimum";
            case TOO_LARGE -> "maximum";
        };
    }

    private Reply setBikeService(Call call) {
        BikeDesk.Request request = new BikeDesk.Request(
                call.staff(),
                call.id("bikeId", BikeId::new),
                call.body().getBoolean("inService"),
                call.body().getString("note", ""));
        return bikes.setService(request, call.at())
                ? new Reply.Empty(204, Map.of())
                : Reply.refused(ProblemType.NOT_FOUND);
    }

    private Reply diagnostics(Call call) {
        return conditions
                .findDiagnostics(call.id("commandId", CommandId::new))
                .map(found -> Reply.ok(ConditionJson.diagnostics(found)))
                .orElseGet(() -> Reply.refused(ProblemType.NOT_FOUND));
    }
}
