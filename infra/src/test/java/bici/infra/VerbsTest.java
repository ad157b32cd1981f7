package bici.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import bici.infra.command.Addresses;
import bici.infra.command.Ids;
import bici.infra.command.MapFile;
import bici.infra.command.Numbers;
import bici.infra.command.Paths;
import bici.infra.command.TimeOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Every wrong value of every option of every verb, as picocli's model lists them: exit code 2, a line that says why, and
 * nothing made. An option that this test knows no wrong value of fails it: give it a converter of {@code bici.infra.command}
 * or a line here.
 */
class VerbsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    /** Any text will do. */
    private static final Set<String> FREE = Set.of("--note", "--link");

    /** Of options that are text or have a range of their own, by name. */
    private static final Map<String, List<String>> BY_NAME = Map.ofEntries(
            Map.entry("--name", List.of(" ")),
            Map.entry("--docks", List.of("-1", "501", "many")),
            Map.entry("--position", List.of("north", "7.1", "NaN,1", "91,0", "0,181", "1,2,3")),
            Map.entry("--service-area", List.of("north", "1,2,3", "5,0,1,1", "NaN,0,1,1")),
            Map.entry("--database-url", List.of("mysql://h/b", "postgresql://", "x")),
            Map.entry("--layout", List.of("nonsense", "")),
            Map.entry("--tempo", List.of("0", "3601", "NaN", "fast")),
            Map.entry("--phones", List.of("-1", "1601", "many")),
            Map.entry("--days", List.of("-1", "401", "many")),
            Map.entry("--repeat", List.of("0", "1000", "many")),
            Map.entry("--first-order", List.of("many")),
            Map.entry("--seed", List.of("many", "1.5")),
            Map.entry("--sms-prefixes", List.of("57", "+", "+57,,+58", "")),
            Map.entry("--data-controller", List.of(" ")),
            Map.entry("--data-contact", List.of(" ")),
            Map.entry("--data-rights", List.of(" ")),
            Map.entry("--dates", List.of("nonsense")),
            Map.entry("--encoding", List.of("nonsense", "")),
            Map.entry("BENCHMARK", List.of("nonsense")),
            Map.entry("SHELL", List.of("fish")));

    @TempDir
    private Path folder;

    private Path file;
    private Path fresh;

    @BeforeEach
    void aFileAndAFolderThatIsNot() throws IOException {
        file = Files.writeString(folder.resolve("file"), "x");
        fresh = folder.resolve("fresh");
    }

    private Map<Class<?>, List<String>> byConverter() {
        String none = folder.resolve("none").toString();
        String below = file.resolve("x").toString();
        return Map.ofEntries(
                Map.entry(Numbers.Port.class, List.of("-1", "65536", "99999", "many", "")),
                Map.entry(Numbers.Count.class, List.of("-1", "0", "99999999999", "many", "1.5")),
                Map.entry(Numbers.CountOrNone.class, List.of("-1", "99999999999", "many")),
                Map.entry(TimeOption.class, List.of("0s", "-1m", "soon", "5", "")),
                Map.entry(MapFile.class, List.of(none, folder.toString(), file.toString(), "")),
                Map.entry(Paths.Input.class, List.of(none, folder.toString(), "")),
                Map.entry(Paths.Output.class, List.of(folder.toString(), below, none + "/x", "")),
                Map.entry(Paths.Folder.class, List.of(file.toString(), below, "")),
                Map.entry(Paths.ExistingFolder.class, List.of(file.toString(), none, "")),
                Map.entry(Addresses.Http.class, List.of("http://", "ftp://h", "h", "http://h:99999", "http:// x", "")),
                Map.entry(Addresses.SecretHttp.class, List.of("http://", "http://sms.example", "x", "https://:1")),
                Map.entry(Addresses.Mqtt.class, List.of("ssl://", "http://h", "h", "")),
                Map.entry(Addresses.InFigures.class, List.of("proxy.example", "999.1.1.1", "10.0.0", "")),
                Map.entry(Addresses.Listening.class, List.of("192.0.2.1", "no host", "")),
                Map.entry(Ids.OfStation.class, List.of("", "-S1", "a/b", "x".repeat(33))),
                Map.entry(Ids.OfStaff.class, List.of("", "-a", "a/b", "x".repeat(33))),
                Map.entry(Ids.OfNode.class, List.of("", "-a", "a/b")),
                Map.entry(Ids.OfRole.class, List.of("rider", "king", "")),
                Map.entry(ZoneId.class, List.of("Bogota", "")),
                Map.entry(LocalDate.class, List.of("2026-02-30", "today", "")));
    }

    private static void collect(CommandLine command, Map<String, CommandSpec> verbs) {
        if (command.getSubcommands().isEmpty()) {
            verbs.put(command.getCommandSpec().qualifiedName(" "), command.getCommandSpec());
        }
        command.getSubcommands().values().forEach(each -> collect(each, verbs));
    }

    private static Map<String, CommandSpec> verbs() {
        Map<String, CommandSpec> verbs = new LinkedHashMap<>();
        collect(Main.commandLine(Map.of()), verbs);
        return verbs;
    }

    private static String name(ArgSpec arg) {
        return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
    }

    private static boolean takesAValue(ArgSpec arg) {
        return !(arg instanceof OptionSpec option) || option.arity().max() > 0;
    }

    private List<String> wrongValues(ArgSpec arg) {
        List<String> named = BY_NAME.get(name(arg));
        if (named != null) {
            return named;
        }
        List<Class<?>> kinds = new ArrayList<>();
        for (Object converter : arg.converters()) {
            kinds.add(converter.getClass());
        }
        kinds.add(arg.typeInfo().isMultiValue() ? arg.auxiliaryTypes()[0] : arg.type());
        Map<Class<?>, List<String>> known = byConverter();
        return kinds.stream()
                .filter(known::containsKey)
                .findFirst()
                .map(known::get)
                .orElse(List.of());
    }

    @TestFactory
    Stream<DynamicTest> everyWrongValueIsRefusedBeforeAnythingIsMade() {
        return verbs().entrySet().stream()
                .flatMap(verb -> Stream.concat(
                                verb.getValue().options().stream(), verb.getValue().positionalParameters().stream())
                        .filter(VerbsTest::takesAValue)
                        .filter(arg -> !FREE.contains(name(arg)))
                        .map(arg -> DynamicTest.dynamicTest(
                                verb.getKey() + " " + name(arg), () -> refusesWrong(verb.getValue(), arg))));
    }

    private void refusesWrong(CommandSpec verb, ArgSpec wrong) {
        List<String> values = wrongValues(wrong);
        assertThat(values).as("wrong values of %s are known", name(wrong)).isNotEmpty();
        for (String value : values) {
            Answer answer = run(words(verb, wrong, value));
            assertThat(answer.code())
                    .as("%s=%s: %s", name(wrong), value, answer)
                    .isEqualTo(2);
            assertThat(answer.err())
                    .as("%s=%s", name(wrong), value)
                    .startsWith("bici: ")
                    .doesNotContain("bug", "\tat ", "java.", "Exception");
            assertThat(fresh).doesNotExist();
        }
    }

    /** The verb with everything it needs, and one value that is wrong. */
    private List<String> words(CommandSpec verb, ArgSpec wrong, String value) {
        List<String> words = new ArrayList<>(List.of(verb.qualifiedName(" ").split(" ", -1)));
        words.removeFirst();
        for (OptionSpec option : verb.options()) {
            if (option.equals(wrong)) {
                words.add(option.longestName() + "=" + value);
            } else if (option.required() && option.group() == null) {
                words.add(option.longestName() + "=" + right(option));
            } else if (option.longestName().equals("--data") && !name(wrong).equals("--database-url")) {
                words.add("--data=" + fresh);
            } else if (option.longestName().equals("--check")) {
                words.add("--check");
            }
        }
        if (name(wrong).equals("--sms-token-file")) {
            words.add("--sms-url=https://sms.example/send");
        }
        for (PositionalParamSpec word : verb.positionalParameters()) {
            if (word.equals(wrong)) {
                words.add(value);
            } else if (word.arity().min() > 0) {
                words.add("S1");
            }
        }
        return words;
    }

    private String right(OptionSpec option) {
        return switch (option.longestName()) {
            case "--role" -> "admin";
            case "--trips" -> file.toString();
            default -> throw new AssertionError("no right value known of " + option.longestName());
        };
    }

    private record Answer(int code, String out, String err) {}

    private static Answer run(List<String> words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine bici = Main.commandLine(Map.of());
        bici.setOut(new PrintWriter(out, true));
        bici.setErr(new PrintWriter(err, true));
        int code = assertTimeoutPreemptively(
                LONG, () -> bici.execute(words.toArray(String[]::new)), () -> words + " runs");
        return new Answer(code, out.toString(), err.toString());
    }

    @Test
    void whatIsMisspeltIsSuggested() {
        assertThat(run(List.of("serv")).err()).contains("serve");
        assertThat(run(List.of("stafff", "list")).err()).contains("staff");
        assertThat(run(List.of("staff", "lnk")).err()).contains("staff link");
        assertThat(run(List.of("serve", "--htp-port", "1")).err()).contains("--http-port");
        assertThat(run(List.of("export", "trips", "--layot", "x")).err()).contains("--layout");
    }

    @Test
    void aVerbAloneSaysWhatToDo() {
        assertThat(run(List.of()).err()).contains("bici doctor", "bici demo", "bici serve");
        for (String verb : List.of("staff", "station")) {
            assertThat(run(List.of(verb)).code()).isEqualTo(2);
        }
    }

    @Test
    void aFileThatCannotBeReadSaysWhy() {
        assertThat(run(List.of("replay", "--trips", "/nope.csv")).err()).contains("/nope.csv: it does not exist");
        assertThat(run(List.of("replay", "--trips", folder.toString())).err()).contains(": it is a folder");
        assertThat(run(List.of("serve", "--sms-url", "http://")).err()).contains("the host is missing");
    }

    @Test
    void completionNamesEveryVerbAndNeedsNothing() {
        Answer bash = run(List.of("completion", "bash"));
        assertThat(bash.code()).isZero();
        assertThat(bash.out()).contains("serve", "--http-port", "dismiss", "complete -F");
    }

    @Test
    void everyUrlIsReadByAConverterThatSaysWhatIsWrong() {
        verbs().values().stream()
                .flatMap(verb -> verb.options().stream())
                .filter(option -> option.type() == URI.class || option.type() == Path.class)
                .forEach(option ->
                        assertThat(option.converters()).as(option.longestName()).hasSize(1));
    }
}
