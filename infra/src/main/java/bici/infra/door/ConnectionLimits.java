package bici.infra.door;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;

/**
 * How many connections a node holds, and how long it waits for those at the other end.
 *
 * @param proxies addresses that bring everybody: their HTTP connections are limited in total only
 */
public record ConnectionLimits(Listener http, Listener stations, Set<InetAddress> proxies, Deadlines deadlines) {
    /** Of one address. Behind the address of a mobile carrier are some tens of its customers, with a few connections each. */
    private static final int HTTP_EACH = 256;
    /** All stations may leave their carrier's private network by one address. */
    private static final int STATIONS_EACH = 1_000;

    private static final int USUAL_TOTAL = 4_000;
    /** One address of HTTP gets no more than a quarter, where there are few. */
    private static final int HTTP_SHARES = 4;

    private static final int STATION_SHARES = 2;

    public ConnectionLimits {
        proxies = Set.copyOf(proxies);
    }

    /** What one listener holds at a time. */
    public record Listener(int perAddress, int total) {
        public Listener {
            if (perAddress < 1 || total < 1) {
                throw new IllegalArgumentException("a limit of connections is 1 or more");
            }
        }
    }

    /**
     * How long is waited for who is connected.
     *
     * @param head for the whole head of a request, from its first byte; the first one's from the connection on
     * @param request for head and body together
     * @param idle between an answer and the next request
     * @param reading for a reader that takes next to nothing of its answer
     * @param silence for our own answer, while nothing of it is written
     * @param station for TLS handshake and CONNECT together
     */
    public record Deadlines(
            Duration head, Duration request, Duration idle, Duration reading, Duration silence, Duration station) {
        /** Nobody is held for 30 s who says nothing, or next to nothing. */
        public static final Deadlines USUAL = new Deadlines(
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                Duration.ofSeconds(25),
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                Duration.ofSeconds(20));
    }

    /** As much as this process may open files: half of them at least are kept for stations and the rest of the program. */
    public static ConnectionLimits usual() {
        return within(FileDescriptors.forConnections());
    }

    /** Of stations and HTTP together, before the operating system refuses more. */
    public static long mostConnections() {
        return FileDescriptors.forConnections();
    }

    static ConnectionLimits within(long files) {
        int http = (int) Math.max(1, Math.min(USUAL_TOTAL, files / 2));
        int stations = (int) Math.max(1, Math.min(USUAL_TOTAL, files - http));
        return new ConnectionLimits(
                new Listener(Math.clamp(http / HTTP_SHARES, 1, HTTP_EACH), http),
                new Listener(Math.clamp(stations / STATION_SHARES, 1, STATIONS_EACH), stations),
                Set.of(),
                Deadlines.USUAL);
    }

    public ConnectionLimits withHttp(Listener other) {
        return new ConnectionLimits(other, stations, proxies, deadlines);
    }

    public ConnectionLimits withStations(Listener other) {
        return new ConnectionLimits(http, other, proxies, deadlines);
    }

    public ConnectionLimits withProxies(Set<InetAddress> addresses) {
        return new ConnectionLimits(http, stations, addresses, deadlines);
    }

    public ConnectionLimits withDeadlines(Deadlines other) {
        return new ConnectionLimits(http, stations, proxies, other);
    }
}
