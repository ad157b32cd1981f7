package bici.infra.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection through a fault proxy: two sockets and what is done to the bytes between them. Any thread. */
final class FaultLink {
    private static final Logger LOG = LoggerFactory.getLogger(FaultLink.class);
    private static final int PIECE = 16 * 1024;

    private final Socket client;
    private final Socket server;
    private final Supplier<Weather> weather;
    private final SplittableRandom random;
    private final Consumer<FaultLink> ended;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean mute;

    FaultLink(
            Socket client,
            Socket server,
            Supplier<Weather> weather,
            SplittableRandom random,
            Consumer<FaultLink> ended) {
        this.client = client;
        this.server = server;
        this.weather = weather;
        this.random = random;
        this.ended = ended;
    }

    void start() {
        SplittableRandom other = random.split();
        Thread.ofVirtual().name("fault-up").start(() -> pump(client, server, random));
        Thread.ofVirtual().name("fault-down").start(() -> pump(server, client, other));
    }

    boolean isMute() {
        return mute;
    }

    void mute() {
        mute = true;
    }

    /** Both ends see a reset, not an orderly end. */
    void cut() {
        end(true);
    }

    private void end(boolean reset) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        ended.accept(this);
        close(client, reset);
        close(server, reset);
    }

    private static void close(Socket socket, boolean reset) {
        try (socket) {
            if (reset) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            LOG.debug("a socket was closed already: {}", e.getMessage());
        }
    }

    private void pump(Socket from, Socket to, SplittableRandom dice) {
        byte[] piece = new byte[PIECE];
        try {
            to.setTcpNoDelay(true);
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                carry(piece, length, out, dice);
            }
            if (!mute) {
                end(false);
            }
        } catch (IOException e) {
            end(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(true);
        }
    }

    private void carry(byte[] piece, int length, OutputStream out, SplittableRandom dice)
            throws IOException, InterruptedException {
        Weather now = weather.get();
        int slice = now.slice() == 0 ? length : now.slice();
        for (int from = 0; from < length; from += slice) {
            int size = Math.min(slice, length - from);
            TimeUnit.NANOSECONDS.sleep(holdNanos(now, size, dice));
            // Asked again after the wait: what was on its way when the link went mute is lost, too.
            if (!mute) {
                out.write(piece, from, size);
                out.flush();
            }
        }
    }

    private static long holdNanos(Weather weather, int bytes, SplittableRandom dice) {
        long jitter = weather.jitter().toNanos();
        long held = weather.delay().toNanos() + (jitter == 0 ? 0 : dice.nextLong(jitter));
        long throttled =
                weather.bytesPerSecond() == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) * bytes / weather.bytesPerSecond();
        return held + throttled;
    }
}
