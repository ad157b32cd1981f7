package bici.infra.bench.floor;

import bici.gateway.credentials.StationAuthority;
import bici.infra.bench.floor.FloorProcess.Ports;
import bici.infra.command.CommandFailed;
import bici.infra.command.DatabaseOptions;
import bici.infra.database.Database;
import bici.infra.database.DatabaseSource;
import bici.infra.machine.Progress;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A floor as a process of its own, as the server is one. Not a verb: it is no part of the product. */
@Command(name = "floor")
public final class FloorProgram implements Callable<Integer> {
    /** What stands in the product's place. */
    public enum Kind {
        MQTT,
        HTTP,
        UNLOCK
    }

    /** A floor has no way of its own through a moment in which the machine stands still: it waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Clock CLOCK = Clock.systemUTC();

    @Parameters(index = "0")
    private Kind kind = Kind.HTTP;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--keys")
    private @Nullable Path keys;

    @Option(names = "--page")
    private @Nullable Path page;

    @Option(names = "--encoding", defaultValue = "")
    private String encoding = "";

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FloorProgram())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Ports ports = switch (kind) {
            case MQTT -> startMqtt();
            case HTTP -> new Ports(0, HttpFloor.start(readPage(), encoding));
            case UNLOCK -> startUnlock();
        };
        System.out.println(ports.line());
        new CountDownLatch(1).await();
        return 0;
    }

    private Buffer readPage() throws Exception {
        return page == null ? Buffer.buffer() : Buffer.buffer(Files.readAllBytes(page));
    }

    private Ports startMqtt() throws Exception {
        RawFacts table = new RawFacts(openDatabase().dataSource());
        table.create();
        Vertx vertx = Vertx.vertx();
        FactCopier copier = new FactCopier(vertx, table, CLOCK);
        copier.start();
        return new Ports(new MqttFloor(vertx, copier).start(authority()), 0);
    }

    private Ports startUnlock() throws Exception {
        RawUnlocks table = new RawUnlocks(openDatabase().dataSource());
        table.create();
        Vertx vertx = Vertx.vertx();
        UnlockFloor unlocks = new UnlockFloor(vertx, table, CLOCK);
        int httpPort = unlocks.start();
        return new Ports(new MqttFloor(vertx, unlocks).start(authority()), httpPort);
    }

    private Database openDatabase() {
        return Database.open(database.get(spec), Progress.onTerminal(), PATIENCE);
    }

    private StationAuthority authority() {
        Path folder = keys;
        if (folder == null) {
            if (!(database.get(spec) instanceof DatabaseSource.Folder kept)) {
                throw new CommandFailed("--keys says where the authority is");
            }
            folder = kept.folder();
        }
        return StationAuthority.open(folder, List.of(), CLOCK);
    }
}
