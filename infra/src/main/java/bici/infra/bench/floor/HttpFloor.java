package bici.infra.bench.floor;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A bare HTTP server: one static buffer for every path, or 304 when the reader has it. */
final class HttpFloor {
    /** Of whatever the buffer is. */
    static final String ETAG = "\"floor\"";

    private static final int START_SECONDS = 20;
    private static final int NOT_MODIFIED = 304;

    private HttpFloor() {}

    /**
     * Listens when it returns; the answer is the port.
     *
     * @param encoding of the buffer; empty for none
     */
    static int start(Buffer page, String encoding) throws TimeoutException {
        HttpServer server = Vertx.vertx()
                .createHttpServer()
                .requestHandler(request -> answer(request, page, encoding))
                .listen(0, "127.0.0.1")
                .await(START_SECONDS, TimeUnit.SECONDS);
        return server.actualPort();
    }

    private static void answer(HttpServerRequest request, Buffer page, String encoding) {
        request.response().putHeader(HttpHeaders.ETAG, ETAG);
        if (ETAG.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            request.response().setStatusCode(NOT_MODIFIED).end();
            return;
        }
        request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8");
        if (!encoding.isEmpty()) {
            request.response().putHeader(HttpHeaders.CONTENT_ENCODING, encoding);
        }
        request.response().end(page);
    }
}
