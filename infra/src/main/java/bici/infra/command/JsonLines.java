package bici.infra.command;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code --json} of all verbs that end with a line such as {@code audit: checks=30 violations=0}: that line as a JSON
 * object with the same keys, {@code summary} naming the verb. Other lines stay as they are.
 */
public final class JsonLines {
    private static final String NAME = "--json";
    /** They print no such line, or have an option of this name. */
    private static final Set<String> WITHOUT = Set.of("bench", "completion", "help", "link", "list", "test");

    private static final Pattern SUMMARY = Pattern.compile("([a-z][a-z-]*):((?: [A-Za-z][A-Za-z0-9_]*=[^\\s=]*)+)");
    private static final Pattern PAIR = Pattern.compile(" ([A-Za-z][A-Za-z0-9_]*)=([^\\s=]*)");
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]{0,14})(?:\\.[0-9]{1,9})?");

    private JsonLines() {}

    /** Adds the option to each verb that has no verbs of its own. */
    public static void addTo(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        if (command.getSubcommands().isEmpty() && !WITHOUT.contains(spec.name())) {
            spec.addOption(OptionSpec.builder(NAME)
                    .type(boolean.class)
                    .arity("0")
                    .description("Print the last line as a JSON object with the same keys.")
                    .build());
        }
        command.getSubcommands().values().forEach(JsonLines::addTo);
    }

    /** Whether it was given. */
    static boolean isWanted(CommandSpec verb) {
        OptionSpec json = verb.findOption(NAME);
        return json != null && json.type() == boolean.class && Boolean.TRUE.equals(json.<Object>getValue());
    }

    /** The line itself when it is no summary. */
    static String convert(String line) {
        Matcher summary = SUMMARY.matcher(line);
        if (!summary.matches()) {
            return line;
        }
        StringBuilder json = new StringBuilder("{\"summary\":\"" + summary.group(1) + "\"");
        Matcher pair = PAIR.matcher(summary.group(2));
        while (pair.find()) {
            String value = pair.group(2);
            boolean number = NUMBER.matcher(value).matches();
            json.append(",\"").append(pair.group(1)).append("\":");
            json.append(number ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
        return json.append('}').toString();
    }
}
