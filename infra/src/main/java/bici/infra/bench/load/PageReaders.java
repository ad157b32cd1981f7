package bici.infra.bench.load;

import bici.infra.command.CommandFailed;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Readers of one page, each on a connection of its own, who ask again as soon as they have it. Requests are written and
 * answers cut by hand; a body is counted, not looked at. Its methods block.
 */
public final class PageReaders implements AutoCloseable {
    private static final Duration LATE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final int count;

    /** What they are to ask for. */
    public record Page(int port, String path, boolean conditional) {}

    /** What they got. */
    public record Answers(long whole, long notModified, double perSecond) {}

    public PageReaders(int count) {
        this.count = count;
    }

    /**
     * Lets all of them read for that long.
     *
     * @throws CommandFailed when an answer is neither 200 with its whole body nor, where it was asked for, 304
     */
    public Answers read(Page page, Duration time) {
        Context context = vertx.getOrCreateContext();
        NetClient client = vertx.createNetClient();
        long[] began = new long[1];
        List<Reader> readers = new ArrayList<>();
        Future<Void> over = Future.future(promise -> context.runOnContext(v -> {
            began[0] = System.nanoTime();
            List<Future<Void>> all = new ArrayList<>();
            for (int n = 0; n < count; n++) {
                Reader reader = new Reader(page, began[0] + time.toNanos());
                readers.add(reader);
                all.add(client.connect(page.port(), "127.0.0.1").compose(reader::start));
            }
            Future.all(all).<Void>mapEmpty().onComplete(promise::handle);
        }));
        try {
            over.await(time.plus(LATE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new CommandFailed("readers of " + page.path() + " were not answered", e);
        } catch (RuntimeException e) {
            throw new CommandFailed("readers of " + page.path() + " failed: " + e.getMessage(), e);
        }
        double seconds = (System.nanoTime() - began[0]) / 1e9;
        client.close();
        long whole = readers.stream().mapToLong(reader -> reader.whole).sum();
        long notModified =
                readers.stream().mapToLong(reader -> reader.notModified).sum();
        return new Answers(whole, notModified, (whole + notModified) / seconds);
    }

    @Override
    public void close() {
        vertx.close();
    }

    /** One connection. */
    private static final class Reader {
        private final Page page;
        private final long untilNanos;
        private final Promise<Void> done = Promise.promise();
        private Buffer request;
        private String etag = "";
        private Buffer head = Buffer.buffer();
        private long bodyLeft = -1;
        private long whole;
        private long notModified;

        private Reader(Page page, long untilNanos) {
            this.page = page;
            this.untilNanos = untilNanos;
            this.request = request(page, "");
        }

        private static Buffer request(Page page, String etag) {
            String condition = etag.isEmpty() ? "" : "If-None-Match: " + etag + "\r\n";
            return Buffer.buffer("GET " + page.path() + " HTTP/1.1\r\nHost: 127.0.0.1:" + page.port()
                    + "\r\nAccept-Encoding: gzip\r\n" + condition + "\r\n");
        }

        private Future<Void> start(NetSocket socket) {
            socket.handler(came -> read(socket, came));
            socket.closeHandler(v -> done.tryFail("the server closed a connection"));
            socket.write(request);
            return done.future();
        }

        private void read(NetSocket socket, Buffer came) {
            if (bodyLeft >= 0) {
                body(socket, came.length());
                return;
            }
            head.appendBuffer(came);
            String text = head.toString("ISO-8859-1");
            int end = text.indexOf("\r\n\r\n");
            if (end >= 0) {
                int arrived = head.length() - end - 4;
                head = Buffer.buffer();
                answered(socket, text.substring(0, end + 2), arrived);
            }
        }

        private void answered(NetSocket socket, String headers, int arrived) {
            String told = header(headers, "etag");
            if (page.conditional() && !told.equals(etag)) {
                etag = told;
                request = request(page, told);
            }
            String length = header(headers, "content-length");
            if (headers.startsWith("HTTP/1.1 304 ")) {
                notModified++;
                bodyLeft = 0;
                body(socket, arrived);
            } else if (headers.startsWith("HTTP/1.1 200 ") && !length.isEmpty()) {
                whole++;
                bodyLeft = Long.parseLong(length);
                body(socket, arrived);
            } else {
                done.tryFail("an answer that was not expected: "
                        + headers.lines().findFirst().orElse(""));
            }
        }

        private static String header(String headers, String name) {
            String mark = "\r\n" + name + ": ";
            for (int at = headers.indexOf("\r\n"); at >= 0; at = headers.indexOf("\r\n", at + 2)) {
                if (headers.regionMatches(true, at, mark, 0, mark.length())) {
                    return headers.substring(at + mark.length(), headers.indexOf("\r\n", at + 2));
                }
            }
            return "";
        }

        private void body(NetSocket socket, int arrived) {
            bodyLeft -= arrived;
            if (bodyLeft < 0) {
                done.tryFail("more came than was asked for");
            } else if (bodyLeft == 0) {
                bodyLeft = -1;
                if (System.nanoTime() < untilNanos) {
                    socket.write(request);
                } else {
                    done.tryComplete();
                }
            }
        }
    }
}
