package bici.infra.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a child process that is this program again: this JVM, this class path. */
public final class ChildJvm {
    private ChildJvm() {}

    /**
     * What to start.
     *
     * @param options of the virtual machine
     * @param main the class whose {@code main} runs
     */
    public static List<String> command(List<String> options, String main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(arguments);
        return command;
    }
}
