package bici.infra.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection on which requests are written as they are, right or not: other clients refuse to. Kept as long as
 * the server keeps it. Not for more than one thread.
 */
final class Wire implements AutoCloseable {
    /** Longer than the server waits for a station. */
    private static final int PATIENCE_MS = 30_000;

    private final int port;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();

    Wire(int port) {
        this.port = port;
    }

    /** The answer; none when the server hangs up twice, or says nothing in half a minute. */
    Answer send(Ask ask) {
        for (int attempt = 1; attempt <= 2; attempt++) {
            boolean kept = socket != null;
            try {
                Answer answer = exchange(ask);
                if (answer.header("connection").equalsIgnoreCase("close")) {
                    close();
                }
                return answer;
            } catch (IOException e) {
                close();
                if (!kept) {
                    // Only a connection that was kept may have ended before it was asked.
                    return Answer.none();
                }
            }
        }
        return Answer.none();
    }

    private Answer exchange(Ask ask) throws IOException {
        Socket to = connect();
        try {
            to.getOutputStream().write(bytes(ask));
        } catch (IOException refused) {
            // Refused before all of it was sent: the answer is there to be read.
        }
        return read(ask.method());
    }

    private Socket connect() throws IOException {
        Socket open = socket;
        if (open == null) {
            open = new Socket();
            open.setTcpNoDelay(true);
            open.setSoTimeout(PATIENCE_MS);
            open.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
            in = new BufferedInputStream(open.getInputStream());
            socket = open;
        }
        return open;
    }

    private byte[] bytes(Ask ask) throws IOException {
        StringBuilder head = new StringBuilder(ask.method() + " " + ask.target() + " HTTP/1.1\r\n");
        head.append("Host: 127.0.0.1:").append(port).append("\r\n");
        ask.headers()
                .forEach(header -> head.append(header.name())
                        .append(": ")
                        .append(header.value())
                        .append("\r\n"));
        if (ask.body().length() > 0 || !ask.method().equals("GET")) {
            head.append("Content-Length: ").append(ask.body().length()).append("\r\n");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        all.write(ask.body().getBytes());
        return all.toByteArray();
    }

    private Answer read(String method) throws IOException {
        int status = status(line());
        Map<String, String> headers = headers();
        while (status / 100 == 1) {
            status = status(line());
            headers = headers();
        }
        if (method.equals("HEAD") || status == 204 || status == 304) {
            return new Answer(status, headers, "");
        }
        if (headers.getOrDefault("content-type", "").startsWith("text/event-stream")) {
            String first = text(in.readNBytes(chunkSize()));
            close();
            return new Answer(status, headers, first);
        }
        return new Answer(status, headers, text(unpacked(headers, body(headers))));
    }

    private static byte[] unpacked(Map<String, String> headers, byte[] body) throws IOException {
        InputStream packed = new ByteArrayInputStream(body);
        return switch (headers.getOrDefault("content-encoding", "identity")) {
            case "identity" -> body;
            case "gzip" -> new GZIPInputStream(packed).readAllBytes();
            case "deflate" -> new InflaterInputStream(packed).readAllBytes();
            default -> throw new IOException("packed in a way that nobody asked for");
        };
    }

    private static int status(String line) throws IOException {
        try {
            return Integer.parseInt(line, "HTTP/1.1 ".length(), "HTTP/1.1 200".length(), 10);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IOException("no status line: " + line, e);
        }
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (!headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
            byte[] whole = in.readNBytes(length);
            if (whole.length < length) {
                throw new EOFException("the answer is cut off");
            }
            return whole;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            all.write(in.readNBytes(size));
            line();
        }
        line();
        return all.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            Socket open = socket;
            socket = null;
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a connection cannot be closed", e);
        }
    }
}
