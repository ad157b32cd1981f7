package bici.infra.bike;

import bici.fleet.operations.FleetRegister.Counts;
import bici.fleet.operations.FleetRegister.Registered;
import bici.fleet.store.PostgresFleet;
import bici.fleet.vocabulary.StationId;
import bici.infra.command.DatabaseOptions;
import bici.infra.command.Results;
import bici.infra.database.Database;
import bici.infra.machine.Progress;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bici bike list}. */
@Command(
        name = "list",
        description =
                "List the bikes of the fleet: id, since when, the station where each stands, and what was retired.",
        footer = {
            "",
            "Example:",
            "  bici bike list --data var",
            "The last line says: registered, retired, unregistered (only stations tell of them)."
        })
public final class BikeListCommand implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--unregistered",
            description = "Those of which only stations tell, when and where each was told of last.")
    private boolean unregistered;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        try (Database opened = Database.open(database.get(spec), Progress.onTerminal())) {
            Results out = Results.of(spec);
            PostgresFleet fleet = new PostgresFleet(opened.dataSource(), Clock.systemUTC());
            if (unregistered) {
                fleet.listUnregistered(
                        Integer.MAX_VALUE,
                        bike -> out.format("%-32s %-27s %s", bike.bike(), bike.lastAt(), bike.station()));
            } else {
                fleet.list(bike -> print(out, bike));
            }
            Counts counts = fleet.count();
            out.format(
                    "bikes: registered=%d retired=%d unregistered=%d",
                    counts.registered(), counts.retired(), counts.unregistered());
            return 0;
        }
    }

    private static void print(Results out, Registered bike) {
        String since = bike.from().map(Instant::toString).orElse("first fact");
        String where = bike.station().map(StationId::value).orElse("-");
        String retired = bike.retiredAt().map(at -> "  retired " + at).orElse("");
        out.format("%-32s %-27s %s%s", bike.bike(), since, where, retired);
    }
}
