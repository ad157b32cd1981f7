package bici.infra.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of this machine. */
final class FreePorts {
    private FreePorts() {}

    /** The port when nobody listens there, otherwise 0, which takes a free one. */
    static int orFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound() ? port : 0;
        } catch (IOException taken) {
            return 0;
        }
    }
}
