package bici.api.contract;

import bici.api.http.ProblemException;
import bici.api.http.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one kind of body that operations take: JSON in UTF-8, as it is. */
final class MediaType {
    /** JSON has no parameters (RFC 8259, 11); that it is UTF-8 may be said all the same. */
    private static final Pattern JSON =
            Pattern.compile("application/json(\\s*;\\s*charset=(utf-8|\"utf-8\"))?\\s*;?", Pattern.CASE_INSENSITIVE);

    private static final String PLAIN = "application/json";

    private MediaType() {}

    /**
     * Returns when the body is said to be that.
     *
     * @throws ProblemException when it is something else, or compressed (RFC 9110, 15.5.16)
     */
    static void check(HttpServerRequest request, HttpServerResponse response) {
        String coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            response.putHeader(HttpHeaders.ACCEPT_ENCODING, HttpHeaders.IDENTITY);
            throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        }
        if (!isJson(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
            throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        }
        // The validator knows it under one spelling only.
        request.headers().set(HttpHeaders.CONTENT_TYPE, PLAIN);
    }

    /** Whether a body comes after the headers (RFC 9112, 6.3). */
    static boolean isBodySent(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || (length != null && !length.strip().matches("0*"));
    }

    static boolean isJson(@Nullable String type) {
        return type != null && JSON.matcher(type.strip()).matches();
    }
}
