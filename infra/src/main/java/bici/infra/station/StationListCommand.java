package bici.infra.station;

import bici.fleet.store.PostgresStationRegister;
import bici.infra.command.DatabaseOptions;
import bici.infra.database.Database;
import bici.infra.machine.Progress;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bici station list}. */
@Command(name = "list", description = "List the stations that were taken in: id, docks, name.")
public final class StationListCommand implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        try (Database opened = Database.open(database.get(spec), Progress.onTerminal())) {
            PrintWriter out = spec.commandLine().getOut();
            new PostgresStationRegister(opened.dataSource(), Clock.systemUTC())
                    .listStations()
                    .forEach(s -> out.printf("%-32s %3d  %s%n", s.id(), s.capacity(), s.name()));
            out.flush();
            return 0;
        }
    }
}
