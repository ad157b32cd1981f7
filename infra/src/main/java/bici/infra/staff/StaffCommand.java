package bici.infra.staff;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bici staff}. */
@Command(
        name = "staff",
        description = "Let the people who work with the system sign in.",
        subcommands = {StaffLinkCommand.class, StaffDismissCommand.class, StaffListCommand.class})
public final class StaffCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "staff what? 'link', 'dismiss' or 'list'");
    }
}
