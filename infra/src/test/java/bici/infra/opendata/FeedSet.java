package bici.infra.opendata;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All files of one version (and language), by name, with the words in which the version differs.
 *
 * @param register how many docks each station was taken in with
 */
record FeedSet(Map<String, JsonObject> files, Words words, Map<String, Integer> register) {

    /** What 2.3 and 3.0 call otherwise. */
    enum Words {
        V2_3("free_bike_status", "bikes", "bike_id", "num_bikes_available", "num_bikes_disabled"),
        V3_0("vehicle_status", "vehicles", "vehicle_id", "num_vehicles_available", "num_vehicles_disabled");

        final String vehicleFile;
        final String vehicles;
        final String vehicleId;
        final String available;
        final String disabled;

        Words(String vehicleFile, String vehicles, String vehicleId, String available, String disabled) {
            this.vehicleFile = vehicleFile;
            this.vehicles = vehicles;
            this.vehicleId = vehicleId;
            this.available = available;
            this.disabled = disabled;
        }
    }

    FeedSet {
        files = new TreeMap<>(files);
    }

    JsonObject file(String name) {
        JsonObject file = files.get(name);
        if (file == null) {
            throw new IllegalArgumentException("no file " + name + " among " + files.keySet());
        }
        return file;
    }

    JsonObject data(String name) {
        return file(name).getJsonObject("data");
    }

    List<JsonObject> stations() {
        return objects(data("station_information").getJsonArray("stations"));
    }

    List<JsonObject> statuses() {
        return objects(data("station_status").getJsonArray("stations"));
    }

    JsonObject status(String station) {
        return statuses().stream()
                .filter(status -> station.equals(status.getString("station_id")))
                .findFirst()
                .orElseThrow();
    }

    List<JsonObject> vehicles() {
        return objects(data(words.vehicleFile).getJsonArray(words.vehicles));
    }

    List<JsonObject> vehiclesAt(String station) {
        return vehicles().stream()
                .filter(vehicle -> station.equals(vehicle.getString("station_id")))
                .toList();
    }

    List<JsonObject> vehicleTypes() {
        return objects(data("vehicle_types").getJsonArray("vehicle_types"));
    }

    List<JsonObject> alerts() {
        return objects(data("system_alerts").getJsonArray("alerts"));
    }

    static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }
}
