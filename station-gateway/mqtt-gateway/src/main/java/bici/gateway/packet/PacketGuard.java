package bici.gateway.packet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Before the MQTT codec in the pipeline of a station's connection: lets whole packets through that keep every
 * {@link PacketRule}, and nothing after the first that does not.
 *
 * <p>Before a CONNECT was let through the guard itself answers, closes and tells who listens. Later it throws the
 * {@link ForbiddenPacket} into the pipeline, which reaches the exception handler of the endpoint.
 */
public final class PacketGuard extends ByteToMessageDecoder {
    private static final int MORE = 0x80;
    private static final int CONNECT_BYTE = 0x10;
    private static final int LONGEST_LENGTH = 4;
    private static final byte CONNACK = 0x20;
    private static final byte UNACCEPTABLE_LEVEL = 1;

    private final int maxPacketBytes;
    private final Listener listener;
    private final ConnectPacket connect = new ConnectPacket();
    private @Nullable PacketRules rules;
    private boolean refused;

    /** Hears of connections that end before there is a station's. On the connection's event loop. */
    public interface Listener {
        /** Its first packet broke a rule. */
        void refused(PacketRule rule, Optional<SSLSession> session);

        /** It broke. */
        void broken(Throwable failure);
    }

    public PacketGuard(int maxPacketBytes, Listener listener) {
        this.maxPacketBytes = maxPacketBytes;
        this.listener = listener;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (refused) {
            in.skipBytes(in.readableBytes());
            return;
        }
        try {
            int length = judge(in);
            if (length > 0) {
                out.add(in.readRetainedSlice(length));
            }
        } catch (ForbiddenPacket forbidden) {
            refused = true;
            in.skipBytes(in.readableBytes());
            refuse(context, forbidden);
        }
    }

    /** The length of the packet that may pass; 0 while it is not there as a whole. */
    private int judge(ByteBuf in) throws ForbiddenPacket {
        int start = in.readerIndex();
        int firstByte = in.getUnsignedByte(start);
        judgeFirstByte(firstByte);
        int headerLength = headerLength(in);
        if (headerLength == 0) {
            return 0;
        }
        int bodyLength = bodyLength(in, headerLength);
        if (headerLength + bodyLength > maxPacketBytes) {
            throw new ForbiddenPacket(PacketRule.PACKET_SIZE);
        }
        if (in.readableBytes() < headerLength + bodyLength) {
            return 0;
        }
        PacketReader body = new PacketReader(in.slice(start + headerLength, bodyLength), PacketRule.TRUNCATED);
        if (rules == null) {
            connect.read(body);
            requireShortest(in, headerLength);
            rules = new PacketRules(connect);
        } else {
            requireShortest(in, headerLength);
            rules.judge(firstByte, body);
        }
        return headerLength + bodyLength;
    }

    private void judgeFirstByte(int firstByte) throws ForbiddenPacket {
        if (rules != null) {
            rules.judgeFirstByte(firstByte);
        } else if (PacketRules.type(firstByte) != PacketRules.CONNECT) {
            throw new ForbiddenPacket(PacketRule.FIRST_PACKET);
        } else if (firstByte != CONNECT_BYTE) {
            throw new ForbiddenPacket(PacketRule.RESERVED_FLAGS);
        }
    }

    /** Of first byte and Remaining Length; 0 while they are not there. */
    private static int headerLength(ByteBuf in) throws ForbiddenPacket {
        for (int i = 1; i <= LONGEST_LENGTH; i++) {
            if (in.readableBytes() <= i) {
                return 0;
            }
            if ((in.getByte(in.readerIndex() + i) & MORE) == 0) {
                return i + 1;
            }
        }
        throw new ForbiddenPacket(PacketRule.LENGTH_FIELD);
    }

    private static int bodyLength(ByteBuf in, int headerLength) {
        int length = 0;
        for (int i = 1; i < headerLength; i++) {
            length |= (in.getUnsignedByte(in.readerIndex() + i) & ~MORE) << (7 * (i - 1));
        }
        return length;
    }

    /** 3.1.1 does not ask for it. */
    private void requireShortest(ByteBuf in, int headerLength) throws ForbiddenPacket {
        boolean shortest = headerLength == 2 || in.getByte(in.readerIndex() + headerLength - 1) != 0;
        if (connect.isMqtt5() && !shortest) {
            throw new ForbiddenPacket(PacketRule.LENGTH_NOT_SHORTEST);
        }
    }

    private void refuse(ChannelHandlerContext context, ForbiddenPacket forbidden) {
        if (rules != null) {
            context.fireExceptionCaught(forbidden);
            return;
        }
        listener.refused(forbidden.rule(), findSession(context));
        answer(forbidden.rule())
                .map(context::writeAndFlush)
                .orElseGet(context::newSucceededFuture)
                .addListener(ChannelFutureListener.CLOSE);
    }

    /** 3.1.1 has an answer for a wrong level only; what is no CONNECT of MQTT has none. */
    private Optional<ByteBuf> answer(PacketRule rule) {
        if (rule == PacketRule.PROTOCOL_LEVEL) {
            return Optional.of(Unpooled.wrappedBuffer(new byte[] {CONNACK, 2, 0, UNACCEPTABLE_LEVEL}));
        }
        return connect.isMqtt5()
                ? Optional.of(Unpooled.wrappedBuffer(new byte[] {CONNACK, 3, 0, rule.connack(), 0}))
                : Optional.empty();
    }

    private static Optional<SSLSession> findSession(ChannelHandlerContext context) {
        return Optional.ofNullable(context.pipeline().get(SslHandler.class))
                .map(tls -> tls.engine().getSession());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
        if (rules != null) {
            super.exceptionCaught(context, cause);
            return;
        }
        refused = true;
        listener.broken(cause);
        context.newSucceededFuture().addListener(ChannelFutureListener.CLOSE);
    }
}
