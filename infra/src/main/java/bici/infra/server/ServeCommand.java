package bici.infra.server;

import bici.gateway.options.GatewayOptions;
import bici.infra.command.Addresses;
import bici.infra.command.DatabaseOptions;
import bici.infra.command.Ids;
import bici.infra.command.Numbers;
import bici.infra.command.Paths;
import bici.infra.command.Results;
import bici.infra.database.Database;
import bici.infra.database.DatabaseSource;
import bici.infra.machine.ExitActions;
import bici.infra.machine.Progress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bici serve}: a node until it is told to stop. */
@Command(
        name = "serve",
        description =
                "Run the server: stations by MQTT over TLS; riders, operators, analysts and open data by HTTP. Stops cleanly"
                        + " on Ctrl-C.",
        footer = {
            "",
            "Example, on this machine alone, sign-in codes shown instead of sent:",
            "  bici serve --data var --demo-inbox",
            "Without --data or --database-url the data is kept in var/.",
            "The line 'ready: mqtt=PORT http=PORT pid=PID' is printed once it can be used."
        })
public final class ServeCommand implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--keys",
            converter = Paths.Folder.class,
            paramLabel = "DIR",
            description =
                    "Folder with authority/, which makes and checks certificates; default: the data folder, var with"
                            + " --database-url.")
    private @Nullable Path keys;

    @Option(
            names = "--host",
            converter = Addresses.Listening.class,
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "Address to listen on; default ${DEFAULT-VALUE}: this machine only; 0.0.0.0: every network it is in.")
    private String host = "";

    @Option(
            names = "--mqtt-port",
            paramLabel = "PORT",
            converter = Numbers.Port.class,
            defaultValue = "8883",
            description = "Port for the stations, MQTT over TLS; default ${DEFAULT-VALUE}; 0 takes a free one.")
    private int mqttPort;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            converter = Numbers.Port.class,
            defaultValue = "8080",
            description = "Port for people and programs, HTTP; default ${DEFAULT-VALUE}; 0 takes a free one.")
    private int httpPort;

    @Option(
            names = "--station-connects",
            converter = Numbers.Count.class,
            paramLabel = "N",
            defaultValue = "6",
            description = "Connections a minute allowed to one station; default ${DEFAULT-VALUE}.")
    private int stationConnects;

    @Option(
            names = "--station-messages",
            converter = Numbers.Count.class,
            paramLabel = "N",
            defaultValue = "200",
            description = "Messages a second allowed to one station, twice as many at once; default ${DEFAULT-VALUE}.")
    private int stationMessages;

    @Option(
            names = "--node",
            converter = Ids.OfNode.class,
            paramLabel = "NAME",
            defaultValue = Server.ALONE,
            description = "This node's name among several on one database, the same after a restart; default"
                    + " ${DEFAULT-VALUE}.")
    private String node = "";

    @Mixin
    private final HttpSideOptions http = new HttpSideOptions();

    @Mixin
    private final ConnectionOptions connections = new ConnectionOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() throws InterruptedException {
        // What was asked wrongly is said before anything is created.
        HttpOptions httpOptions = http.options(spec, host, httpPort);
        Server.Node held = new Server.Node(node, connections.limits(spec));
        DatabaseSource source =
                database.find(spec).orElseGet(() -> new DatabaseSource.Folder(DatabaseOptions.USUAL_FOLDER));
        Path folder = Optional.ofNullable(keys).orElseGet(() -> source.folderOr(DatabaseOptions.USUAL_FOLDER));
        Database opened = Database.open(source, Progress.onTerminal());
        GatewayOptions defaults = GatewayOptions.defaults();
        GatewayOptions.Connects connects = defaults.connects();
        GatewayOptions.Traffic traffic = defaults.traffic();
        GatewayOptions options = defaults.withAddress(host, mqttPort)
                .withConnects(
                        new GatewayOptions.Connects(stationConnects, connects.globalPerSecond(), connects.timeout()))
                .withTraffic(traffic.withMessages(stationMessages));
        Server server = Server.start(opened, folder, held, options, httpOptions, new SteadyClock());
        ExitActions.onExit(server);
        Results.of(spec)
                .format(
                        "ready: mqtt=%d http=%d pid=%d",
                        server.mqttPort(),
                        server.httpPort(),
                        ProcessHandle.current().pid());
        // Runs until a signal; the exit actions then close server and database in that order.
        new CountDownLatch(1).await();
        return 0;
    }
}
