package bici.infra.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code bici help station add}: the same as {@code bici station add --help}. */
@Command(
        name = "help",
        description = "Explain a verb, as 'bici VERB --help' does; without a verb list all.",
        footer = {"", "Example:", "  bici help station add"})
public final class HelpCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "VERB", description = "Such as serve, or two words: station add.")
    private List<String> verb = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        CommandLine at = spec.root().commandLine();
        for (String word : verb) {
            CommandLine below = at.getSubcommands().get(word);
            if (below == null) {
                throw new UnmatchedArgumentException(at, List.of(word));
            }
            at = below;
        }
        at.usage(spec.commandLine().getOut());
        return 0;
    }
}
