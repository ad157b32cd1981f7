package bici.api.opendata;

import io.vertx.core.json.JsonObject;

/**
 * The content of one file before it is dated.
 *
 * @param path where it is served, without {@code .json}
 */
record Draft(String path, GbfsVersion version, Feed feed, JsonObject data) {}
