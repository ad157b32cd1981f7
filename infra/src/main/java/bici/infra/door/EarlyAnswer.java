package bici.infra.door;

import bici.api.http.Problem;
import bici.api.http.ProblemAnswer;
import bici.api.http.Reader;
import bici.api.http.RequestId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;

/** The last answer on a connection, as bytes: for what never came to the server behind the door. */
final class EarlyAnswer {
    private EarlyAnswer() {}

    /** To somebody whose request was not read. */
    static ByteBuf of(Problem problem) {
        return bytes(ProblemAnswer.of(problem, Reader.UNKNOWN, RequestId.orNew(null)), false);
    }

    /** To whoever sent this, whatever of it could be read. */
    static ByteBuf of(Problem problem, HttpRequest head) {
        Reader reader = new Reader(
                head.headers().get(HttpHeaderNames.ACCEPT),
                head.headers().get(HttpHeaderNames.ACCEPT_LANGUAGE),
                path(head.uri()));
        String id = RequestId.orNew(head.headers().get("X-Request-Id"));
        return bytes(ProblemAnswer.of(problem, reader, id), head.method().name().equals("HEAD"));
    }

    private static String path(String uri) {
        return new QueryStringDecoder(uri).rawPath();
    }

    private static ByteBuf bytes(ProblemAnswer answer, boolean headOnly) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(HttpResponseStatus.valueOf(answer.status()))
                .append("\r\nConnection: close\r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(answer.body().length()).append("\r\n\r\n");
        ByteBuf bytes = Unpooled.buffer().writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
        return headOnly ? bytes : bytes.writeBytes(answer.body().getBytes());
    }
}
