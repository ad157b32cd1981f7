package bici.infra.door;

import bici.api.http.Language;
import bici.api.http.Problem;
import bici.api.http.ProblemType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;

/** Says that there are too many, without waiting for a request, and closes. */
final class Refusal extends ChannelInboundHandlerAdapter {
    private static final String INSTANCE = "connection";
    private static final int RETRY_AFTER_S = 5;
    private static final ByteBuf TOO_MANY = answer(ProblemType.TOO_MANY_REQUESTS, "Too Many Requests");
    private static final ByteBuf FULL = answer(ProblemType.UNAVAILABLE, "Service Unavailable");

    private final ByteBuf answer;

    Refusal(Reason reason) {
        this.answer = (reason == Reason.ADDRESS ? TOO_MANY : FULL).duplicate();
    }

    private static ByteBuf answer(ProblemType type, String phrase) {
        // No request was read, so there is no language either.
        byte[] body = Problem.of(type).toJson(Language.ES, INSTANCE).toBuffer().getBytes();
        String head = "HTTP/1.1 %d %s\r\nRetry-After: %d\r\nConnection: close\r\nCache-Control: no-store\r\n"
                        .formatted(type.status(), phrase, RETRY_AFTER_S)
                + "Content-Type: application/problem+json\r\nContent-Language: %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(Language.ES.tag(), body.length);
        return Unpooled.unreleasableBuffer(Unpooled.directBuffer()
                .writeBytes(head.getBytes(StandardCharsets.US_ASCII))
                .writeBytes(body));
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        // Who is refused may have gone.
        context.newSucceededFuture().addListener(ChannelFutureListener.CLOSE);
    }
}
