package bici.api.opendata;

import bici.api.http.Language;
import bici.fleet.vocabulary.StationId;
import java.net.URI;

/**
 * Where things are for whoever reads the feeds.
 *
 * @param base the public address of this server, without a path
 */
record FeedUrls(URI base) {
    /** Of the list of versions, the same for all. */
    static final String VERSIONS = "/gbfs/gbfs_versions";

    FeedUrls {
        if (base.getHost() == null
                || (base.getPath() != null && !base.getPath().replace("/", "").isEmpty())) {
            throw new IllegalArgumentException("not a public address without a path: " + base);
        }
    }

    /** The path of a feed of 3.0. */
    static String path(Feed feed) {
        return "/gbfs/3.0/" + feed.fileName(GbfsVersion.V3_0);
    }

    /** The path of a feed of 2.3 in one language; {@code gbfs} is for all languages. */
    static String path(Feed feed, Language language) {
        String name = feed.fileName(GbfsVersion.V2_3);
        return feed == Feed.GBFS ? "/gbfs/2.3/" + name : "/gbfs/2.3/" + language.tag() + "/" + name;
    }

    String absolute(String path) {
        return base.resolve(path).toString();
    }

    /** The rider app, at this station. */
    String rent(StationId station) {
        return absolute("/#/estacion/" + station.value());
    }
}
