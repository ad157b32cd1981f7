package bici.infra.opendata;

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
import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.opendata.FeedSet.Words;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each check is shown a wrong document and finds it. The good ones were printed by the server of {@code OpenDataTest}. */
class FeedCheckTest {
    private record Wrong(FeedCheck check, Words words, String what, Consumer<FeedSet> make) {
        @Override
        public String toString() {
            return check + " " + words + ": " + what;
        }
    }

    @Test
    void goodDocumentsAreFoundGood() {
        assertThat(FeedCheck.allFindings(good(Words.V3_0))).isEmpty();
        assertThat(FeedCheck.allFindings(good(Words.V2_3))).isEmpty();
    }

    @Test
    void everyCheckHasAWrongDocumentToFind() {
        assertThat(wrongs().map(Wrong::check)).containsAll(EnumSet.allOf(FeedCheck.class));
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void aWrongDocumentIsFound(Wrong wrong) {
        FeedSet feeds = good(wrong.words());
        wrong.make().accept(feeds);

        assertThat(wrong.check().findings(feeds)).isNotEmpty();
    }

    static Stream<Wrong> wrongs() {
        return Stream.of(Words.values())
                .flatMap(words -> Stream.concat(both(words), words == Words.V3_0 ? v3() : v2()));
    }

    private static Stream<Wrong> both(Words words) {
        return Stream.of(
                wrong(
                        SUMS_ARE_THE_CAPACITY,
                        words,
                        "a dock too many",
                        feeds -> add(first(feeds), "num_docks_disabled")),
                wrong(SUMS_ARE_THE_CAPACITY, words, "a bike too many", feeds -> add(first(feeds), words.available)),
                wrong(
                        DOCKS_AVAILABLE_ARE_TOLD,
                        words,
                        "left out",
                        feeds -> first(feeds).remove("num_docks_available")),
                wrong(
                        STATIONS_ARE_UNIQUE_AND_KNOWN,
                        words,
                        "no status",
                        feeds -> array(feeds, "station_status", "stations").remove(0)),
                wrong(
                        STATIONS_ARE_UNIQUE_AND_KNOWN,
                        words,
                        "a station twice",
                        feeds -> twice(feeds, "station_information")),
                wrong(STATIONS_ARE_UNIQUE_AND_KNOWN, words, "a status twice", feeds -> twice(feeds, "station_status")),
                wrong(
                        STATIONS_ARE_UNIQUE_AND_KNOWN,
                        words,
                        "a bike nowhere",
                        feeds -> feeds.vehicles().getFirst().put("station_id", "nowhere")),
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
                        VEHICLE_IDS_ARE_UNIQUE,
                        words,
                        "an id twice",
                        feeds -> feeds.vehicles()
                                .get(0)
                                .put(words.vehicleId, feeds.vehicles().get(1).getString(words.vehicleId))),
                wrong(
                        WHAT_DOES_NOT_RENT_OFFERS_NOTHING,
                        words,
                        "bikes",
                        feeds -> renting(feeds, words).put("is_renting", false)),
                wrong(
                        WHAT_DOES_NOT_RENT_OFFERS_NOTHING,
                        words,
                        "docks",
                        feeds -> feeds.statuses().stream()
                                .filter(status -> status.getInteger("num_docks_available") > 0)
                                .findFirst()
                                .orElseThrow()
                                .put("is_returning", false)),
                wrong(
                        EVERY_FILE_IS_LISTED,
                        words,
                        "not there",
                        feeds -> feeds.files().remove("system_alerts")));
    }

    private static Stream<Wrong> v3() {
        return Stream.of(
                wrong(
                        TRANSLATIONS_ARE_COMPLETE,
                        Words.V3_0,
                        "no English",
                        feeds ->
                                feeds.stations().getFirst().getJsonArray("name").remove(1)),
                wrong(
                        TRANSLATIONS_ARE_COMPLETE,
                        Words.V3_0,
                        "blank",
                        feeds -> feeds.alerts()
                                .getFirst()
                                .getJsonArray("summary")
                                .getJsonObject(0)
                                .put("text", " ")),
                wrong(
                        OPENING_HOURS_PARSE,
                        Words.V3_0,
                        "no hours",
                        feeds -> feeds.data("system_information").put("opening_hours", "de lunes a domingo")),
                wrong(
                        NOBODY_SPOKE_AFTER_IT_WAS_PRINTED,
                        Words.V3_0,
                        "tomorrow",
                        feeds -> first(feeds).put("last_reported", "2999-01-01T00:00:00Z")));
    }

    private static Stream<Wrong> v2() {
        return Stream.of(
                wrong(
                        TRANSLATIONS_ARE_COMPLETE,
                        Words.V2_3,
                        "no English",
                        feeds -> feeds.data("gbfs").remove("en")),
                wrong(
                        OPENING_HOURS_PARSE,
                        Words.V2_3,
                        "backwards",
                        feeds -> feeds.data("system_hours")
                                .getJsonArray("rental_hours")
                                .getJsonObject(0)
                                .put("end_time", "00:00:00")),
                wrong(
                        NOBODY_SPOKE_AFTER_IT_WAS_PRINTED,
                        Words.V2_3,
                        "tomorrow",
                        feeds -> first(feeds).put("last_reported", 9_999_999_999L)));
    }

    private static Wrong wrong(FeedCheck check, Words words, String what, Consumer<FeedSet> make) {
        return new Wrong(check, words, what, make);
    }

    private static JsonObject first(FeedSet feeds) {
        return feeds.statuses().getFirst();
    }

    private static JsonObject renting(FeedSet feeds, Words words) {
        return feeds.statuses().stream()
                .filter(status -> status.getInteger(words.available) > 0)
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

    private static FeedSet good(Words words) {
        String name = "/opendata/" + words + ".json";
        try (InputStream file = FeedCheckTest.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("no resource " + name);
            }
            JsonObject all = new JsonObject(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            Map<String, JsonObject> files = new TreeMap<>();
            List.copyOf(all.fieldNames()).forEach(feed -> files.put(feed, all.getJsonObject(feed)));
            return new FeedSet(files, words);
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
