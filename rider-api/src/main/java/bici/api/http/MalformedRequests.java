package bici.api.http;

import io.vertx.core.http.HttpServerRequest;

/** Answers what is no HTTP that this server reads, and so never comes to a router: with a problem, as everywhere. */
public final class MalformedRequests {
    private MalformedRequests() {}

    /** Answers, and hangs up: nobody can tell where the next request would begin. */
    public static void refuse(HttpServerRequest request) {
        SecurityHeaders.give(request.response());
        Problems.send(request, Problem.invalid("", "http"), RequestId.give(request));
        request.connection().close();
    }
}
