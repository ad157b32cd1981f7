package bici.infra.bench.floor;

import bici.gateway.credentials.StationAuthority;
import bici.infra.command.CommandFailed;
import bici.infra.command.DatabaseOptions;
import bici.infra.database.Database;
import bici.infra.database.DatabaseSource;
import bici.infra.machine.Progress;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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
        HTTP
    }

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
        int port = switch (kind) {
            case MQTT -> startMqtt();
            case HTTP -> HttpFloor.start(readPage(), encoding);
        };
        System.out.println(FloorProcess.READY + port);
        new CountDownLatch(1).await();
        return 0;
    }

    private Buffer readPage() throws Exception {
        return page == null ? Buffer.buffer() : Buffer.buffer(Files.readAllBytes(page));
    }

    private int startMqtt() throws Exception {
        DatabaseSource source = database.get(spec);
        Path folder = keys;
        if (folder == null) {
            if (!(source instanceof DatabaseSource.Folder kept)) {
                throw new CommandFailed("--keys says where the authority is");
            }
            folder = kept.folder();
        }
        Database opened = Database.open(source, Progress.onTerminal());
        RawFacts table = new RawFacts(opened.dataSource());
        table.create();
        Clock clock = Clock.systemUTC();
        return new MqttFloor(table, clock).start(StationAuthority.open(folder, List.of(), clock));
    }
}
