package bici.infra.door;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the connections of one listener, in all and of each address. Safe from any thread. */
final class Admission {
    /** What one household or company is given of IPv6. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private final ConnectionLimits.Listener limits;
    private final Set<InetAddress> proxies;
    private final Map<InetAddress, Integer> ofAddress = new ConcurrentHashMap<>();
    private final AtomicInteger all = new AtomicInteger();

    Admission(ConnectionLimits.Listener limits, Set<InetAddress> proxies) {
        this.limits = limits;
        this.proxies = Set.copyOf(proxies);
    }

    ConnectionLimits.Listener limits() {
        return limits;
    }

    int size() {
        return all.get();
    }

    /** Counts one more; the answer is why not. Who entered has to {@link #leave}. */
    Optional<Reason> enter(InetAddress from) {
        if (all.incrementAndGet() > limits.total()) {
            all.decrementAndGet();
            return Optional.of(Reason.TOTAL);
        }
        InetAddress network = network(from);
        int ofThis = ofAddress.merge(network, 1, Integer::sum);
        if (ofThis > limits.perAddress() && !proxies.contains(from)) {
            leave(from);
            return Optional.of(Reason.ADDRESS);
        }
        return Optional.empty();
    }

    void leave(InetAddress from) {
        ofAddress.computeIfPresent(network(from), (network, count) -> count > 1 ? count - 1 : null);
        all.decrementAndGet();
    }

    /** What is counted together: an address of IPv4, the first half of one of IPv6. */
    static InetAddress network(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, IPV6_NETWORK_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }
}
