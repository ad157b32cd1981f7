package bici.infra.command;

import bici.infra.database.DatabaseUnavailable;
import bici.infra.machine.Printable;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * One clear line on stderr instead of a stack trace; {@code BICI_DEBUG=1} shows the trace. Exit code 1 for what failed, 2
 * for what was asked wrongly.
 */
public final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final boolean debug;

    public Errors(Map<String, String> environment) {
        this.debug = !environment.getOrDefault("BICI_DEBUG", "").isEmpty();
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        boolean expected = failure instanceof CommandFailed || failure instanceof DatabaseUnavailable;
        Optional<String> file = Paths.why(failure);
        String words = expected ? String.valueOf(failure.getMessage()) : file.orElseGet(() -> "unexpected " + failure);
        command.getErr().println("bici: " + Printable.line(words));
        if (debug) {
            failure.printStackTrace(command.getErr());
        } else if (!expected && file.isEmpty()) {
            command.getErr().println("bici: this is a bug; BICI_DEBUG=1 shows where it happened");
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println("bici: " + Printable.line(String.valueOf(wrong.getMessage())));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, command.getErr())) {
            command.getErr().println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        return CommandLine.ExitCode.USAGE;
    }
}
