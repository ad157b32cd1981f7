package bici.infra.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over real sockets: a server that sends back what it gets, and a client behind the proxy. */
class FaultProxyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Echo echo = new Echo();
    private final AtomicInteger target = new AtomicInteger(echo.port());
    private final FaultProxy proxy = new FaultProxy(target::get, new SplittableRandom(1));

    @SuppressWarnings("NullAway.Init") // made before each test
    private Socket client;

    @BeforeEach
    void connect() throws IOException {
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setTcpNoDelay(true);
        client.setSoTimeout((int) PATIENCE.toMillis());
        assertThat(sendAndRead("hello")).isEqualTo("hello");
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        proxy.close();
        echo.close();
    }

    @Test
    void aLateLinkHoldsEachWayBack() throws IOException {
        proxy.blow(Weather.delayed(Duration.ofMillis(60), Duration.ofMillis(20)));

        assertThat(timed("late")).isGreaterThanOrEqualTo(Duration.ofMillis(120));
    }

    @Test
    void aSlowLinkTakesAsLongAsItsBytes() throws IOException {
        proxy.blow(Weather.throttled(10_000));

        assertThat(timed("x".repeat(1_000))).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void slicesArriveWholeAndInOrder() throws IOException {
        proxy.blow(Weather.sliced(3));
        String text = "0123456789".repeat(50);

        int before = echo.reads();

        assertThat(sendAndRead(text)).isEqualTo(text);
        assertThat(echo.reads() - before).isGreaterThan(1);
    }

    @Test
    void aCutLinkIsResetAtBothEnds() {
        assertThat(proxy.cutOne()).isTrue();

        assertThatThrownBy(() -> {
                    client.getOutputStream().write(1);
                    client.getInputStream().read();
                    throw new SocketException("end of stream is no reset");
                })
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
        assertThat(proxy.connections()).isZero();
        await().atMost(PATIENCE).until(() -> echo.open() == 0);
    }

    @Test
    void aMuteLinkStaysOpenAndCarriesNothingUntilItIsHealed() throws IOException {
        assertThat(proxy.muteOne()).isTrue();
        client.setSoTimeout(300);
        client.getOutputStream().write("swallowed".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        assertThat(proxy.connections()).isOne();

        proxy.heal();

        await().atMost(PATIENCE).until(() -> proxy.connections() == 0 && echo.open() == 0);
    }

    @Test
    void healedLinksAreFastAgain() throws IOException {
        proxy.blow(Weather.delayed(Duration.ofSeconds(5), Duration.ZERO));
        proxy.heal();

        assertThat(timed("quick")).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void theServerMayMoveWhileClientsKeepTheirPort() throws IOException {
        try (Echo other = new Echo()) {
            target.set(other.port());
            try (Socket second = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
                second.getOutputStream().write('a');
                assertThat(second.getInputStream().read()).isEqualTo('a');
                assertThat(other.open()).isOne();
            }
        }
    }

    @Test
    void whereNobodyListensTheClientIsSentAway() throws IOException {
        target.set(0);
        try (Socket refused = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            refused.setSoTimeout((int) PATIENCE.toMillis());

            assertThat(refused.getInputStream().read()).isEqualTo(-1);
        }
    }

    private Duration timed(String text) throws IOException {
        long began = System.nanoTime();
        assertThat(sendAndRead(text)).isEqualTo(text);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private String sendAndRead(String text) throws IOException {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        client.getOutputStream().write(bytes);
        return new String(client.getInputStream().readNBytes(bytes.length), java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** Sends back what it gets. */
    private static final class Echo implements AutoCloseable {
        private final ServerSocket listener;
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicInteger reads = new AtomicInteger();

        private Echo() {
            try {
                listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread.ofVirtual().start(this::accept);
        }

        int port() {
            return listener.getLocalPort();
        }

        int open() {
            return open.get();
        }

        int reads() {
            return reads.get();
        }

        private void accept() {
            while (!listener.isClosed()) {
                try {
                    Socket socket = listener.accept();
                    open.incrementAndGet();
                    Thread.ofVirtual().start(() -> serve(socket));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private void serve(Socket socket) {
            byte[] buffer = new byte[4_096];
            try (socket) {
                InputStream in = socket.getInputStream();
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    reads.incrementAndGet();
                    socket.getOutputStream().write(buffer, 0, length);
                }
            } catch (IOException cut) {
                reads.incrementAndGet();
            } finally {
                open.decrementAndGet();
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
