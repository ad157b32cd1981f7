package bici.infra.door;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.spi.transport.Transport;
import java.net.InetAddress;
import java.util.Set;

/**
 * The sockets of Vert.x, with limits on what its servers accept. One that speaks HTTP is limited as such, every other is
 * for stations. This is where Vert.x lets one at a connection before its TLS handshake and before it has an event loop.
 */
public final class GuardedTransport extends NioTransport {
    private final ConnectionLimits limits;
    private final Doorkeeper http;
    private final Doorkeeper stations;

    private GuardedTransport(ConnectionLimits limits, MeterRegistry registry) {
        this.limits = limits;
        Admission toHttp = new Admission(limits.http(), limits.proxies());
        DoorMeters ofHttp = new DoorMeters("http", toHttp, registry);
        this.http = new Doorkeeper(toHttp, ofHttp, new HttpManner(ofHttp));
        Admission toStations = new Admission(limits.stations(), Set.of());
        DoorMeters ofStations = new DoorMeters("stations", toStations, registry);
        this.stations = new Doorkeeper(toStations, ofStations, new StationManner(ofStations));
    }

    /** For one node. */
    public static io.vertx.core.transport.Transport of(ConnectionLimits limits, MeterRegistry registry) {
        GuardedTransport transport = new GuardedTransport(limits, registry);
        return new io.vertx.core.transport.Transport() {
            @Override
            public String name() {
                return "guarded";
            }

            @Override
            public boolean available() {
                return true;
            }

            @Override
            public Throwable unavailabilityCause() {
                throw new IllegalStateException("it is available");
            }

            @Override
            public Transport implementation() {
                return transport;
            }
        };
    }

    /** Files go in pieces: how much of a region is under way could not be seen, nor who does not read it. */
    @Override
    public boolean supportFileRegion() {
        return false;
    }

    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
        super.configure(options, domainSocket, bootstrap);
        bootstrap.handler(options instanceof HttpServerOptions ? http : stations);
    }

    private final class HttpManner implements Doorkeeper.Manner {
        private final DoorMeters meters;

        HttpManner(DoorMeters meters) {
            this.meters = meters;
        }

        @Override
        public void welcome(Channel connection, InetAddress peer) {
            connection.pipeline().addFirst(new HttpWatch(limits.deadlines(), reason -> meters.count(reason, peer)));
        }

        @Override
        public void refuse(ChannelHandlerContext listening, Channel connection, Reason reason) {
            connection.config().setAutoRead(false);
            connection.pipeline().addLast(new Refusal(reason));
            listening.channel().eventLoop().register(connection).addListener(registered -> {
                if (!registered.isSuccess()) {
                    connection.unsafe().closeForcibly();
                }
            });
        }
    }

    private final class StationManner implements Doorkeeper.Manner {
        private final DoorMeters meters;

        StationManner(DoorMeters meters) {
            this.meters = meters;
        }

        @Override
        public void welcome(Channel connection, InetAddress peer) {
            connection
                    .pipeline()
                    .addFirst(new StationWatch(
                            limits.deadlines().station(), () -> meters.count(Reason.NO_CONNECT, peer)));
        }

        @Override
        public void refuse(ChannelHandlerContext listening, Channel connection, Reason reason) {
            connection.unsafe().closeForcibly();
        }
    }
}
