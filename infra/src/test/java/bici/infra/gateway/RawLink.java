package bici.infra.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A TLS connection to the gateway on which bytes are written and read as they are. */
final class RawLink implements AutoCloseable {
    private static final int PATIENCE_MS = 10_000;

    private final SSLSocket socket;

    private RawLink(SSLSocket socket) {
        this.socket = socket;
    }

    static RawLink open(SSLSocketFactory tls, int port) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket("localhost", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
        return new RawLink(socket);
    }

    RawLink write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** The next packet, whose length is below 128. */
    byte[] readPacket() throws IOException {
        InputStream in = socket.getInputStream();
        byte[] header = in.readNBytes(2);
        return header.length < 2 ? header : PacketBytes.join(header, in.readNBytes(header[1]));
    }

    /** Everything until the gateway closes. */
    byte[] readToEnd() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                all.write(next);
            }
        } catch (SocketException e) {
            // Closed while something of ours was not read yet.
            return all.toByteArray();
        }
        return all.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
