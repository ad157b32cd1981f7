package bici.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpNamesEveryVerbAndTheExitCodes() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("doctor", "test", "Exit codes: 0 done, 1 failed, 2 asked wrongly");
    }

    @Test
    void everyVerbExplainsItself() {
        for (String verb : Main.commandLine(Map.of()).getSubcommands().keySet()) {
            assertThat(run(verb, "--help")).isZero();
            assertThat(out.toString()).contains("Usage: bici " + verb);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "serve", "station", "station add", "test", "help"})
    void helpIsAVerbToo(String verb) {
        String[] words = verb.isEmpty() ? new String[0] : verb.split(" ", -1);
        assertThat(run(Stream.concat(Stream.of("help"), Stream.of(words)).toArray(String[]::new)))
                .isZero();
        String help = out.toString();
        out.getBuffer().setLength(0);
        assertThat(run(Stream.concat(Stream.of(words), Stream.of("--help")).toArray(String[]::new)))
                .isZero();
        assertThat(help).isEqualTo(out.toString()).startsWith("Usage: bici");
    }

    @Test
    void theVersionIsOneLine() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString())
                .startsWith("bici ")
                .contains("Java " + Runtime.version())
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "doctor --nonsense",
                "doctor --http-port=many",
                "doctor --data=/tmp/a --database-url=postgresql://h/b",
                "doctor --database-url=mysql://ana:secret@host/db",
                "serve --host=0.0.0.0",
                "help serv",
                "serve --host=0.0.0.0 --data-controller=Movilidad --data-contact=Calle1",
                "serve --data-controller=Movilidad --data-contact=Calle1 --data-rights=nowhere"
            })
    void whatIsAskedWronglyIsToldInALineAndEndsWithTwo(String arguments) {
        String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" ", -1);
        assertThat(run(words)).isEqualTo(2);
        assertThat(err.toString()).startsWith("bici: ").doesNotContain("\tat ", "secret");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aServerForTheNetworkSaysThatRidersMustReadWhoIsResponsible() {
        assertThat(run("serve", "--host", "0.0.0.0")).isEqualTo(2);
        assertThat(err.toString())
                .contains("who is responsible for their data: --data-controller, --data-contact and --data-rights");
        assertThat(run("serve", "--data-controller", "M", "--data-contact", "C", "--data-rights", "nowhere"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("an e-mail address or an address that begins with https://, not nowhere");
    }

    @Test
    void aDatabaseThatCannotBeReachedIsAFailureWithoutAStackTrace() {
        assertThat(run("doctor", "--database-url", "postgresql://ana:secret@127.0.0.1:1/bici"))
                .isEqualTo(1);
        assertThat(out.toString())
                .containsPattern("(?m)^fail +database +.*127\\.0\\.0\\.1:1/bici cannot be reached")
                .contains("fail=1")
                .doesNotContain("secret", "\tat ");
    }

    private int run(String... arguments) {
        CommandLine bici = Main.commandLine(Map.of());
        bici.setOut(new PrintWriter(out, true));
        bici.setErr(new PrintWriter(err, true));
        return bici.execute(arguments);
    }
}
