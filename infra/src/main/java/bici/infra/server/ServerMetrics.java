package bici.infra.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.micrometer.MicrometerMetricsFactory;

/**
 * What Vert.x measures: its pools by its own meters, HTTP by {@link HttpMeters}. Connections of stations are measured by the
 * gateway, so Vert.x does not count the bytes of each of their packets as well.
 */
final class ServerMetrics implements VertxMetricsFactory {
    private final MeterRegistry registry;
    private final MicrometerMetricsFactory micrometer;

    ServerMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.micrometer = new MicrometerMetricsFactory(registry);
    }

    @Override
    public MetricsOptions newOptions() {
        return micrometer.newOptions();
    }

    @Override
    public VertxMetrics metrics(VertxOptions options) {
        VertxMetrics ofVertx = micrometer.metrics(options);
        HttpMeters http = new HttpMeters(registry);
        return new VertxMetrics() {
            @Override
            public HttpServerMetrics<?, ?, ?> createHttpServerMetrics(HttpServerOptions server, SocketAddress address) {
                return http;
            }

            @Override
            public PoolMetrics<?, ?> createPoolMetrics(String type, String name, int size) {
                return ofVertx.createPoolMetrics(type, name, size);
            }

            @Override
            public void close() {
                ofVertx.close();
            }
        };
    }
}
