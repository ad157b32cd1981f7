package bici.infra.bench.load;

import bici.infra.bench.load.AnswerReader.Answer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.ArrayDeque;
import java.util.Queue;

/** As many connections to one server as there are questions at a time. On one event loop. */
final class HttpLines {
    private final NetClient client;
    private final int port;
    private final Queue<HttpLine> idle = new ArrayDeque<>();

    /**
     * None open yet.
     *
     * @param from the address of whoever asks, one of the loopback interface
     */
    HttpLines(StationCrowd crowd, int port, String from) {
        this.client = crowd.context()
                .owner()
                .createNetClient(new NetClientOptions().setTcpNoDelay(true).setLocalAddress(from));
        this.port = port;
    }

    Future<Answer> ask(Buffer request) {
        HttpLine line = idle.poll();
        while (line != null && !line.isOpen()) {
            line = idle.poll();
        }
        Future<HttpLine> ready = line == null ? HttpLine.open(client, port) : Future.succeededFuture(line);
        return ready.compose(open -> open.ask(request).onSuccess(answer -> idle.add(open)));
    }
}
