package bici.api.opendata;

import bici.api.http.Language;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What both versions say alike, but for how they write texts and times. Pure. */
final class CommonParts {
    private final SystemFacts facts;
    private final FeedUrls urls;
    private final GbfsVersion version;
    private final Function<Text, Object> say;

    /** @param say how this version writes a text */
    CommonParts(SystemFacts facts, FeedUrls urls, GbfsVersion version, Function<Text, Object> say) {
        this.facts = facts;
        this.urls = urls;
        this.version = version;
        this.say = say;
    }

    JsonArray feeds(List<Feed> feeds, Function<Feed, String> path) {
        JsonArray array = new JsonArray();
        feeds.forEach(feed -> array.add(
                new JsonObject().put("name", feed.fileName(version)).put("url", urls.absolute(path.apply(feed)))));
        return array;
    }

    JsonObject versions() {
        JsonArray versions = new JsonArray()
                .add(version(GbfsVersion.V2_3, FeedUrls.path(Feed.GBFS, Language.ES)))
                .add(version(GbfsVersion.V3_0, FeedUrls.path(Feed.GBFS)));
        return new JsonObject().put("versions", versions);
    }

    private JsonObject version(GbfsVersion served, String path) {
        return new JsonObject().put("version", served.number()).put("url", urls.absolute(path));
    }

    JsonObject vehicleTypes() {
        JsonObject bike = new JsonObject()
                .put("vehicle_type_id", facts.vehicle().id())
                .put("form_factor", "bicycle")
                .put("propulsion_type", "human")
                .put("rider_capacity", 1)
                .put("wheel_count", 2)
                .put("name", say.apply(facts.vehicle().name()))
                .put("return_constraint", "any_station")
                .put("default_pricing_plan_id", facts.plan().id())
                .put("pricing_plan_ids", new JsonArray().add(facts.plan().id()));
        return new JsonObject().put("vehicle_types", new JsonArray().add(bike));
    }

    JsonObject stationInformation(List<PublishedStation> stations) {
        return Gbfs30.list("stations", stations, station -> {
            PublishedStation.Place place = station.place();
            return new JsonObject()
                    .put("station_id", place.id().value())
                    .put("name", say.apply(place.name()))
                    .put("lat", place.latitude())
                    .put("lon", place.longitude())
                    .put("region_id", place.regionId())
                    .put("rental_methods", new JsonArray().add("key").add("phone"))
                    .put("is_virtual_station", false)
                    .put("is_charging_station", false)
                    .put("capacity", place.capacity())
                    .put("rental_uris", new JsonObject().put("web", urls.rent(place.id())));
        });
    }

    JsonObject status(PublishedStation station, String available, String disabled) {
        PublishedStation.Service service = station.service();
        PublishedStation.Counts counts = station.counts();
        JsonObject bikes =
                new JsonObject().put("vehicle_type_id", facts.vehicle().id()).put("count", counts.vehiclesAvailable());
        return new JsonObject()
                .put("station_id", station.place().id().value())
                .put(available, counts.vehiclesAvailable())
                .put("vehicle_types_available", new JsonArray().add(bikes))
                .put(disabled, counts.vehiclesDisabled())
                .put("num_docks_available", counts.docksAvailable())
                .put("num_docks_disabled", counts.docksDisabled())
                .put("is_installed", true)
                .put("is_renting", service.renting())
                .put("is_returning", service.returning())
                .put("last_reported", version.time(service.lastReported()));
    }

    JsonObject vehicles(List<PublishedStation> stations, String list, String id) {
        JsonArray vehicles = new JsonArray();
        for (PublishedStation station : stations) {
            Object reported = version.time(station.service().lastReported());
            for (PublishedStation.Vehicle vehicle : station.vehicles()) {
                vehicles.add(new JsonObject()
                        .put(id, vehicle.id())
                        .put("is_reserved", false)
                        .put("is_disabled", vehicle.disabled())
                        .put("vehicle_type_id", facts.vehicle().id())
                        .put("last_reported", reported)
                        .put("station_id", station.place().id().value()));
            }
        }
        return new JsonObject().put(list, vehicles);
    }

    JsonObject regions() {
        return Gbfs30.list(
                "regions",
                facts.regions(),
                region -> new JsonObject().put("region_id", region.id()).put("name", say.apply(region.name())));
    }

    JsonObject pricingPlans() {
        PricingPlan plan = facts.plan();
        JsonObject only = new JsonObject()
                .put("plan_id", plan.id())
                .put("name", say.apply(plan.name()))
                .put("currency", "COP")
                .put("price", plan.tariff().basePriceCop())
                .put("is_taxable", false)
                .put("description", say.apply(plan.description()));
        if (!plan.perMinute().isEmpty()) {
            only.put("per_min_pricing", plan.perMinute());
        }
        return new JsonObject().put("plans", new JsonArray().add(only));
    }

    /** One for each station that an operator took out of service; not a closure, since it still takes returns. */
    JsonObject alerts(List<PublishedStation> stations) {
        List<PublishedStation> closed =
                stations.stream().filter(station -> !station.service().open()).toList();
        return Gbfs30.list("alerts", closed, station -> {
            PublishedStation.Place place = station.place();
            return new JsonObject()
                    .put("alert_id", "out-of-service-" + place.id().value().toLowerCase(Locale.ROOT))
                    .put("type", "other")
                    .put("station_ids", new JsonArray().add(place.id().value()))
                    .put("summary", say.apply(closure(place.name())));
        });
    }

    private static Text closure(Text station) {
        return new Text(
                "Fuera de servicio: " + station.spanish() + ". No presta bicicletas; sí recibe devoluciones.",
                "Out of service: " + station.english() + ". No bikes to rent; returns are accepted.");
    }
}
