package bici.infra.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
    private static final String ANSWERS = "HTTP/1.1 201 Created\r\nContent-Length: 5\r\netag: \"a\"\r\n\r\nhello"
            + "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n"
            + "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\nb\r\n again\r\nyou\r\n0\r\n\r\n"
            + "HTTP/1.1 503 Unavailable\r\ncontent-length: 0\r\n\r\n"
            + "HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n.";

    private final List<String> heard = new ArrayList<>();

    private AnswerReader reader() {
        heard.clear();
        return new AnswerReader(answer -> heard.add(answer.status() + " " + answer.etag() + " " + answer.bytes() + " "
                + answer.beginning().strip()));
    }

    private void assertHeard() {
        assertThat(heard)
                .containsExactly(
                        "201 \"a\" 5 hello", "304 \"a\" 0 ", "200  16 hello again\r\nyou", "503  0 ", "200  1 .");
    }

    @Test
    void answersAreTheSameHoweverTheirBytesAreCut() {
        Buffer bytes = Buffer.buffer(ANSWERS);
        for (int cut = 0; cut <= bytes.length(); cut++) {
            AnswerReader reader = reader();
            reader.read(bytes.getBuffer(0, cut));
            reader.read(bytes.getBuffer(cut, bytes.length()));

            assertHeard();
        }
    }

    @Test
    void alsoOneByteAtATime() {
        Buffer bytes = Buffer.buffer(ANSWERS);
        AnswerReader reader = reader();
        for (int at = 0; at < bytes.length(); at++) {
            reader.read(bytes.getBuffer(at, at + 1));
        }

        assertHeard();
    }

    @Test
    void aCompressedBodyIsReadAsFarAsItIsKept() throws Exception {
        String text = new Random(1)
                .ints(2_000, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        List<String> begun = new ArrayList<>();
        for (String body : List.of("no place", text)) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(body.getBytes(StandardCharsets.UTF_8));
            }
            new AnswerReader(answer -> begun.add(answer.beginning()))
                    .read(Buffer.buffer("HTTP/1.1 503 Unavailable\r\ncontent-encoding: gzip\r\ncontent-length: "
                                    + packed.size() + "\r\n\r\n")
                            .appendBytes(packed.toByteArray()));
        }

        assertThat(begun.getFirst()).isEqualTo("no place");
        assertThat(begun.getLast()).endsWith("...").hasSizeGreaterThan(100);
        assertThat(text).startsWith(begun.getLast().replace("...", ""));
    }

    @Test
    void whatIsNoAnswerIsNotTakenForOne() {
        assertThatThrownBy(() -> reader().read(Buffer.buffer("SSH-2.0\r\n\r\n")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> reader().read(Buffer.buffer("HTTP/1.1 200 OK\r\ndate: now\r\n\r\n")))
                .isInstanceOf(IllegalStateException.class);
    }
}
