package bici.infra.slow;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A rider who looks for bikes all the time, each time by a new connection, on a thread of its own. */
final class RiderWatch implements AutoCloseable {
    private static final long EVERY_MS = 500;
    private static final int PATIENCE_MS = 5_000;
    private static final byte[] REQUEST =
            "GET /v1/stations HTTP/1.1\r\nHost: rider\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final int port;
    private final CountDownLatch enough = new CountDownLatch(1);
    private final Thread thread;
    private volatile RidersSeen seen = new RidersSeen(0, 0, Duration.ZERO);

    RiderWatch(int port) {
        this.port = port;
        this.thread = Thread.ofVirtual().name("rider").start(this::lookAllTheTime);
    }

    private void lookAllTheTime() {
        try {
            do {
                long began = System.nanoTime();
                boolean answered = look();
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                RidersSeen before = seen;
                seen = new RidersSeen(
                        before.asked() + 1,
                        before.answered() + (answered ? 1 : 0),
                        answered && took.compareTo(before.slowest()) > 0 ? took : before.slowest());
            } while (!enough.await(EVERY_MS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean look() {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
            socket.getOutputStream().write(REQUEST);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .startsWith("HTTP/1.1 200 ");
        } catch (IOException e) {
            return false; // Counted: not answered.
        }
    }

    /** Ends the watch. Blocking. */
    RidersSeen end() throws InterruptedException {
        enough.countDown();
        thread.join();
        return seen;
    }

    @Override
    public void close() {
        enough.countDown();
    }
}
