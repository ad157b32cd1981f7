package bici.api.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who gets an answer, as far as it matters how it is written.
 *
 * @param accept the header of this name
 * @param acceptLanguage the header of this name
 * @param path that was asked for; empty when it is not known
 */
public record Reader(@Nullable String accept, @Nullable String acceptLanguage, String path) {
    /** Nothing is known of them. */
    public static final Reader UNKNOWN = new Reader(null, null, "");

    private static final List<String> DATA = List.of("application/problem+json", "application/json");
    private static final String PAGE = "text/html";
    private static final double NEVER = 0;

    /** Of who sent this. */
    public static Reader of(HttpServerRequest request) {
        String path = request.path();
        return new Reader(
                request.getHeader(HttpHeaders.ACCEPT),
                request.getHeader(HttpHeaders.ACCEPT_LANGUAGE),
                path == null ? "" : path);
    }

    public Language language() {
        return Language.of(acceptLanguage);
    }

    /** Whether a page is preferred to data (RFC 9110, 12.5.1), as browsers do; the same weight for both is no preference. */
    public boolean prefersPage() {
        return weight(PAGE) > DATA.stream().mapToDouble(this::weight).max().orElse(NEVER);
    }

    /** Of the most specific range that the media type is in. */
    private double weight(String type) {
        double weight = NEVER;
        int closest = 0;
        for (String range : accept == null ? new String[] {"*/*"} : accept.split(",", -1)) {
            String[] parts = range.split(";", -1);
            int match = match(parts[0].strip().toLowerCase(Locale.ROOT), type);
            if (match > closest) {
                closest = match;
                weight = quality(parts);
            }
        }
        return weight;
    }

    private static int match(String range, String type) {
        if (range.equals(type)) {
            return 3;
        }
        if (range.equals(type.substring(0, type.indexOf('/')) + "/*")) {
            return 2;
        }
        return range.equals("*/*") ? 1 : 0;
    }

    /** 1 when nothing is said, 0 for what makes no sense. */
    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.regionMatches(true, 0, "q=", 0, 2)) {
                String value = parameter.substring(2).strip();
                return value.matches("[01](\\.[0-9]{0,3})?") ? Double.parseDouble(value) : NEVER;
            }
        }
        return 1;
    }
}
