package bici.api.operator;

import bici.api.contract.Call;
import bici.api.contract.Cursors;
import bici.api.contract.Endpoint;
import bici.api.contract.Endpoints;
import bici.api.http.Blocking;
import bici.api.http.Etag;
import bici.api.http.ProblemType;
import bici.api.http.Reply;
import bici.fleet.availability.LiveBikes;
import bici.fleet.availability.LiveStations;
import bici.fleet.operations.Alarms;
import bici.fleet.operations.PrintedCodes;
import bici.fleet.operations.StationConditions;
import bici.fleet.people.Role;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.StationId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/** Stations, bikes and alarms for the control room. */
public final class OperatorOperations {
    private static final int PAGE = 50;
    private static final int LAST_TRIPS = 20;

    private final LiveStations stations;
    private final LiveBikes bikes;
    private final Alarms alarms;
    private final PrintedCodes codes;
    private final StationConditions conditions;

    public OperatorOperations(
            LiveStations stations, LiveBikes bikes, Alarms alarms, PrintedCodes codes, StationConditions conditions) {
        this.stations = stations;
        this.bikes = bikes;
        this.alarms = alarms;
        this.codes = codes;
        this.conditions = conditions;
    }

    public Map<String, Endpoint> endpoints(Blocking blocking) {
        return Map.of(
                "listOperatorStations", Endpoints.blocking(blocking, this::listStations),
                "getOperatorStation", Endpoints.blocking(blocking, this::station),
                "listBikes", Endpoints.blocking(blocking, this::listBikes),
                "getBike", Endpoints.blocking(blocking, this::bike),
                "listAlarms", Endpoints.blocking(blocking, this::listAlarms),
                "listPrintedCodes", Endpoints.blocking(blocking, this::listCodes));
    }

    private Reply listStations(Call call) {
        JsonArray list = new JsonArray();
        stations.listStations().forEach(station -> list.add(OperatorJson.station(station)));
        JsonArray retired = new JsonArray();
        stations.listRetired()
                .forEach(station -> retired.add(
                        new JsonObject().put("stationId", station.id().value()).put("name", station.name())));
        JsonObject body = new JsonObject().put("stations", list).put("retired", retired);
        JsonObject dated = body.copy().put("generatedAt", call.at().toString());
        return Etag.reply(call.header("if-none-match"), body, dated);
    }

    private Reply station(Call call) {
        return stations.findStation(call.id("stationId", StationId::new))
                .map(station -> {
                    JsonObject json = OperatorJson.stationWithDocks(station, mayPrint(call));
                    conditions
                            .find(station.id())
                            .ifPresent(found -> json.put("condition", ConditionJson.condition(found)));
                    return Reply.ok(json);
                })
                .orElseGet(() -> Reply.refused(ProblemType.NOT_FOUND));
    }

    /** Whoever knows a code may open a lock with it: those who print stickers see it. */
    private static boolean mayPrint(Call call) {
        return call.caller()
                .map(caller -> caller.principal().role())
                .filter(role -> role == Role.TECHNICIAN || role == Role.ADMIN)
                .isPresent();
    }

    private Reply listBikes(Call call) {
        int limit = call.number("limit", PAGE);
        LiveBikes.Page page = bikes.listBikes(limit, call.cursor(OperatorOperations::bikeCursor));
        JsonArray list = new JsonArray();
        page.bikes().forEach(bike -> list.add(OperatorJson.bike(bike)));
        JsonObject body = new JsonObject().put("bikes", list);
        page.next().ifPresent(next -> body.put("next", Cursors.encode(next)));
        return Reply.ok(body);
    }

    private static Optional<BikeId> bikeCursor(String text) {
        try {
            return Optional.of(new BikeId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Reply bike(Call call) {
        BikeId id = call.id("bikeId", BikeId::new);
        return bikes.findBike(id)
                .map(bike -> Reply.ok(OperatorJson.bikeWithTrips(bike, bikes.listTrips(id, LAST_TRIPS))))
                .orElseGet(() -> Reply.refused(ProblemType.NOT_FOUND));
    }

    private Reply listAlarms(Call call) {
        return Reply.ok(new JsonObject()
                .put("alarms", AlarmJson.alarms(alarms.listAlarms(call.at()), call.language()))
                .put("generatedAt", call.at().toString()));
    }

    private Reply listCodes(Call call) {
        return new Reply.Text("text/csv; charset=utf-8", OperatorJson.codes(codes.listCodes()));
    }
}
