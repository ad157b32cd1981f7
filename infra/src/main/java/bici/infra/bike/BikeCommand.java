package bici.infra.bike;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bici bike}. */
@Command(
        name = "bike",
        description = "Take bikes into the fleet, take them out and list them.",
        subcommands = {BikeAddCommand.class, BikeListCommand.class, BikeRetireCommand.class})
public final class BikeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "bike what? 'add', 'list' or 'retire'");
    }
}
