package bici.gateway.packet;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.VertxWrapper;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.impl.NetServerImpl;
import io.vertx.core.net.impl.NetServerInternal;
import java.util.function.Supplier;

/**
 * Vert.x whose servers of sockets have one more handler in each connection's pipeline, behind TLS and before all that the
 * server puts there. Its MQTT server lets nobody at a packet before its own codec.
 */
public final class GuardedVertx extends VertxWrapper {
    private static final String NAME = "packetGuard";

    private final Supplier<ChannelHandler> guards;

    /** @param guards makes one for each connection */
    public GuardedVertx(Vertx vertx, Supplier<ChannelHandler> guards) {
        super((VertxInternal) vertx);
        this.guards = guards;
    }

    @Override
    public NetServerInternal createNetServer(NetServerOptions options) {
        return new NetServerImpl(delegate, options.copy()) {
            @Override
            protected void initChannel(ChannelPipeline pipeline, boolean ssl) {
                super.initChannel(pipeline, ssl);
                pipeline.addLast(NAME, guards.get());
            }
        };
    }
}
