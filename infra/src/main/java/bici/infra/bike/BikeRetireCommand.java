package bici.infra.bike;

import bici.fleet.operations.FleetDesk.Entry;
import bici.fleet.operations.FleetDesk.Signature;
import bici.fleet.store.PostgresFleet;
import bici.fleet.vocabulary.BikeId;
import bici.infra.command.CommandFailed;
import bici.infra.command.CommandLineAuthor;
import bici.infra.command.DatabaseOptions;
import bici.infra.command.NoteOption;
import bici.infra.command.Results;
import bici.infra.database.Database;
import bici.infra.database.DatabaseSource;
import bici.infra.machine.Progress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bici bike retire}. */
@Command(
        name = "retire",
        description =
                "Take bikes out of the fleet for good, all of them or none, or say of bikes of which only stations tell that"
                        + " they are none of ours; their history stays.",
        footer = {
            "",
            "Example:",
            "  bici bike retire B0007 --note 'frame broken' --data var",
            "'bici bike add' takes one back."
        })
public final class BikeRetireCommand implements Callable<Integer> {
    private static final int SHOWN = 10;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final BikeChoice bikes = new BikeChoice();

    @Mixin
    private final NoteOption note = new NoteOption();

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        DatabaseSource source = database.get(spec);
        List<BikeId> wanted = bikes.list(spec, Optional.empty()).stream()
                .map(Entry::bike)
                .distinct()
                .toList();
        try (Database opened = Database.open(source, Progress.onTerminal())) {
            PostgresFleet fleet = new PostgresFleet(opened.dataSource(), Clock.systemUTC());
            List<BikeId> others = fleet.retire(wanted, new Signature(CommandLineAuthor.get(), note.text()));
            if (!others.isEmpty()) {
                throw new CommandFailed("none was retired: " + others.size()
                        + " of them are known to nobody or retired already: "
                        + others.stream().limit(SHOWN).map(BikeId::value).collect(Collectors.joining(" "))
                        + (others.size() > SHOWN ? " ..." : ""));
            }
            Results.of(spec)
                    .format(
                            "bikes: retired=%d registered=%d",
                            wanted.size(), fleet.count().registered());
            return 0;
        }
    }
}
