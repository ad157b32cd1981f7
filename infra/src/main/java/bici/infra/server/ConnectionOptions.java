package bici.infra.server;

import bici.infra.command.Addresses;
import bici.infra.command.Numbers;
import bici.infra.door.ConnectionLimits;
import bici.infra.door.ConnectionLimits.Listener;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How many connections are held: mixed into {@code serve}. */
final class ConnectionOptions {
    @Option(
            names = "--http-connections",
            converter = Numbers.Count.class,
            paramLabel = "N",
            description =
                    "Connections of HTTP at a time; default 4000, or half of the files that this process may open.")
    private @Nullable Integer http;

    @Option(
            names = "--http-connections-each",
            converter = Numbers.Count.class,
            paramLabel = "N",
            description =
                    "Connections of HTTP at a time from one address, or one /64 of IPv6; default 256. People behind"
                            + " a carrier's or campus' address share them.")
    private @Nullable Integer httpEach;

    @Option(
            names = "--proxies",
            converter = Addresses.InFigures.class,
            split = ",",
            paramLabel = "ADDRESSES",
            description = "Reverse proxies in front, such as 127.0.0.1,10.0.0.5: they bring everybody, so"
                    + " --http-connections-each does not hold for them.")
    private List<InetAddress> proxies = List.of();

    @Option(
            names = "--station-connections",
            converter = Numbers.Count.class,
            paramLabel = "N",
            description = "Connections of stations at a time; default 4000, or what HTTP leaves of the files that this"
                    + " process may open.")
    private @Nullable Integer stations;

    @Option(
            names = "--station-connections-each",
            converter = Numbers.Count.class,
            paramLabel = "N",
            description = "Connections of stations at a time from one address; default 1000. Behind a carrier's gateway"
                    + " all stations share one.")
    private @Nullable Integer stationsEach;

    ConnectionLimits limits(CommandSpec spec) {
        ConnectionLimits usual = ConnectionLimits.usual();
        ConnectionLimits asked = usual.withHttp(listener(http, httpEach, usual.http()))
                .withStations(listener(stations, stationsEach, usual.stations()))
                .withProxies(Set.copyOf(proxies));
        long files = ConnectionLimits.mostConnections();
        long together = (long) asked.http().total() + asked.stations().total();
        if ((http != null || stations != null) && together > files) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%d connections of HTTP and %d of stations are more than the %d that this process may have open:"
                                    .formatted(
                                            asked.http().total(),
                                            asked.stations().total(),
                                            files)
                            + " lower --http-connections or --station-connections, or raise the limit of open files"
                            + " (ulimit -n)");
        }
        return asked;
    }

    private static Listener listener(@Nullable Integer total, @Nullable Integer each, Listener usual) {
        return new Listener(
                Optional.ofNullable(each).orElse(usual.perAddress()),
                Optional.ofNullable(total).orElse(usual.total()));
    }
}
