package bici.api.opendata;

import bici.api.http.Language;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** GBFS 3.0, every text in every language. Pure. Source: github.com/MobilityData/gbfs, v3.0, gbfs.md. */
final class Gbfs30 {
    private static final GbfsVersion VERSION = GbfsVersion.V3_0;
    private static final List<Feed> FEEDS = List.of(
            Feed.GBFS,
            Feed.GBFS_VERSIONS,
            Feed.SYSTEM_INFORMATION,
            Feed.VEHICLE_TYPES,
            Feed.STATION_INFORMATION,
            Feed.STATION_STATUS,
            Feed.VEHICLE_STATUS,
            Feed.SYSTEM_REGIONS,
            Feed.SYSTEM_PRICING_PLANS,
            Feed.SYSTEM_ALERTS);

    private final SystemFacts facts;
    private final FeedUrls urls;
    private final CommonParts common;

    Gbfs30(SystemFacts facts, FeedUrls urls) {
        this.facts = facts;
        this.urls = urls;
        this.common = new CommonParts(facts, urls, VERSION, Text::translations);
    }

    List<Draft> render(List<PublishedStation> stations) {
        List<Draft> drafts = new ArrayList<>();
        for (Feed feed : FEEDS) {
            drafts.add(new Draft(FeedUrls.path(feed), VERSION, feed, data(feed, stations)));
        }
        drafts.add(new Draft(FeedUrls.VERSIONS, VERSION, Feed.GBFS_VERSIONS, common.versions()));
        return drafts;
    }

    private JsonObject data(Feed feed, List<PublishedStation> stations) {
        return switch (feed) {
            case GBFS -> new JsonObject().put("feeds", common.feeds(FEEDS, FeedUrls::path));
            case GBFS_VERSIONS -> common.versions();
            case SYSTEM_INFORMATION -> systemInformation();
            case SYSTEM_HOURS -> throw new IllegalArgumentException("3.0 has no file of hours");
            case VEHICLE_TYPES -> common.vehicleTypes();
            case STATION_INFORMATION -> common.stationInformation(stations);
            case STATION_STATUS -> list("stations", stations, this::status);
            case VEHICLE_STATUS -> common.vehicles(stations, "vehicles", "vehicle_id");
            case SYSTEM_REGIONS -> common.regions();
            case SYSTEM_PRICING_PLANS -> common.pricingPlans();
            case SYSTEM_ALERTS -> common.alerts(stations);
        };
    }

    private JsonObject systemInformation() {
        JsonArray languages = new JsonArray();
        for (Language language : Language.values()) {
            languages.add(language.tag());
        }
        SystemFacts.Identity identity = facts.identity();
        SystemFacts.Publication publication = facts.publication();
        return new JsonObject()
                .put("system_id", identity.systemId())
                .put("languages", languages)
                .put("name", identity.name().translations())
                .put("opening_hours", facts.hours().openStreetMap())
                .put("operator", identity.operator().translations())
                .put("url", urls.absolute("/"))
                .put("timezone", identity.timezone().getId())
                .put("feed_contact_email", publication.contactEmail())
                .put("license_id", publication.licenseId())
                .put("attribution_organization_name", identity.operator().translations());
    }

    private JsonObject status(PublishedStation station) {
        return common.status(station, "num_vehicles_available", "num_vehicles_disabled");
    }

    static <T> JsonObject list(String name, List<T> items, Function<T, JsonObject> item) {
        JsonArray array = new JsonArray();
        items.forEach(one -> array.add(item.apply(one)));
        return new JsonObject().put(name, array);
    }
}
