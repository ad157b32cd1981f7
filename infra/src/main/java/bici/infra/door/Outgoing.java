package bici.infra.door;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** Whether the other end takes what is written to it. Used on the channel's event loop. */
final class Outgoing {
    /** Of each {@link ConnectionLimits.Deadlines#reading}: slower than any telephone, faster than who only pretends. */
    private static final long LEAST_BYTES = 4_096;

    private final Channel channel;
    private final int mostLooks;
    private long written;
    private long takenBefore;
    private int looks;

    /** @param mostLooks as many calls of {@link #isStalled} without progress are too many */
    Outgoing(Channel channel, int mostLooks) {
        this.channel = channel;
        this.mostLooks = mostLooks;
    }

    void written(Object message) {
        if (message instanceof ByteBuf bytes) {
            written += bytes.readableBytes();
        }
    }

    /** Written, and not yet taken by the operating system; a little more, as Netty counts. */
    long waiting() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /** To be called at equal intervals. Progress begins the time anew, or who stops in its middle would have it nearly twice. */
    boolean isStalled() {
        long waiting = waiting();
        long taken = written - waiting;
        if (waiting == 0 || looks == 0 || taken - takenBefore >= LEAST_BYTES) {
            looks = waiting == 0 ? 0 : 1;
            takenBefore = taken;
            return false;
        }
        return looks++ >= mostLooks;
    }
}
