package bici.infra.doctor;

import bici.infra.command.DatabaseOptions;
import bici.infra.command.Numbers;
import bici.infra.command.Results;
import bici.infra.database.DatabaseSource;
import bici.infra.database.EmbeddedParts;
import bici.infra.machine.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Exit code 0 when nothing failed; warnings do not count. */
@Command(
        name = "doctor",
        description = "Examine this machine: one line a check, ok, warn or fail, with what to do.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing failed; warnings do not count", "1:a check failed", "2:asked wrongly"},
        footer = {"", "Example:", "  bici doctor --http-port 9090", "The last line says: ok, warn, fail."})
public final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--mqtt-port",
            converter = Numbers.Port.class,
            paramLabel = "PORT",
            defaultValue = "8883",
            description = "Port for the stations (default: ${DEFAULT-VALUE}).")
    private int mqttPort;

    @Option(
            names = "--http-port",
            converter = Numbers.Port.class,
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port for people and programs (default: ${DEFAULT-VALUE}).")
    private int httpPort;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        DatabaseSource source = database.find(spec).orElseGet(DatabaseSource.Temporary::new);
        Path folder = source.folderOr(EmbeddedParts.cache());
        boolean embedded = !(source instanceof DatabaseSource.Server);
        Map<Finding.Level, Integer> counts = new EnumMap<>(Finding.Level.class);
        for (Supplier<Finding> check : List.<Supplier<Finding>>of(
                MachineChecks::java,
                MachineChecks::maven,
                MachineChecks::node,
                () -> MachineChecks.disk(folder),
                () -> MachineChecks.clock(Clock.systemUTC()),
                () -> MachineChecks.port(mqttPort, "stations, MQTT"),
                () -> MachineChecks.port(httpPort, "people and programs, HTTP"),
                () -> embedded ? MachineChecks.packages() : Finding.ok("apt", "not needed"),
                () -> embedded ? MachineChecks.account() : Finding.ok("account", "not needed"),
                new DatabaseCheck(source, Progress.onTerminal())::examine)) {
            Finding finding = check.get();
            counts.merge(finding.level(), 1, Integer::sum);
            print(finding);
        }
        int failed = counts.getOrDefault(Finding.Level.FAIL, 0);
        Results.of(spec)
                .format(
                        "doctor: ok=%d warn=%d fail=%d",
                        counts.getOrDefault(Finding.Level.OK, 0), counts.getOrDefault(Finding.Level.WARN, 0), failed);
        return failed == 0 ? 0 : 1;
    }

    private void print(Finding finding) {
        Results.of(spec)
                .format(
                        "%-5s %-9s %s",
                        finding.level().name().toLowerCase(Locale.ROOT), finding.subject(), finding.words());
    }
}
