package bici.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import bici.infra.command.Addresses;
import bici.infra.command.Ids;
import bici.infra.command.MapFile;
import bici.infra.command.Moments;
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
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** An example, a range, the closed set, or a rule that says what it must be. */
    private static final Pattern WHAT_IS_RIGHT = Pattern.compile(
            "such as |[0-9] to [0-9]|Missing required|there are |expected one of|cannot (read|write|make) |there is no |neither |PMTiles file|not a folder"
                    + "|has no control|is not blank|outside the service area|the smaller first"
                    + "|given together|Did you mean|See 'bici");

    /** Any text will do. */
    private static final Set<String> FREE = Set.of("--link");

    /** Of options that are text or have a range of their own, by name. */
    private static final Map<String, List<String>> BY_NAME = Map.ofEntries(
            Map.entry("--name", List.of(" ", "\u0007")),
            Map.entry("--note", List.of("\u0007", "two\nlines")),
            Map.entry(
                    "--position",
                    List.of(
                            "north",
                            "7.1",
                            "NaN,1",
                            "91,0",
                            "0,181",
                            "1,2,3",
                            "0x1p2,-73",
                            "7d,-73f",
                            "7e0,-73",
                            "7,")),
            Map.entry("--service-area", List.of("north", "1,2,3", "5,0,1,1", "NaN,0,1,1", "0x0,0d,1f,1")),
            Map.entry("--database-url", List.of("mysql://h/b", "postgresql://", "x")),
            Map.entry("--layout", List.of("nonsense", "")),
            Map.entry("--tempo", List.of("fast", "0", "3601", "NaN", "0x3cp0", "60d", "6e1")),
            Map.entry("--first-order", List.of("many", "")),
            Map.entry("--seed", List.of("many", "1.5", "99999999999999999999")),
            Map.entry("--sms-prefixes", List.of("57", "+", "+57,,+58", "")),
            Map.entry("--data-controller", List.of(" ")),
            Map.entry("--data-contact", List.of(" ")),
            Map.entry("--data-rights", List.of(" ")),
            Map.entry("--dates", List.of("nonsense")),
            Map.entry("--encoding", List.of("nonsense", "")),
            Map.entry("BENCHMARK", List.of("nonsense")),
            Map.entry("VERB", List.of("nonsense", "TEST")),
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
                Map.entry(Numbers.Docks.class, List.of("many", "-1", "0", "501", "")),
                Map.entry(Numbers.Days.class, List.of("many", "-1", "401")),
                Map.entry(Numbers.Phones.class, List.of("many", "-1", "1601")),
                Map.entry(Numbers.Copies.class, List.of("many", "0", "1000")),
                Map.entry(TimeOption.class, List.of("0s", "-1m", "soon", "5", "")),
                Map.entry(MapFile.class, List.of(none, folder.toString(), file.toString(), "")),
                Map.entry(Paths.Input.class, List.of(none, folder.toString(), "")),
                Map.entry(Paths.Output.class, List.of(none + "/x", folder.toString(), below, "")),
                Map.entry(Paths.Folder.class, List.of(below, file.toString(), "")),
                Map.entry(Paths.ExistingFolder.class, List.of(file.toString(), none, "")),
                Map.entry(Addresses.Http.class, List.of("http://", "ftp://h", "h", "http://h:99999", "http:// x", "")),
                Map.entry(
                        Addresses.SecretHttp.class,
                        List.of("http://sms.example", "http://", "x", "https://:1", "http://128.0.0.1")),
                Map.entry(Addresses.Mqtt.class, List.of("ssl://", "http://h", "h", "")),
                Map.entry(Addresses.InFigures.class, List.of("proxy.example", "999.1.1.1", "10.0.0", "")),
                Map.entry(Addresses.Listening.class, List.of("192.0.2.1", "no host", "")),
                Map.entry(Ids.OfStation.class, List.of("", "-S1", "a/b", "x".repeat(33))),
                Map.entry(Ids.OfBike.class, List.of("", "B 1", "a/b", "x".repeat(33))),
                Map.entry(Moments.class, List.of("today", "2026-01-31", "2026-01-31T05:00", "")),
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
        return ofEachValue(this::refusesWrong);
    }

    /** A test for each value that a verb is given and may refuse. */
    private static Stream<DynamicTest> ofEachValue(BiConsumer<CommandSpec, ArgSpec> test) {
        return verbs().entrySet().stream()
                .flatMap(verb -> Stream.concat(
                                verb.getValue().options().stream(), verb.getValue().positionalParameters().stream())
                        .filter(VerbsTest::takesAValue)
                        .filter(arg -> !FREE.contains(name(arg)))
                        .map(arg -> DynamicTest.dynamicTest(
                                verb.getKey() + " " + name(arg), () -> test.accept(verb.getValue(), arg))));
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
                    .doesNotContain("bug", "\tat ", "java.", "Exception", "not an int", "not a long", "not a double")
                    .doesNotContain("enum", "class", "null", "Error:");
            assertThat(answer.err().lines().findFirst().orElseThrow())
                    .as("%s=%s: what was wrong, and what is right", name(wrong), value)
                    // What begins with a hyphen is read as an option.
                    .contains(wrong instanceof OptionSpec || value.startsWith("-") ? name(wrong) : value)
                    .containsPattern(WHAT_IS_RIGHT);
            assertThat(fresh).doesNotExist();
        }
    }

    @TestFactory
    Stream<DynamicTest> nothingOfAWrongValueIsObeyedByATerminal() {
        return ofEachValue(this::showsHarmlessly);
    }

    private void showsHarmlessly(CommandSpec verb, ArgSpec wrong) {
        Answer answer = run(words(verb, wrong, wrongValues(wrong).getFirst() + "\u001B[2J\u0007\nbici: forged\u202E"));
        assertThat(answer.code()).as("%s: %s", name(wrong), answer).isEqualTo(2);
        assertThat(answer.out() + answer.err())
                .doesNotContain("\u001B", "\u0007", "\u202E")
                .doesNotContainPattern("(?m)^bici: forged");
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            serv | there is no verb 'bici serv'. Did you mean 'bici serve'?
            Demo | there is no verb 'bici Demo'. Did you mean 'bici demo'?
            TEST | there is no verb 'bici TEST'. Did you mean 'bici test'?
            stafff list | there is no verb 'bici stafff'. Did you mean 'bici staff'?
            staff lnk | there is no verb 'bici staff lnk'. Did you mean 'bici staff link'?
            station ad | there is no verb 'bici station ad'. Did you mean 'bici station add'?
            station re | there is no verb 'bici station re'. Did you mean 'bici station revoke' or 'bici station retire'?
            help serv | there is no verb 'bici serv'. Did you mean 'bici serve'?
            serve --htp-port 1 | 'bici serve' has no option --htp-port. Did you mean --http-port?
            export trips --layot=x | 'bici export trips' has no option --layot. Did you mean --layout?
            --json doctor | options come after the verb: 'bici doctor --json'.
            --data var station list | options come after the verb: 'bici station list --data'.
            --frobnicate doctor | 'bici' has no option --frobnicate. See 'bici --help'.
            frobnicate | there is no verb 'bici frobnicate'. See 'bici --help'.
            doctor twice | 'twice' is one word too many for 'bici doctor'. See 'bici doctor --help'.
            """)
    void whatIsMisspeltOrMisplacedIsSuggested(String words, String said) {
        Answer answer = run(List.of(words.split(" ", -1)));
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).isEqualTo("bici: " + said + "\n");
    }

    @Test
    void everyVerbHasAnExampleThatNamesOnlyItsOwnOptionsAndTheExitCodes() {
        verbs().forEach((verb, spec) -> {
            String help = spec.commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF);
            List<String> examples = help.lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith(verb) || line.contains("./" + verb))
                    .toList();
            assertThat(examples).as(help).hasSize(1);
            assertThat(help).contains("Example", "Exit codes:");
            assertThat(Pattern.compile("--[a-z-]+").matcher(examples.getFirst()).results())
                    .allSatisfy(option -> assertThat(spec.findOption(option.group()))
                            .as(option.group())
                            .isNotNull());
        });
    }

    @Test
    void everyOptionIsExplainedAndSaysItsDefault() {
        verbs().forEach((verb, spec) -> spec.options().forEach(option -> {
            String words = String.join(" ", option.description());
            assertThat(words.split("\\s+", -1))
                    .as(verb + " " + option.longestName())
                    .hasSizeGreaterThan(2);
            if (option.defaultValue() != null && !option.defaultValue().isEmpty()) {
                assertThat(words).as(verb + " " + option.longestName()).containsIgnoringCase("default");
            }
        }));
    }

    @Test
    void everyAddressOfThisMachineIsALoopbackAddress() {
        for (String host : List.of("127.0.0.1", "127.0.0.2", "127.255.255.254", "::1", "localhost")) {
            assertThat(new Addresses.Listening().convert(host)).isEqualTo(host);
            String inUrl = host.contains(":") ? "[" + host + "]" : host;
            assertThat(new Addresses.SecretHttp().convert("http://" + inUrl + ":8/x"))
                    .isNotNull();
            assertThat(run(List.of("serve", "--host", host, "--data-rights", "x"))
                            .err())
                    .as("refused for something else alone")
                    .contains("are given together")
                    .doesNotContain("network");
        }
    }

    @Test
    void aFileThatIsNoneOfTripsIsAskedForWronglyLikeOneThatIsNotThere() {
        for (String wrong : List.of("/dev/null", file.toString(), "/nope.csv")) {
            assertThat(run(List.of("replay", "--trips", wrong)).code())
                    .as(wrong)
                    .isEqualTo(2);
        }
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
