package bici.infra.door;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Somebody with a socket and bad manners. */
final class SlowPeer implements AutoCloseable {
    private static final int PATIENCE_MS = 15_000;

    private final Socket socket;

    SlowPeer(int port) throws IOException {
        this(port, "127.0.0.1");
    }

    /** @param from an address of this machine, such as 127.0.0.7 */
    SlowPeer(int port, String from) throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(PATIENCE_MS);
    }

    SlowPeer say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    /** A byte at each interval until the other end closes; false when it did not, for a long time. */
    boolean dripUntilClosed(char letter, int everyMs) throws IOException {
        socket.setSoTimeout(everyMs);
        byte[] answer = new byte[8_192];
        for (int n = 0; n < PATIENCE_MS / everyMs; n++) {
            try {
                say(String.valueOf(letter));
                if (socket.getInputStream().read(answer) < 0) {
                    return true;
                }
            } catch (SocketTimeoutException nothingSaid) {
                // The next byte.
            } catch (IOException reset) {
                return true;
            }
        }
        return false;
    }

    /** Until the other end closes, or has nothing to say for long, which throws. */
    String readToEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The first line of the next answer; its body must be short. */
    String readAnswer() throws IOException {
        InputStream in = socket.getInputStream();
        byte[] bytes = new byte[8_192];
        int read = in.read(bytes);
        return read < 0
                ? ""
                : new String(bytes, 0, read, StandardCharsets.UTF_8)
                        .lines()
                        .findFirst()
                        .orElse("");
    }

    /** What is said at once; empty when that is nothing. */
    String readSoon() throws IOException {
        socket.setSoTimeout(300);
        byte[] bytes = new byte[8_192];
        try {
            int read = socket.getInputStream().read(bytes);
            return new String(bytes, 0, Math.max(0, read), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException silent) {
            return "";
        }
    }

    /** Whether it is closed; waits for it for a moment. */
    boolean isOpen() throws IOException {
        socket.setSoTimeout(50);
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException silent) {
            return true;
        } catch (IOException reset) {
            return false;
        } finally {
            socket.setSoTimeout(PATIENCE_MS);
        }
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
