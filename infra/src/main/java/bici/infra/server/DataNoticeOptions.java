package bici.infra.server;

import bici.fleet.people.DataController;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Who answers for riders' data: mixed into {@code serve}. */
final class DataNoticeOptions {
    @Option(
            names = "--data-controller",
            paramLabel = "NAME",
            description = "Entity responsible for riders' data, shown before they agree. Needed unless --host is a"
                    + " loopback address, as are the next two.")
    private @Nullable String name;

    @Option(
            names = "--data-contact",
            paramLabel = "TEXT",
            description = "Address and telephone of that entity, in one line.")
    private @Nullable String contact;

    @Option(
            names = "--data-rights",
            paramLabel = "CHANNEL",
            description = "Where riders ask to see, correct or delete their data: an e-mail or https address.")
    private @Nullable String rights;

    Optional<DataController> controller(CommandSpec spec, String host) {
        boolean none = Stream.of(name, contact, rights).noneMatch(Objects::nonNull);
        if (none && isLoopback(spec, host)) {
            return Optional.empty();
        }
        if (name == null || contact == null || rights == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    none
                            ? "--host " + host + " lets the network reach this server, and riders must read who is"
                                    + " responsible for their data: --data-controller, --data-contact and --data-rights"
                            : "--data-controller, --data-contact and --data-rights are given together");
        }
        try {
            return Optional.of(new DataController(name, contact, rights));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** All of the host's addresses are; a name may have several. */
    static boolean isLoopback(CommandSpec spec, String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            throw new ParameterException(spec.commandLine(), "--host " + host + ": no such address", e);
        }
    }
}
