package bici.infra.opendata;

import static bici.infra.opendata.FeedCheck.CAPACITY_IS_THE_REGISTERS;
import static bici.infra.opendata.FeedCheck.DOCKS_AVAILABLE_ARE_TOLD;
import static bici.infra.opendata.FeedCheck.EVERY_FILE_IS_LISTED;
import static bici.infra.opendata.FeedCheck.NOBODY_SPOKE_AFTER_IT_WAS_PRINTED;
import static bici.infra.opendata.FeedCheck.OPENING_HOURS_PARSE;
import static bici.infra.opendata.FeedCheck.PLANS_ARE_KNOWN;
import static bici.infra.opendata.FeedCheck.REGIONS_ARE_KNOWN;
import static bici.infra.opendata.FeedCheck.STATIONS_ARE_UNIQUE_AND_KNOWN;
import static bici.infra.opendata.FeedCheck.SUMS_ARE_THE_CAPACITY;
import static bici.infra.opendata.FeedCheck.TRANSLATIONS_ARE_COMPLETE;
import static bici.infra.opendata.FeedCheck.VEHICLES_ARE_COUNTED;
import static bici.infra.opendata.FeedCheck.VEHICLE_IDS_ARE_UNIQUE;
import static bici.infra.opendata.FeedCheck.VEHICLE_TYPES_ARE_KNOWN;
import static bici.infra.opendata.FeedCheck.WHAT_DOES_NOT_RENT_OFFERS_NOTHING;

import bici.infra.opendata.FeedSet.Words;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A way to make good files wrong, and who must find it.
 *
 * @param make changes the files it is given
 */
record WrongFeed(FeedCheck check, Words words, String what, Consumer<FeedSet> make) {

    static Stream<WrongFeed> all() {
        return Stream.concat(
                Stream.of(Words.values())
                        .flatMap(words -> Stream.of(counts(words), names(words), vehicles(words))
                                .flatMap(one -> one)),
                Stream.concat(only30(), only23()));
    }

    private static Stream<WrongFeed> counts(Words words) {
        return Stream.of(
                wrong(
                        SUMS_ARE_THE_CAPACITY,
                        words,
                        "a dock too many",
                        feeds -> add(first(feeds), "num_docks_disabled")),
                wrong(SUMS_ARE_THE_CAPACITY, words, "a bike too many", feeds -> add(first(feeds), words.available)),
                wrong(CAPACITY_IS_THE_REGISTERS, words, "a dock that is not registered", feeds -> {
                    add(first(feeds), "num_docks_disabled");
                    String id = first(feeds).getString("station_id");
                    feeds.stations().stream()
                            .filter(station -> id.equals(station.getString("station_id")))
                            .forEach(station -> add(station, "capacity"));
                }),
                wrong(
                        DOCKS_AVAILABLE_ARE_TOLD,
                        words,
                        "left out",
                        feeds -> first(feeds).remove("num_docks_available")),
                wrong(
                        VEHICLES_ARE_COUNTED,
                        words,
                        "one not listed",
                        feeds -> array(feeds, words.vehicleFile, words.vehicles).remove(0)),
                wrong(
                        VEHICLES_ARE_COUNTED,
                        words,
                        "one broken",
                        feeds -> feeds.vehicles().stream()
                                .filter(vehicle -> !vehicle.getBoolean("is_disabled"))
                                .findFirst()
                                .orElseThrow()
                                .put("is_disabled", true)),
                wrong(
                        WHAT_DOES_NOT_RENT_OFFERS_NOTHING,
                        words,
                        "bikes",
                        feeds -> offering(feeds, words.available).put("is_renting", false)),
                wrong(
                        WHAT_DOES_NOT_RENT_OFFERS_NOTHING,
                        words,
                        "docks",
                        feeds -> offering(feeds, "num_docks_available").put("is_returning", false)));
    }

    private static Stream<WrongFeed> names(Words words) {
        return Stream.of(
                wrong(
                        STATIONS_ARE_UNIQUE_AND_KNOWN,
                        words,
                        "no status",
                        feeds -> array(feeds, "station_status", "stations").remove(0)),
                wrong(STATIONS_ARE_UNIQUE_AND_KNOWN, words, "one twice", feeds -> twice(feeds, "station_information")),
                wrong(STATIONS_ARE_UNIQUE_AND_KNOWN, words, "a status twice", feeds -> twice(feeds, "station_status")),
                wrong(
                        STATIONS_ARE_UNIQUE_AND_KNOWN,
                        words,
                        "an alert nowhere",
                        feeds -> feeds.alerts().getFirst().put("station_ids", new JsonArray().add("nowhere"))),
                wrong(
                        REGIONS_ARE_KNOWN,
                        words,
                        "another region",
                        feeds -> feeds.stations().getFirst().put("region_id", "atlantis")),
                wrong(
                        PLANS_ARE_KNOWN,
                        words,
                        "another plan",
                        feeds ->
                                feeds.vehicleTypes().getFirst().put("pricing_plan_ids", new JsonArray().add("golden"))),
                wrong(
                        PLANS_ARE_KNOWN,
                        words,
                        "another usual plan",
                        feeds -> feeds.vehicleTypes().getFirst().put("default_pricing_plan_id", "golden")),
                wrong(
                        EVERY_FILE_IS_LISTED,
                        words,
                        "not there",
                        feeds -> feeds.files().remove("system_alerts")));
    }

    private static Stream<WrongFeed> vehicles(Words words) {
        return Stream.of(
                wrong(
                        STATIONS_ARE_UNIQUE_AND_KNOWN,
                        words,
                        "a bike nowhere",
                        feeds -> feeds.vehicles().getFirst().put("station_id", "nowhere")),
                wrong(
                        VEHICLE_TYPES_ARE_KNOWN,
                        words,
                        "a moped",
                        feeds -> feeds.vehicles().getFirst().put("vehicle_type_id", "moped")),
                wrong(
                        VEHICLE_TYPES_ARE_KNOWN,
                        words,
                        "more by type",
                        feeds -> add(
                                first(feeds)
                                        .getJsonArray("vehicle_types_available")
                                        .getJsonObject(0),
                                "count")),
                wrong(
                        VEHICLE_IDS_ARE_UNIQUE,
                        words,
                        "an id twice",
                        feeds -> feeds.vehicles()
                                .get(0)
                                .put(words.vehicleId, feeds.vehicles().get(1).getString(words.vehicleId))));
    }

    private static Stream<WrongFeed> only30() {
        Words words = Words.V3_0;
        return Stream.of(
                wrong(
                        TRANSLATIONS_ARE_COMPLETE,
                        words,
                        "no English",
                        feeds ->
                                feeds.stations().getFirst().getJsonArray("name").remove(1)),
                wrong(
                        TRANSLATIONS_ARE_COMPLETE,
                        words,
                        "blank",
                        feeds -> feeds.alerts()
                                .getFirst()
                                .getJsonArray("summary")
                                .getJsonObject(0)
                                .put("text", " ")),
                wrong(
                        OPENING_HOURS_PARSE,
                        words,
                        "no hours",
                        feeds -> feeds.data("system_information").put("opening_hours", "de lunes a domingo")),
                wrong(
                        NOBODY_SPOKE_AFTER_IT_WAS_PRINTED,
                        words,
                        "tomorrow",
                        feeds -> first(feeds).put("last_reported", "2999-01-01T00:00:00Z")));
    }

    private static Stream<WrongFeed> only23() {
        Words words = Words.V2_3;
        return Stream.of(
                wrong(
                        TRANSLATIONS_ARE_COMPLETE,
                        words,
                        "no English",
                        feeds -> feeds.data("gbfs").remove("en")),
                wrong(
                        OPENING_HOURS_PARSE,
                        words,
                        "backwards",
                        feeds -> feeds.data("system_hours")
                                .getJsonArray("rental_hours")
                                .getJsonObject(0)
                                .put("end_time", "00:00:00")),
                wrong(
                        NOBODY_SPOKE_AFTER_IT_WAS_PRINTED,
                        words,
                        "tomorrow",
                        feeds -> first(feeds).put("last_reported", 9_999_999_999L)));
    }

    private static WrongFeed wrong(FeedCheck check, Words words, String what, Consumer<FeedSet> make) {
        return new WrongFeed(check, words, what, make);
    }

    private static JsonObject first(FeedSet feeds) {
        return feeds.statuses().getFirst();
    }

    private static JsonObject offering(FeedSet feeds, String what) {
        return feeds.statuses().stream()
                .filter(status -> status.getInteger(what) > 0)
                .findFirst()
                .orElseThrow();
    }

    private static void add(JsonObject object, String name) {
        object.put(name, object.getInteger(name) + 1);
    }

    private static void twice(FeedSet feeds, String file) {
        JsonArray stations = array(feeds, file, "stations");
        stations.add(stations.getJsonObject(0).copy());
    }

    private static JsonArray array(FeedSet feeds, String file, String name) {
        return feeds.data(file).getJsonArray(name);
    }

    @Override
    public String toString() {
        return check + " " + words + ": " + what;
    }
}
