package bici.infra.command;

import bici.infra.database.DatabaseUnavailable;
import bici.infra.machine.Printable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * One clear line on stderr instead of a stack trace; {@code BICI_DEBUG=1} shows the trace. Exit code 1 for what failed, 2
 * for what was asked wrongly, 141 when nobody reads the results any more.
 */
public final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final boolean debug;

    public Errors(Map<String, String> environment) {
        this.debug = !environment.getOrDefault("BICI_DEBUG", "").isEmpty();
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (StandardOutput.NobodyReads.isReasonOf(failure)) {
            return StandardOutput.PIPE_CLOSED;
        }
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
        String words = wrong instanceof UnmatchedArgumentException unmatched
                ? Suggestions.line(unmatched, List.of(arguments))
                : plain(String.valueOf(wrong.getMessage()));
        command.getErr().println("bici: " + Printable.line(words));
        if (!(wrong instanceof UnmatchedArgumentException)) {
            command.getErr().println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        return CommandLine.ExitCode.USAGE;
    }

    /** Without what picocli begins some of its sentences with. */
    private static String plain(String message) {
        return message.replaceFirst("^Error: ", "");
    }
}
