package bici.infra.station;

import bici.fleet.store.PostgresStationRegister;
import bici.infra.command.DatabaseOptions;
import bici.infra.command.Results;
import bici.infra.database.Database;
import bici.infra.machine.Progress;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bici station list}. */
@Command(
        name = "list",
        description = "List the stations in service: id, number of docks, name.",
        footer = {"", "Example:", "  bici station list --data var"})
public final class StationListCommand implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        try (Database opened = Database.open(database.get(spec), Progress.onTerminal())) {
            Results out = Results.of(spec);
            new PostgresStationRegister(opened.dataSource(), Clock.systemUTC())
                    .listStations()
                    .forEach(s -> out.format("%-32s %3d  %s", s.id(), s.capacity(), s.name()));
            return 0;
        }
    }
}
