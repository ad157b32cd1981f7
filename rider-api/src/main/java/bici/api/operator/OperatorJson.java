package bici.api.operator;

import bici.fleet.availability.BikeView;
import bici.fleet.availability.DockView;
import bici.fleet.availability.LiveBikes;
import bici.fleet.availability.StationView;
import bici.fleet.operations.PrintedCodes;
import bici.fleet.operations.StaffDesk.StationCommand;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.PrintedCode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** What the control room sees, as {@code operator.yaml} says it. Nothing about riders. */
public final class OperatorJson {
    private OperatorJson() {}

    public static JsonObject station(StationView station) {
        JsonObject json = new JsonObject()
                .put("stationId", station.id().value())
                .put("name", station.name())
                .put("capacity", station.capacity())
                .put("bikesAvailable", station.bikesAvailable())
                .put("bikesDisabled", station.bikesDisabled())
                .put("docksAvailable", station.docksAvailable())
                .put("docksDisabled", station.docksDisabled())
                .put("online", station.online())
                .put("inService", station.inService())
                .put("renting", station.isRenting())
                .put("returning", station.isReturning());
        station.position()
                .ifPresent(
                        position -> json.put("latitude", position.latitude()).put("longitude", position.longitude()));
        station.lastReported().ifPresent(at -> json.put("lastReported", at.toString()));
        return json;
    }

    static JsonObject stationWithDocks(StationView station, boolean withCodes) {
        JsonArray docks = new JsonArray();
        station.docks().forEach(dock -> docks.add(dock(dock, withCodes)));
        return station(station).put("docks", docks);
    }

    private static JsonObject dock(DockView dock, boolean withCodes) {
        JsonObject json = new JsonObject()
                .put("dock", dock.number())
                .put("lock", word(dock.lock()))
                .put("lockedOut", dock.lockedOut())
                .put("since", dock.since().toString());
        dock.bike().ifPresent(bike -> json.put("bikeId", bike.value()));
        if (dock.bikeElsewhere()) {
            json.put("bikeElsewhere", true);
        }
        if (dock.bike().isPresent() && !dock.bikeElsewhere() && !dock.bikeRegistered()) {
            json.put("bikeUnregistered", true);
        }
        if (!dock.installed()) {
            json.put("unregistered", true);
        }
        dock.fault().ifPresent(fault -> json.put("fault", fault));
        dock.code().filter(code -> withCodes).map(PrintedCode::value).ifPresent(code -> json.put("code", code));
        return json;
    }

    public static JsonObject command(StationCommand command) {
        JsonObject json = new JsonObject()
                .put("commandId", command.id().value())
                .put("stationId", command.station().value())
                .put("order", word(command.order()))
                .put("state", word(command.state()))
                .put("requestedAt", command.requestedAt().toString());
        command.dock().ifPresent(dock -> json.put("dock", dock));
        command.staff().ifPresent(staff -> json.put("by", staff.value()));
        command.refusal().ifPresent(refusal -> json.put("reason", refusal.word()));
        command.endedAt().ifPresent(at -> json.put("endedAt", at.toString()));
        if (!command.note().isEmpty()) {
            json.put("note", command.note());
        }
        return json;
    }

    static JsonObject bike(BikeView bike) {
        JsonObject json = new JsonObject()
                .put("bikeId", bike.id().value())
                .put("place", word(bike.place()))
                .put("inService", bike.inService());
        bike.dock()
                .ifPresent(dock -> json.put("stationId", dock.station().value()).put("dock", dock.number()));
        bike.since().ifPresent(at -> json.put("since", at.toString()));
        if (bike.retired()) {
            return json.put("retired", true);
        }
        return bike.registered() ? json : json.put("unregistered", true);
    }

    static JsonObject bikeWithTrips(BikeView bike, List<LiveBikes.BikeTrip> trips) {
        JsonArray shown = new JsonArray();
        trips.forEach(trip -> shown.add(trip(trip)));
        return bike(bike).put("trips", shown);
    }

    private static JsonObject trip(LiveBikes.BikeTrip trip) {
        JsonObject json = new JsonObject()
                .put("tripId", trip.id().toString())
                .put("startedAt", trip.startedAt().toString())
                .put("startStationId", trip.start().station().value());
        trip.endedAt().ifPresent(at -> json.put("endedAt", at.toString()));
        trip.end().ifPresent(dock -> json.put("endStationId", dock.station().value()));
        json.put("state", trip.state());
        if (trip.contested()) {
            json.put("contested", true);
        }
        return trip.inReview() ? json.put("inReview", true) : json;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The print list: CSV with a header; ids and codes need no quotes. */
    static String codes(List<PrintedCodes.Printed> codes) {
        StringBuilder csv = new StringBuilder("stationId,dock,bikeId,code\r\n");
        codes.forEach(printed -> csv.append(
                        printed.dock().map(dock -> dock.station().value()).orElse(""))
                .append(',')
                .append(printed.dock()
                        .map(dock -> String.valueOf(dock.number()))
                        .orElse(""))
                .append(',')
                .append(printed.bike().map(BikeId::value).orElse(""))
                .append(',')
                .append(printed.code().value())
                .append("\r\n"));
        return csv.toString();
    }
}
