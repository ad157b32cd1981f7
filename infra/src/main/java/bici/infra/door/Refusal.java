package bici.infra.door;

import bici.api.http.Problem;
import bici.api.http.ProblemType;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;

/** Says that there are too many, without waiting for a request, and closes. */
final class Refusal extends ChannelInboundHandlerAdapter {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ProblemType type;

    Refusal(Reason reason) {
        this.type = reason == Reason.ADDRESS ? ProblemType.TOO_MANY_REQUESTS : ProblemType.UNAVAILABLE;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        // No request was read, so there is no language either.
        context.writeAndFlush(EarlyAnswer.of(Problem.of(type, RETRY_AFTER))).addListener(ChannelFutureListener.CLOSE);
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
