package bici.infra.bench.load;

import bici.infra.bench.load.AnswerReader.Answer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import org.jspecify.annotations.Nullable;

/** One HTTP/1.1 connection that is kept, with one request at a time written by hand. On one event loop. */
final class HttpLine {
    private final NetSocket socket;
    private final AnswerReader reader = new AnswerReader(this::answered);
    private @Nullable Promise<Answer> asked;
    private boolean open = true;

    private HttpLine(NetSocket socket) {
        this.socket = socket;
    }

    static Future<HttpLine> open(NetClient client, int port) {
        return client.connect(port, "127.0.0.1").map(socket -> {
            HttpLine line = new HttpLine(socket);
            socket.handler(line::read);
            socket.exceptionHandler(e -> line.ended(e.toString()));
            socket.closeHandler(v -> line.ended("the server closed a connection"));
            return line;
        });
    }

    boolean isOpen() {
        return open;
    }

    /** Fails when the connection ends before the answer is here. */
    Future<Answer> ask(Buffer request) {
        if (asked != null) {
            throw new IllegalStateException("one request at a time");
        }
        Promise<Answer> promise = Promise.promise();
        if (open) {
            asked = promise;
            socket.write(request);
        } else {
            promise.fail("the connection is gone");
        }
        return promise.future();
    }

    private void read(Buffer came) {
        try {
            reader.read(came);
        } catch (IllegalStateException e) {
            ended(e.toString());
            socket.close();
        }
    }

    private void answered(Answer answer) {
        Promise<Answer> waiting = asked;
        asked = null;
        if (waiting == null) {
            ended("an answer to no question");
        } else {
            waiting.complete(answer);
        }
    }

    private void ended(String why) {
        open = false;
        Promise<Answer> waiting = asked;
        asked = null;
        if (waiting != null) {
            waiting.fail(why);
        }
    }
}
