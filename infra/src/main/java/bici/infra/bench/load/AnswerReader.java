package bici.infra.bench.load;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * Cuts what a server sends into HTTP/1.1 answers: with a length, in chunks, or without a body. Bodies are counted; only
 * how they begin is kept. One connection, one thread.
 */
final class AnswerReader {
    private static final int KEPT = 300;
    private static final byte[] LINE_END = {'\r', '\n'};

    private final Listener listener;
    private Buffer rest = Buffer.buffer();
    private State state = State.HEAD;
    private int status;
    private String etag = "";
    private boolean gzipped;
    private long left;
    private long bytes;
    private Buffer beginning = Buffer.buffer();

    private enum State {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        TRAILER
    }

    /**
     * One answer.
     *
     * @param etag empty when there was none
     * @param bytes of the body as it came
     * @param kept of the body, from its beginning
     */
    record Answer(int status, String etag, long bytes, boolean gzipped, Buffer kept) {
        /** How the body begins, unpacked, for people to read. */
        String beginning() {
            if (!gzipped) {
                return kept.toString(StandardCharsets.UTF_8);
            }
            ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(kept.getBytes()))) {
                in.transferTo(unpacked);
            } catch (EOFException e) {
                return unpacked.toString(StandardCharsets.UTF_8) + "...";
            } catch (IOException e) {
                return "no gzip: " + e.getMessage();
            }
            return unpacked.toString(StandardCharsets.UTF_8);
        }
    }

    /** Told of each answer, when all of it is here. */
    @FunctionalInterface
    interface Listener {
        void answered(Answer answer);
    }

    AnswerReader(Listener listener) {
        this.listener = listener;
    }

    /**
     * Takes what came.
     *
     * @throws IllegalStateException when it is no HTTP/1.1 that this reader knows
     */
    void read(Buffer came) {
        if (rest.length() == 0 && state == State.BODY && came.length() < left) {
            body(came, 0, came.length());
            return;
        }
        Buffer all = rest.length() == 0 ? came : rest.appendBuffer(came);
        int at = 0;
        int next = step(all, at);
        while (next > at) {
            at = next;
            next = step(all, at);
        }
        rest = at == all.length() ? Buffer.buffer() : all.getBuffer(at, all.length());
    }

    /** Where to go on; the same place when more must come first. */
    private int step(Buffer all, int at) {
        return switch (state) {
            case HEAD -> head(all, at);
            case BODY, CHUNK -> body(all, at, (int) Math.min(left, all.length() - at));
            case CHUNK_SIZE -> chunkSize(all, at);
            case TRAILER -> trailer(all, at);
        };
    }

    private int head(Buffer all, int from) {
        int at = from;
        int end = lineEnd(all, at);
        while (end > at) {
            at = end + 2;
            end = lineEnd(all, at);
        }
        if (end < 0) {
            return from;
        }
        begin(all.getString(from, end, "ISO-8859-1"));
        return end + 2;
    }

    private void begin(String head) {
        if (!head.startsWith("HTTP/1.1 ")) {
            throw new IllegalStateException(
                    "no answer: " + head.lines().findFirst().orElse(""));
        }
        status = Integer.parseInt(head, 9, 12, 10);
        etag = find(head, "etag");
        gzipped = find(head, "content-encoding").equals("gzip");
        bytes = 0;
        beginning = Buffer.buffer();
        String length = find(head, "content-length");
        if (status == 304 || status == 204) {
            over();
        } else if (find(head, "transfer-encoding").toLowerCase(Locale.ROOT).equals("chunked")) {
            state = State.CHUNK_SIZE;
        } else if (length.isEmpty()) {
            throw new IllegalStateException("an answer without a length: " + head);
        } else {
            left = Long.parseLong(length);
            state = State.BODY;
            overWhenWhole();
        }
    }

    private static String find(String head, String name) {
        String mark = "\r\n" + name + ": ";
        for (int at = head.indexOf("\r\n"); at >= 0; at = head.indexOf("\r\n", at + 2)) {
            if (head.regionMatches(true, at, mark, 0, mark.length())) {
                int end = head.indexOf("\r\n", at + 2);
                return head.substring(at + mark.length(), end < 0 ? head.length() : end);
            }
        }
        return "";
    }

    private int body(Buffer all, int from, int length) {
        left -= length;
        bytes += length;
        if (beginning.length() < KEPT) {
            beginning.appendBuffer(all, from, Math.min(length, KEPT - beginning.length()));
        }
        if (left == 0 && state == State.CHUNK) {
            state = State.CHUNK_SIZE;
        } else {
            overWhenWhole();
        }
        return from + length;
    }

    private void overWhenWhole() {
        if (left == 0) {
            over();
        }
    }

    /** A chunk is followed by an empty line, which is skipped here. */
    private int chunkSize(Buffer all, int from) {
        int end = lineEnd(all, from);
        if (end < 0) {
            return from;
        }
        if (end > from) {
            left = Long.parseLong(all.getString(from, end).strip(), 16);
            state = left == 0 ? State.TRAILER : State.CHUNK;
        }
        return end + 2;
    }

    private int trailer(Buffer all, int from) {
        int end = lineEnd(all, from);
        if (end < 0) {
            return from;
        }
        if (end == from) {
            over();
        }
        return end + 2;
    }

    /** Where the line that begins there ends, or -1. */
    private static int lineEnd(Buffer all, int from) {
        for (int at = from; at + 1 < all.length(); at++) {
            if (all.getByte(at) == LINE_END[0] && all.getByte(at + 1) == LINE_END[1]) {
                return at;
            }
        }
        return -1;
    }

    private void over() {
        state = State.HEAD;
        listener.answered(new Answer(status, etag, bytes, gzipped, beginning));
    }
}
