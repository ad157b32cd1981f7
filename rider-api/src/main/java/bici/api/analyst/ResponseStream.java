package bici.api.analyst;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Writes into a response from a thread that may block, no faster than the other end reads. When the other end has gone,
 * or reads nothing for {@value #PATIENCE_SECONDS} s, writing throws.
 */
final class ResponseStream extends OutputStream {
    private static final int CHUNK = 64 * 1024;
    /** The next is filled while these are on their way. */
    private static final int CHUNKS_UNDER_WAY = 4;

    private static final int PATIENCE_SECONDS = 30;

    private final HttpServerResponse response;
    private final Context context;
    private final Semaphore room = new Semaphore(CHUNKS_UNDER_WAY);
    private volatile boolean gone;
    private Buffer chunk = Buffer.buffer(CHUNK);

    /** To be made on the response's event loop. */
    ResponseStream(HttpServerResponse response, Context context) {
        this.response = response;
        this.context = context;
        response.closeHandler(ignored -> gone = true);
        response.exceptionHandler(ignored -> gone = true);
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
        awaitRoom();
        if (gone) {
            throw new IOException("the reader has gone");
        }
        context.runOnContext(ignored -> write(full));
    }

    /** Completes when the operating system has taken it, which it does no faster than the other end reads. */
    private void write(Buffer full) {
        if (gone || response.ended()) {
            room.release();
            return;
        }
        response.write(full).onComplete(written -> {
            gone |= written.failed();
            room.release();
        });
    }

    private void awaitRoom() throws IOException {
        try {
            if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the reader does not read");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopping", e);
        }
    }
}
