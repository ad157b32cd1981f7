package bici.infra.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a child process that is this program again: this JVM, this class path. What {@code BICI_JAVA_OPTIONS}
 * gives the launched program, its children get as well.
 */
public final class ChildJvm {
    private static final String MORE_OPTIONS = "BICI_JAVA_OPTIONS";

    private ChildJvm() {}

    /**
     * What to start.
     *
     * @param options of the virtual machine; those of the environment come after them and override them
     * @param main the class whose {@code main} runs
     */
    public static List<String> command(List<String> options, String main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        String more = System.getenv().getOrDefault(MORE_OPTIONS, "").strip();
        if (!more.isEmpty()) {
            command.addAll(List.of(more.split("\\s+")));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(arguments);
        return command;
    }
}
