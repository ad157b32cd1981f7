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
import java.util.PriorityQueue;

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

    /** Whoever looks at the map takes no place of those who unlock. */
    public Map<String, Endpoint> endpoints(Blocking blocking, Blocking lists) {
        return Map.of(
                "listStations", Endpoints.blocking(lists, this::list),
                "getStation", Endpoints.blocking(blocking, this::station));
    }

    /**
     * A station seen from somewhere.
     *
     * @param arc grows with the distance: the haversine of the angle between the two; 2 where there is no position
     */
    private record Far(StationView station, double arc) {
        static final Comparator<Far> NEAREST_FIRST = Comparator.comparingDouble(Far::arc)
                .thenComparing(far -> far.station().id());

        boolean isPlaced() {
            return arc <= 1;
        }

        long metres() {
            return Math.round(2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(arc)));
        }
    }

    private Reply list(Call call) {
        int limit = call.number("limit", PAGE);
        List<StationView> all = stations.listStations();
        List<Far> shown = call.find("near")
                .map(StationOperations::position)
                .map(from -> nearest(all, from, limit))
                .orElseGet(() -> all.stream()
                        .limit(limit)
                        .map(station -> new Far(station, 2))
                        .toList());
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
        if (far.isPlaced()) {
            json.put("distanceM", far.metres());
        }
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

    /** Of a whole city only the nearest are kept, and only they are put in order. */
    private static List<Far> nearest(List<StationView> all, Position from, int limit) {
        PriorityQueue<Far> kept = new PriorityQueue<>(Far.NEAREST_FIRST.reversed());
        for (StationView station : all) {
            double arc = station.position().isPresent()
                    ? arc(from, station.position().get())
                    : 2;
            Far farthest = kept.size() < limit ? null : kept.peek();
            if (farthest == null || arc < farthest.arc()) {
                kept.add(new Far(station, arc));
                if (kept.size() > limit) {
                    kept.remove();
                }
            }
        }
        return kept.stream().sorted(Far.NEAREST_FIRST).toList();
    }

    /** Great circle, by the haversine formula. */
    private static double arc(Position from, Position to) {
        double south = Math.toRadians(from.latitude());
        double north = Math.toRadians(to.latitude());
        double up = Math.sin((north - south) / 2);
        double along = Math.sin(Math.toRadians(to.longitude() - from.longitude()) / 2);
        return Math.min(1, up * up + Math.cos(south) * Math.cos(north) * along * along);
    }
}
