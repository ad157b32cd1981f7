package bici.infra.bench.load;

import bici.infra.bench.load.AnswerReader.Answer;
import bici.infra.command.CommandFailed;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Readers of one page, each on a connection of its own, who ask again as soon as they have it. A body is
 * counted, not looked at. Its methods block.
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
                all.add(HttpLine.open(client, page.port()).compose(reader::start));
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

        private Future<Void> start(HttpLine line) {
            ask(line);
            return done.future();
        }

        private void ask(HttpLine line) {
            line.ask(request).onFailure(done::tryFail).onSuccess(answer -> answered(line, answer));
        }

        private void answered(HttpLine line, Answer answer) {
            if (page.conditional() && !answer.etag().equals(etag)) {
                etag = answer.etag();
                request = request(page, etag);
            }
            if (answer.status() == 304) {
                notModified++;
            } else if (answer.status() == 200) {
                whole++;
            } else {
                done.tryFail("an answer that was not expected: " + answer.status());
                return;
            }
            if (System.nanoTime() < untilNanos) {
                ask(line);
            } else {
                done.tryComplete();
            }
        }
    }
}
