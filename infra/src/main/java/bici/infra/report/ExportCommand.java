package bici.infra.report;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bici export}: what is exported is a word of its own. */
@Command(name = "export", description = "Write recorded history to a file.", subcommands = TripExportCommand.class)
public final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "export what? 'bici export trips' writes trips as CSV");
    }
}
