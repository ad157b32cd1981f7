package bici.infra.station;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bici station}. */
@Command(
        name = "station",
        description = "Take stations in, take them out and list them.",
        subcommands = {
            StationAddCommand.class,
            StationListCommand.class,
            StationRevokeCommand.class,
            StationRetireCommand.class
        })
public final class StationCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "station what? 'add', 'list', 'revoke' or 'retire'");
    }
}
