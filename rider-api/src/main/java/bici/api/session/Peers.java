package bici.api.session;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Who is behind a network address, as far as guesses are counted: one IPv4 address, or one IPv6 network of 64 bits. */
final class Peers {
    private static final int NETWORK_BYTES = 8;

    private Peers() {}

    /**
     * The same text for the same peer.
     *
     * @param address numeric, as sockets give it
     */
    static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            // With a colon it is never looked up as a name.
            return Arrays.toString(Arrays.copyOf(InetAddress.getByName(address).getAddress(), NETWORK_BYTES));
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
