package bici.infra.door;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a station's connection on which TLS handshake and CONNECT are not done in time, however its bytes drip: the deadlines
 * of Vert.x begin anew with each byte of a CONNECT. Looks once.
 */
final class StationWatch extends ChannelInboundHandlerAdapter {
    /** By which Vert.x names what it takes out of the pipeline when the CONNECT has come. */
    private static final String WAITS_FOR_CONNECT = "timeoutOnConnect";
    /** By which it names what it puts in after the handshake. */
    private static final String AFTER_HANDSHAKE = "handler";

    private final Duration deadline;
    private final Runnable late;
    private @Nullable ScheduledFuture<?> only;

    StationWatch(Duration deadline, Runnable late) {
        this.deadline = deadline;
        this.late = late;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        only = context.executor().schedule(() -> look(context), deadline.toMillis(), TimeUnit.MILLISECONDS);
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (only != null) {
            only.cancel(false);
        }
        context.fireChannelInactive();
    }

    private void look(ChannelHandlerContext context) {
        if (!context.channel().isActive()) {
            return;
        }
        ChannelPipeline pipeline = context.pipeline();
        if (pipeline.get(AFTER_HANDSHAKE) == null || pipeline.get(WAITS_FOR_CONNECT) != null) {
            late.run();
            context.newSucceededFuture().addListener(ChannelFutureListener.CLOSE);
        } else {
            pipeline.remove(this);
        }
    }
}
