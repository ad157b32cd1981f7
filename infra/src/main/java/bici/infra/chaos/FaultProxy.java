package bici.infra.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between clients and a server on this machine and does to their connections what bad links do. Clients keep their
 * port while the server changes its own. Any thread.
 */
public final class FaultProxy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FaultProxy.class);

    private final ServerSocket listener;
    private final IntSupplier targetPort;
    private final SplittableRandom random;
    private final List<FaultLink> links = new CopyOnWriteArrayList<>();
    private volatile Weather weather = Weather.CALM;
    private volatile boolean mute;

    /**
     * Listens from now on.
     *
     * @param targetPort asked for each connection; 0 when there is no server
     */
    public FaultProxy(IntSupplier targetPort, SplittableRandom random) {
        this.targetPort = targetPort;
        this.random = random;
        try {
            this.listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("the fault proxy cannot listen", e);
        }
        Thread.ofVirtual().name("fault-proxy").start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return links.size();
    }

    /** Of all connections, those to come too. */
    void blow(Weather now) {
        weather = now;
    }

    /** Resets one connection; false when there is none. */
    boolean cutOne() {
        Optional<FaultLink> link = pick();
        link.ifPresent(FaultLink::cut);
        return link.isPresent();
    }

    void cutAll() {
        links.forEach(FaultLink::cut);
    }

    /** One connection stays open and carries nothing any more, in neither direction; false when there is none. */
    boolean muteOne() {
        Optional<FaultLink> link = pick();
        link.ifPresent(FaultLink::mute);
        return link.isPresent();
    }

    /** All connections, those to come too, stay open and carry nothing, until {@link #heal}. */
    public void muteAll() {
        mute = true;
        links.forEach(FaultLink::mute);
    }

    /** Good weather; connections that carry nothing are cut, as a router does in the end. */
    public void heal() {
        weather = Weather.CALM;
        mute = false;
        links.stream().filter(FaultLink::isMute).forEach(FaultLink::cut);
    }

    private Optional<FaultLink> pick() {
        List<FaultLink> now = List.copyOf(links);
        synchronized (random) {
            return now.isEmpty() ? Optional.empty() : Optional.of(now.get(random.nextInt(now.size())));
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException e) {
                LOG.debug("the fault proxy takes no more: {}", e.getMessage());
            }
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), targetPort.getAsInt());
            SplittableRandom own;
            synchronized (random) {
                own = random.split();
            }
            FaultLink link = new FaultLink(client, server, () -> weather, own, links::remove);
            links.add(link);
            if (mute) {
                link.mute();
            }
            link.start();
        } catch (IOException | IllegalArgumentException nobodyThere) {
            client.close();
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the fault proxy cannot be closed", e);
        }
        cutAll();
    }
}
