package bici.api.operator;

import bici.api.contract.Call;
import bici.api.contract.Endpoint;
import bici.api.contract.Endpoints;
import bici.api.http.Blocking;
import bici.api.http.ProblemType;
import bici.api.http.Reply;
import bici.fleet.availability.LiveBikes;
import bici.fleet.operations.FleetDesk;
import bici.fleet.operations.FleetRegister;
import bici.fleet.vocabulary.Author;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.StationId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Bikes and docks of which only stations tell, and somebody who takes them in. */
public final class FleetOperations {
    private static final int PAGE = 50;

    private final LiveBikes bikes;
    private final FleetDesk desk;
    private final FleetRegister fleet;

    public FleetOperations(LiveBikes bikes, FleetDesk desk, FleetRegister fleet) {
        this.bikes = bikes;
        this.desk = desk;
        this.fleet = fleet;
    }

    public Map<String, Endpoint> endpoints(Blocking blocking) {
        return Map.of(
                "listUnregistered", Endpoints.blocking(blocking, this::list),
                "registerBike", Endpoints.blocking(blocking, this::registerBike),
                "registerDock", Endpoints.blocking(blocking, this::registerDock));
    }

    private Reply list(Call call) {
        JsonArray shown = new JsonArray();
        fleet.listUnregistered(
                call.number("limit", PAGE),
                bike -> shown.add(new JsonObject()
                        .put("bikeId", bike.bike().value())
                        .put("stationId", bike.station().value())
                        .put("lastAt", bike.lastAt().toString())));
        JsonArray docks = new JsonArray();
        fleet.listUnregisteredDocks()
                .forEach(dock -> docks.add(new JsonObject()
                        .put("stationId", dock.dock().station().value())
                        .put("dock", dock.dock().number())
                        .put("since", dock.since().toString())));
        return Reply.ok(new JsonObject()
                .put("bikes", shown)
                .put("bikesInAll", fleet.count().unregistered())
                .put("docks", docks));
    }

    /** What nobody ever told of is taken in by whoever has a list of it, on the server's machine. */
    private Reply registerBike(Call call) {
        BikeId bike = call.id("bikeId", BikeId::new);
        if (bikes.findBike(bike).isEmpty()) {
            return Reply.refused(ProblemType.NOT_FOUND);
        }
        desk.add(List.of(new FleetDesk.Entry(bike)), signature(call));
        return new Reply.Empty(204, Map.of());
    }

    private Reply registerDock(Call call) {
        StationId station = call.id("stationId", StationId::new);
        DockId dock = call.id("dock", number -> new DockId(station, Integer.parseInt(number)));
        return fleet.installDock(dock, signature(call))
                ? new Reply.Empty(204, Map.of())
                : Reply.refused(ProblemType.NOT_FOUND);
    }

    private static FleetDesk.Signature signature(Call call) {
        return new FleetDesk.Signature(
                Author.of(call.staff()), call.body().getString("note", "").strip());
    }
}
