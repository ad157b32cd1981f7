package bici.api.pages;

import bici.api.http.Routes;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves the street map of the city in the parts that a page asks for (RFC 9110, one range at a time). */
public final class MapRoutes implements Routes {
    static final String ADDRESS = "/mapa/ciudad.pmtiles";
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    private final CityMapFile map;

    public MapRoutes(CityMapFile map) {
        this.map = map;
    }

    /** A part of the file. */
    record Part(long from, long length) {}

    @Override
    public void mount(Router router) {
        Routes.reading(router, ADDRESS).handler(this::send);
    }

    private void send(RoutingContext context) {
        // Tiles are compressed already, and a part of a compressed file would be no part of the file.
        HttpServerResponse response = context.response()
                .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
                .putHeader("Content-Type", "application/vnd.pmtiles")
                .putHeader("Accept-Ranges", "bytes")
                .putHeader("ETag", map.etag())
                .putHeader("Cache-Control", "public, max-age=3600");
        Optional<Matcher> asked = asked(context);
        if (asked.isEmpty()) {
            send(context, new Part(0, map.size()));
            return;
        }
        Optional<Part> part = part(asked.get(), map.size());
        if (part.isEmpty()) {
            response.setStatusCode(416)
                    .putHeader("Content-Range", "bytes */" + map.size())
                    .end();
            return;
        }
        long last = part.get().from() + part.get().length() - 1;
        response.setStatusCode(206)
                .putHeader("Content-Range", "bytes " + part.get().from() + "-" + last + "/" + map.size());
        send(context, part.get());
    }

    /** Empty when the whole file is wanted: no range, several, one we cannot read, or of another version of the file. */
    private Optional<Matcher> asked(RoutingContext context) {
        String otherwise = context.request().getHeader("If-Range");
        if (otherwise != null && !otherwise.equals(map.etag())) {
            return Optional.empty();
        }
        return Optional.ofNullable(context.request().getHeader("Range"))
                .map(RANGE::matcher)
                .filter(Matcher::matches)
                .filter(range -> !(range.group(1).isEmpty() && range.group(2).isEmpty()));
    }

    /** Empty when nothing of the file is in the range. */
    static Optional<Part> part(Matcher range, long size) {
        if (range.group(1).isEmpty()) {
            long length = Math.min(size, Long.parseLong(range.group(2)));
            return length == 0 ? Optional.empty() : Optional.of(new Part(size - length, length));
        }
        long from = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(range.group(2)));
        return from > last ? Optional.empty() : Optional.of(new Part(from, last - from + 1));
    }

    private void send(RoutingContext context, Part part) {
        HttpServerResponse response =
                context.response().putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(part.length()));
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.sendFile(map.file().toString(), part.from(), part.length()).onFailure(context::fail);
        }
    }
}
