package bici.infra.bike;

import bici.fleet.operations.FleetDesk.Entry;
import bici.fleet.operations.FleetDesk.Signature;
import bici.fleet.store.PostgresFleet;
import bici.infra.command.CommandFailed;
import bici.infra.command.CommandLineAuthor;
import bici.infra.command.DatabaseOptions;
import bici.infra.command.Moments;
import bici.infra.command.NoteOption;
import bici.infra.command.Results;
import bici.infra.database.Database;
import bici.infra.database.DatabaseSource;
import bici.infra.machine.Progress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bici bike add}. */
@Command(
        name = "add",
        description =
                "Take bikes into the fleet, all of them or none: a bike of which only stations tell is shown to nobody.",
        footer = {
            "",
            "Example:",
            "  bici bike add --file bikes.csv --note 'delivery of May' --data var",
            "What was recorded of a bike before counts from the time given, its rides too."
        })
public final class BikeAddCommand implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final BikeChoice bikes = new BikeChoice();

    @Mixin
    private final NoteOption note = new NoteOption();

    @Option(
            names = "--from",
            converter = Moments.class,
            paramLabel = "TIME",
            description = "Since when they are of the fleet; default: since the first fact of each.")
    private @Nullable Instant from;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        DatabaseSource source = database.get(spec);
        List<Entry> wanted = bikes.list(spec, Optional.ofNullable(from));
        try (Database opened = Database.open(source, Progress.onTerminal())) {
            PostgresFleet fleet = new PostgresFleet(opened.dataSource(), Clock.systemUTC());
            int added = fleet.add(wanted, new Signature(CommandLineAuthor.get(), note.text()))
                    .size();
            long known = wanted.stream().map(Entry::bike).distinct().count() - added;
            Results.of(spec)
                    .format(
                            "bikes: added=%d known=%d registered=%d",
                            added, known, fleet.count().registered());
            return 0;
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()), e);
        }
    }
}
