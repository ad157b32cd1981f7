package bici.infra.slow;

import bici.infra.slow.Manner.Reading;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.OptionalLong;

/** One connection of somebody who takes their time. Used by one thread; never blocks. */
final class SlowClient implements AutoCloseable {
    private static final int RECEIVED = 64 * 1024;
    /** So that little lies between a server and who does not read. */
    private static final int LITTLE = 4_096;

    private final Manner manner;
    private final SocketChannel channel;
    private final long openedAt;
    private OptionalLong closedAt = OptionalLong.empty();
    private long saidAt;

    private SlowClient(Manner manner, SocketChannel channel, long now) {
        this.manner = manner;
        this.channel = channel;
        this.openedAt = now;
        this.saidAt = now;
    }

    static SlowClient open(Manner manner, int port, long now) throws IOException {
        SocketChannel channel = SocketChannel.open();
        if (manner.reading() != Reading.ALL) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, LITTLE);
        }
        channel.bind(new InetSocketAddress(manner.address(), 0));
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.configureBlocking(false);
        SlowClient client = new SlowClient(manner, channel, now);
        client.say(manner.opening(), now);
        return client;
    }

    Manner manner() {
        return manner;
    }

    boolean isOpen() {
        return closedAt.isEmpty();
    }

    /** How long the server has kept it. */
    Duration held(long now) {
        return Duration.ofNanos(closedAt.orElse(now) - openedAt);
    }

    /** Says and reads what is due. */
    void step(long now, Duration dripEvery) {
        boolean due = now - saidAt >= dripEvery.toNanos();
        if (isOpen() && due) {
            say(manner.drop(), now);
        }
        if (isOpen() && manner.reading() == Reading.ALL) {
            read(now, RECEIVED);
        } else if (isOpen() && manner.reading() == Reading.BYTE && due) {
            read(now, 1);
        }
    }

    /** Who did not read does now: what was under way, and then the end, if the server made one. */
    void readOn(long now) {
        while (isOpen() && read(now, RECEIVED) > 0) {
            // The next piece.
        }
    }

    private void say(byte[] bytes, long now) {
        saidAt = now;
        try {
            channel.write(ByteBuffer.wrap(bytes));
        } catch (IOException reset) {
            closedAt = OptionalLong.of(now);
        }
    }

    private int read(long now, int most) {
        try {
            int read = channel.read(ByteBuffer.allocate(most));
            if (read < 0) {
                closedAt = OptionalLong.of(now);
            }
            return read;
        } catch (IOException reset) {
            closedAt = OptionalLong.of(now);
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
