package bici.infra.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is for demonstrations only never listens to the network, and says so before anything is created. */
class DemoSwitchTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    /** All addresses at once, and each one that another machine may reach this one by. */
    static Stream<String> reachable() throws SocketException {
        Stream<String> own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .map(InetAddress::getHostAddress);
        return Stream.concat(Stream.of("0.0.0.0", "::"), own);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "2001:db8::7", "::ffff:192.0.2.7"})
    void anAddressOfAnotherMachineIsRefusedBeforeAnySwitchIsLookedAt(String host) {
        StringWriter err = new StringWriter();
        Path data = folder.resolve("data");

        int code = serve(err, "--host", host, "--demo-inbox", "--data", data.toString());

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--host", host, "no address of this machine");
        assertThat(data).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("reachable")
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
