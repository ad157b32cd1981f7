package bici.infra.door;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** In the pipeline of a listening socket: each connection that was accepted passes here before a byte of it is read. */
@ChannelHandler.Sharable
final class Doorkeeper extends ChannelInboundHandlerAdapter {
    private final Admission admission;
    private final DoorMeters meters;
    private final Manner manner;

    /** What becomes of a connection. */
    interface Manner {
        /** Of one that may stay; before it has an event loop. */
        void welcome(Channel connection, InetAddress peer);

        /** Of one too many; on the event loop of the listening socket. */
        void refuse(ChannelHandlerContext listening, Channel connection, Reason reason);
    }

    Doorkeeper(Admission admission, DoorMeters meters, Manner manner) {
        this.admission = admission;
        this.meters = meters;
        this.manner = manner;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel connection = (Channel) message;
        if (!(connection.remoteAddress() instanceof InetSocketAddress remote)) {
            connection.unsafe().closeForcibly(); // It has gone already.
            return;
        }
        InetAddress peer = remote.getAddress();
        Optional<Reason> refused = admission.enter(peer);
        if (refused.isPresent()) {
            meters.count(refused.get(), peer);
            manner.refuse(context, connection, refused.get());
            return;
        }
        connection.closeFuture().addListener(closed -> admission.leave(peer));
        manner.welcome(connection, peer);
        context.fireChannelRead(connection);
    }
}
