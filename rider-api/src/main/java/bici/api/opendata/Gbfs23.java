package bici.api.opendata;

import bici.api.http.Language;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** GBFS 2.3 for older readers: each file once per language. Pure. Source: github.com/MobilityData/gbfs, v2.3, gbfs.md. */
final class Gbfs23 {
    private static final GbfsVersion VERSION = GbfsVersion.V2_3;
    private static final List<Feed> FEEDS = List.of(
            Feed.GBFS,
            Feed.GBFS_VERSIONS,
            Feed.SYSTEM_INFORMATION,
            Feed.SYSTEM_HOURS,
            Feed.VEHICLE_TYPES,
            Feed.STATION_INFORMATION,
            Feed.STATION_STATUS,
            Feed.VEHICLE_STATUS,
            Feed.SYSTEM_REGIONS,
            Feed.SYSTEM_PRICING_PLANS,
            Feed.SYSTEM_ALERTS);
    private static final JsonArray EVERYBODY = new JsonArray(List.of("member", "nonmember"));
    private static final JsonArray EVERY_DAY = new JsonArray(List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun"));

    private final SystemFacts facts;
    private final FeedUrls urls;

    Gbfs23(SystemFacts facts, FeedUrls urls) {
        this.facts = facts;
        this.urls = urls;
    }

    List<Draft> render(List<PublishedStation> stations) {
        List<Draft> drafts = new ArrayList<>();
        JsonObject discovery = new JsonObject();
        for (Language language : Language.values()) {
            CommonParts common = new CommonParts(facts, urls, VERSION, text -> text.in(language));
            discovery.put(
                    language.tag(),
                    new JsonObject().put("feeds", common.feeds(FEEDS, feed -> FeedUrls.path(feed, language))));
            for (Feed feed : FEEDS) {
                if (feed != Feed.GBFS) {
                    JsonObject data = data(feed, language, common, stations);
                    drafts.add(new Draft(FeedUrls.path(feed, language), VERSION, feed, data));
                }
            }
        }
        drafts.add(new Draft(FeedUrls.path(Feed.GBFS, Language.ES), VERSION, Feed.GBFS, discovery));
        return drafts;
    }

    private JsonObject data(Feed feed, Language language, CommonParts common, List<PublishedStation> stations) {
        return switch (feed) {
            case GBFS -> throw new IllegalArgumentException("one for all languages");
            case GBFS_VERSIONS -> common.versions();
            case SYSTEM_INFORMATION -> systemInformation(language);
            case SYSTEM_HOURS -> hours();
            case VEHICLE_TYPES -> common.vehicleTypes();
            case STATION_INFORMATION -> common.stationInformation(stations);
            case STATION_STATUS ->
                Gbfs30.list(
                        "stations",
                        stations,
                        station -> common.status(station, "num_bikes_available", "num_bikes_disabled"));
            case VEHICLE_STATUS -> common.vehicles(stations, "bikes", "bike_id");
            case SYSTEM_REGIONS -> common.regions();
            case SYSTEM_PRICING_PLANS -> common.pricingPlans();
            case SYSTEM_ALERTS -> common.alerts(stations);
        };
    }

    private JsonObject systemInformation(Language language) {
        SystemFacts.Identity identity = facts.identity();
        SystemFacts.Publication publication = facts.publication();
        return new JsonObject()
                .put("system_id", identity.systemId())
                .put("language", language.tag())
                .put("name", identity.name().in(language))
                .put("operator", identity.operator().in(language))
                .put("url", urls.absolute("/"))
                .put("timezone", identity.timezone().getId())
                .put("feed_contact_email", publication.contactEmail())
                .put("license_url", publication.licenseUrl().toString());
    }

    private JsonObject hours() {
        JsonObject daily = new JsonObject()
                .put("user_types", EVERYBODY)
                .put("days", EVERY_DAY)
                .put("start_time", facts.hours().start())
                .put("end_time", facts.hours().end());
        return new JsonObject().put("rental_hours", new JsonArray().add(daily));
    }
}
