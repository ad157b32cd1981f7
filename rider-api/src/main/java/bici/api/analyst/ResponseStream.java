package bici.api.analyst;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes into a response from a thread that may block, no faster than the other end reads. When the other end has gone,
 * or reads nothing for {@value #PATIENCE_SECONDS} s, writing throws.
 */
final class ResponseStream extends OutputStream {
    private static final int CHUNK = 16 * 1024;
    private static final int PATIENCE_SECONDS = 30;

    private final HttpServerResponse response;
    private final Context context;
    private final AtomicBoolean gone = new AtomicBoolean();
    private Buffer chunk = Buffer.buffer(CHUNK);

    /** To be made on the response's event loop. */
    ResponseStream(HttpServerResponse response, Context context) {
        this.response = response;
        this.context = context;
        response.closeHandler(ignored -> gone.set(true));
        response.exceptionHandler(ignored -> gone.set(true));
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        chunk.appendBytes(bytes, offset, length);
        if (chunk.length() >= CHUNK) {
            flush();
        }
    }

    @Override
    public void flush() throws IOException {
        if (chunk.length() == 0) {
            return;
        }
        Buffer full = chunk;
        chunk = Buffer.buffer(CHUNK);
        CountDownLatch room = new CountDownLatch(1);
        context.runOnContext(ignored -> {
            if (gone.get() || response.ended()) {
                room.countDown();
                return;
            }
            response.write(full);
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> room.countDown());
            } else {
                room.countDown();
            }
        });
        await(room);
        if (gone.get()) {
            throw new IOException("the reader has gone");
        }
    }

    private static void await(CountDownLatch room) throws IOException {
        try {
            if (!room.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the reader does not read");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopping", e);
        }
    }
}
