package bici.infra.opendata;

import static bici.infra.opendata.FeedSet.objects;

import ch.poole.openinghoursparser.OpeningHoursParseException;
import ch.poole.openinghoursparser.OpeningHoursParser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What schemas cannot see and the validator does not ask. Each finds what is wrong, in words; nothing when all is well. */
enum FeedCheck {
    SUMS_ARE_THE_CAPACITY(FeedCheck::sums),
    CAPACITY_IS_THE_REGISTERS(FeedCheck::capacities),
    DOCKS_AVAILABLE_ARE_TOLD(FeedCheck::docksAvailable),
    STATIONS_ARE_UNIQUE_AND_KNOWN(FeedCheck::stations),
    REGIONS_ARE_KNOWN(FeedCheck::regions),
    PLANS_ARE_KNOWN(FeedCheck::plans),
    VEHICLE_TYPES_ARE_KNOWN(FeedCheck::vehicleTypes),
    VEHICLES_ARE_COUNTED(FeedCheck::vehicleCounts),
    VEHICLE_IDS_ARE_UNIQUE(feeds ->
            duplicates(feeds.vehicles().stream().map(vehicle -> vehicle.getString(feeds.words().vehicleId)))),
    WHAT_DOES_NOT_RENT_OFFERS_NOTHING(FeedCheck::closedOffersNothing),
    NOBODY_SPOKE_AFTER_IT_WAS_PRINTED(FeedCheck::lastReported),
    TRANSLATIONS_ARE_COMPLETE(FeedCheck::translations),
    OPENING_HOURS_PARSE(FeedCheck::openingHours),
    EVERY_FILE_IS_LISTED(FeedCheck::listed);

    private static final Set<String> LANGUAGES = Set.of("es", "en");

    @SuppressWarnings("ImmutableEnumChecker") // only ever one of the pure functions below
    private final Function<FeedSet, List<String>> check;

    FeedCheck(Function<FeedSet, List<String>> check) {
        this.check = check;
    }

    List<String> findings(FeedSet feeds) {
        return check.apply(feeds);
    }

    /** What all of them find. */
    static List<String> allFindings(FeedSet feeds) {
        return Stream.of(values())
                .flatMap(check -> check.findings(feeds).stream().map(found -> check + ": " + found))
                .toList();
    }

    private static List<String> sums(FeedSet feeds) {
        List<String> found = new ArrayList<>();
        for (JsonObject station : feeds.stations()) {
            String id = station.getString("station_id");
            for (JsonObject status : feeds.statuses()) {
                int sum = Stream.of(
                                feeds.words().available,
                                feeds.words().disabled,
                                "num_docks_available",
                                "num_docks_disabled")
                        .mapToInt(name -> status.getInteger(name, 0))
                        .sum();
                if (id.equals(status.getString("station_id")) && sum != station.getInteger("capacity", -1)) {
                    found.add(id + " adds up to " + sum + " of " + station.getInteger("capacity"));
                }
            }
        }
        return found;
    }

    private static List<String> capacities(FeedSet feeds) {
        return feeds.stations().stream()
                .filter(station ->
                        !station.getInteger("capacity").equals(feeds.register().get(station.getString("station_id"))))
                .map(station -> station.encode() + ", by the register: "
                        + feeds.register().get(station.getString("station_id")))
                .toList();
    }

    private static List<String> docksAvailable(FeedSet feeds) {
        return feeds.statuses().stream()
                .filter(status -> !status.containsKey("num_docks_available"))
                .map(status -> status.getString("station_id") + " does not tell")
                .toList();
    }

    private static List<String> stations(FeedSet feeds) {
        List<String> known = ids(feeds.stations(), "station_id");
        List<String> told = ids(feeds.statuses(), "station_id");
        List<String> found = new ArrayList<>(duplicates(known.stream()));
        found.addAll(duplicates(told.stream()));
        if (!Set.copyOf(known).equals(Set.copyOf(told))) {
            found.add("information has " + known + ", status " + told);
        }
        Stream<String> named = Stream.concat(
                ids(feeds.vehicles(), "station_id").stream(),
                feeds.alerts().stream()
                        .flatMap(alert -> alert.getJsonArray("station_ids", new JsonArray()).stream())
                        .map(String.class::cast));
        named.filter(station -> !known.contains(station)).forEach(station -> found.add("unknown " + station));
        return found;
    }

    private static List<String> regions(FeedSet feeds) {
        List<JsonObject> regions = objects(feeds.data("system_regions").getJsonArray("regions"));
        List<String> found = new ArrayList<>(duplicates(ids(regions, "region_id").stream()));
        feeds.stations().stream()
                .filter(station -> !ids(regions, "region_id").contains(station.getString("region_id")))
                .forEach(station -> found.add(station.getString("station_id") + " lies nowhere"));
        return found;
    }

    private static List<String> plans(FeedSet feeds) {
        Set<String> known =
                Set.copyOf(ids(objects(feeds.data("system_pricing_plans").getJsonArray("plans")), "plan_id"));
        return feeds.vehicleTypes().stream()
                .flatMap(type -> Stream.concat(
                        Stream.of(type.getString("default_pricing_plan_id", "(none)")),
                        type.getJsonArray("pricing_plan_ids").stream().map(String.class::cast)))
                .filter(plan -> !known.contains(plan))
                .toList();
    }

    private static List<String> vehicleTypes(FeedSet feeds) {
        Set<String> known = Set.copyOf(ids(feeds.vehicleTypes(), "vehicle_type_id"));
        List<String> found = new ArrayList<>(ids(feeds.vehicles(), "vehicle_type_id"));
        for (JsonObject status : feeds.statuses()) {
            List<JsonObject> types = objects(status.getJsonArray("vehicle_types_available"));
            found.addAll(ids(types, "vehicle_type_id"));
            int sum = types.stream().mapToInt(type -> type.getInteger("count")).sum();
            if (sum != status.getInteger(feeds.words().available)) {
                found.add(status.getString("station_id") + " has " + sum + " by type");
            }
        }
        return found.stream().filter(type -> !known.contains(type)).toList();
    }

    private static List<String> vehicleCounts(FeedSet feeds) {
        List<String> found = new ArrayList<>();
        for (JsonObject status : feeds.statuses()) {
            String id = status.getString("station_id");
            List<JsonObject> here = feeds.vehiclesAt(id);
            long disabled = here.stream()
                    .filter(vehicle -> vehicle.getBoolean("is_disabled"))
                    .count();
            if (disabled != status.getInteger(feeds.words().disabled)
                    || here.size() - disabled != status.getInteger(feeds.words().available)) {
                found.add(id + " counts other vehicles than stand there: " + status);
            }
        }
        return found;
    }

    private static List<String> closedOffersNothing(FeedSet feeds) {
        return feeds.statuses().stream()
                .filter(status -> (!status.getBoolean("is_renting") && status.getInteger(feeds.words().available) > 0)
                        || (!status.getBoolean("is_returning") && status.getInteger("num_docks_available") > 0))
                .map(JsonObject::encode)
                .toList();
    }

    /** RFC 3339 in UTC to the second compares as text. */
    private static List<String> lastReported(FeedSet feeds) {
        Object printed = feeds.file("station_status").getValue("last_updated");
        return feeds.statuses().stream()
                .filter(status ->
                        String.valueOf(status.getValue("last_reported")).compareTo(printed.toString()) > 0)
                .map(JsonObject::encode)
                .toList();
    }

    private static List<String> translations(FeedSet feeds) {
        List<String> found = new ArrayList<>();
        if (feeds.words() == FeedSet.Words.V2_3) {
            if (!feeds.data("gbfs").fieldNames().equals(LANGUAGES)) {
                found.add("languages " + feeds.data("gbfs").fieldNames());
            }
        } else {
            feeds.files().forEach((name, file) -> Translations.find(name, file, LANGUAGES, found));
        }
        return found;
    }

    private static List<String> openingHours(FeedSet feeds) {
        if (feeds.words() == FeedSet.Words.V2_3) {
            return objects(feeds.data("system_hours").getJsonArray("rental_hours")).stream()
                    .filter(hours -> hours.getString("start_time").compareTo(hours.getString("end_time")) >= 0)
                    .map(JsonObject::encode)
                    .toList();
        }
        String hours = feeds.data("system_information").getString("opening_hours");
        try {
            return new OpeningHoursParser(new StringReader(hours)).rules(true).isEmpty()
                    ? List.of("no rule in " + hours)
                    : List.of();
        } catch (OpeningHoursParseException e) {
            return List.of(hours + ": " + e.getMessage());
        }
    }

    private static List<String> listed(FeedSet feeds) {
        JsonObject discovery = feeds.data("gbfs");
        List<JsonArray> lists = feeds.words() == FeedSet.Words.V3_0
                ? List.of(discovery.getJsonArray("feeds"))
                : discovery.stream()
                        .map(language -> ((JsonObject) language.getValue()).getJsonArray("feeds"))
                        .toList();
        return lists.stream()
                .map(list -> Set.copyOf(ids(objects(list), "name")))
                .filter(names -> !names.equals(feeds.files().keySet()))
                .map(names -> "lists " + names + ", has " + feeds.files().keySet())
                .toList();
    }

    private static List<String> ids(List<JsonObject> objects, String name) {
        return objects.stream().map(object -> object.getString(name, "(none)")).collect(Collectors.toList());
    }

    private static List<String> duplicates(Stream<String> ids) {
        Set<String> seen = new HashSet<>();
        return ids.filter(id -> !seen.add(id)).map(id -> "twice: " + id).toList();
    }
}
