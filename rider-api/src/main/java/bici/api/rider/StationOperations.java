package bici.api.rider;

import bici.api.contract.Call;
import bici.api.contract.Endpoint;
import bici.api.contract.Endpoints;
import bici.api.http.Blocking;
import bici.api.http.Etag;
import bici.api.http.Problem;
import bici.api.http.ProblemException;
import bici.api.http.ProblemType;
import bici.api.http.Reply;
import bici.fleet.availability.LiveStations;
import bici.fleet.availability.StationView;
import bici.fleet.operations.StationRegister.Position;
import bici.fleet.vocabulary.StationId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stations for whoever looks for a bike or a dock; nobody need sign in. */
public final class StationOperations {
    private static final int PAGE = 200;
    private static final int MAX_LATITUDE = 90;
    private static final int MAX_LONGITUDE = 180;
    private static final double EARTH_RADIUS_M = 6_371_008.8;

    private final LiveStations stations;

    public StationOperations(LiveStations stations) {
        this.stations = stations;
    }

    public Map<String, Endpoint> endpoints(Blocking blocking) {
        return Map.of(
                "listStations", Endpoints.blocking(blocking, this::list),
                "getStation", Endpoints.blocking(blocking, this::station));
    }

    private record Far(StationView station, Optional<Long> metres) {}

    private Reply list(Call call) {
        Optional<Position> near = call.find("near").map(StationOperations::position);
        List<Far> shown = stations.listStations().stream()
                .map(station -> new Far(station, near.flatMap(from -> metres(from, station))))
                .sorted(Comparator.comparing((Far far) -> far.metres().orElse(Long.MAX_VALUE)))
                .limit(call.number("limit", PAGE))
                .toList();
        JsonArray list = new JsonArray();
        shown.forEach(far -> list.add(json(far)));
        JsonObject body = new JsonObject().put("stations", list);
        JsonObject dated = body.copy().put("generatedAt", call.at().toString());
        return Etag.reply(call.header("if-none-match"), body, dated);
    }

    private Reply station(Call call) {
        return stations.findStation(call.id("stationId", StationId::new))
                .map(station -> Reply.ok(RiderJson.stationWithDocks(station)))
                .orElseGet(() -> Reply.refused(ProblemType.NOT_FOUND));
    }

    private static JsonObject json(Far far) {
        JsonObject json = RiderJson.station(far.station());
        far.metres().ifPresent(metres -> json.put("distanceM", metres));
        return json;
    }

    private static Position position(String near) {
        int comma = near.indexOf(',');
        double latitude = Double.parseDouble(near.substring(0, comma));
        double longitude = Double.parseDouble(near.substring(comma + 1));
        if (Math.abs(latitude) > MAX_LATITUDE || Math.abs(longitude) > MAX_LONGITUDE) {
            throw new ProblemException(Problem.invalid("near", "maximum"));
        }
        return new Position(latitude, longitude);
    }

    /** Great circle, by the haversine formula. */
    private static Optional<Long> metres(Position from, StationView station) {
        return station.position().map(to -> {
            double south = Math.toRadians(from.latitude());
            double north = Math.toRadians(to.latitude());
            double up = Math.sin((north - south) / 2);
            double along = Math.sin(Math.toRadians(to.longitude() - from.longitude()) / 2);
            double half = up * up + Math.cos(south) * Math.cos(north) * along * along;
            return Math.round(2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(half))));
        });
    }
}
