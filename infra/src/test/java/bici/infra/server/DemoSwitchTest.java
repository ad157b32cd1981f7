package bici.infra.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is for demonstrations only never listens to the network, and says so before anything is created. */
class DemoSwitchTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", "2001:db8::7", "::ffff:192.0.2.7"})
    void theDemoInboxIsRefusedWhereTheNetworkWouldReachIt(String host) {
        StringWriter err = new StringWriter();
        Path data = folder.resolve("data");

        int code = serve(err, "--host", host, "--demo-inbox", "--data", data.toString());

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--demo-inbox shows sign-in codes to everybody", host, "loopback");
        assertThat(data).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--sign-ins=0", "--demo-inbox --public-url=https://bici.example"})
    void whatIsAskedWronglyOfTheHttpSideCreatesNothing(String arguments) {
        StringWriter err = new StringWriter();
        Path data = folder.resolve("data");

        int code = serve(err, (arguments + " --data=" + data).split(" ", -1));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).isNotBlank();
        assertThat(data).doesNotExist();
    }

    private static int serve(StringWriter err, String... arguments) {
        return new CommandLine(new ServeCommand())
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
