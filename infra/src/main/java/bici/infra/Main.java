package bici.infra;

import bici.infra.bench.BenchCommand;
import bici.infra.bike.BikeCommand;
import bici.infra.chaos.ChaosCommand;
import bici.infra.command.CommandFailed;
import bici.infra.command.CompletionCommand;
import bici.infra.command.Converters;
import bici.infra.command.Errors;
import bici.infra.command.HelpCommand;
import bici.infra.command.JsonLines;
import bici.infra.command.StandardOutput;
import bici.infra.command.TestCommand;
import bici.infra.command.Version;
import bici.infra.demo.DemoCommand;
import bici.infra.demo.SimulateCommand;
import bici.infra.doctor.DoctorCommand;
import bici.infra.fuzz.FuzzCommand;
import bici.infra.replay.ReplayCommand;
import bici.infra.report.AuditCommand;
import bici.infra.report.ExportCommand;
import bici.infra.report.RebuildCommand;
import bici.infra.server.ServeCommand;
import bici.infra.slow.SlowCommand;
import bici.infra.staff.StaffCommand;
import bici.infra.station.StationCommand;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry point of the one program: reads the verb and hands over. */
@Command(
        name = "bici",
        description = "Public bike share of Bucaramanga: from the dock to the export.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        footer = {
            "",
            "Begin with 'bici doctor' (is this machine ready?), then 'bici demo' (see everything work).",
            "'bici VERB --help' explains a verb. Exit codes: 0 done, 1 failed, 2 asked wrongly."
        })
public final class Main implements Runnable {
    /** Of verbs that do not say it more precisely. */
    private static final Map<String, String> EXIT_CODES =
            new TreeMap<>(Map.of("0", "done", "1", "failed", "2", "asked wrongly"));

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String[] args) {
        CommandLine bici = commandLine(System.getenv()).setOut(StandardOutput.lines());
        try {
            int code = bici.execute(args);
            bici.getOut().flush();
            return code;
        } catch (UncheckedIOException | CommandFailed unwritten) {
            // The help or the version, which picocli prints outside of any verb.
            return new Errors(System.getenv()).handleExecutionException(unwritten, bici, bici.getParseResult());
        }
    }

    /** All verbs, in the order of the help. */
    static CommandLine commandLine(Map<String, String> environment) {
        CommandLine bici = new CommandLine(new Main());
        bici.addSubcommand(new DemoCommand());
        bici.addSubcommand(new SimulateCommand());
        bici.addSubcommand(new ReplayCommand());
        bici.addSubcommand(new ChaosCommand());
        bici.addSubcommand(new SlowCommand());
        bici.addSubcommand(new FuzzCommand());
        bici.addSubcommand(new ExportCommand());
        bici.addSubcommand(new AuditCommand());
        bici.addSubcommand(new RebuildCommand());
        bici.addSubcommand(new BenchCommand());
        bici.addSubcommand(new DoctorCommand());
        bici.addSubcommand(new StationCommand());
        bici.addSubcommand(new BikeCommand());
        bici.addSubcommand(new StaffCommand());
        bici.addSubcommand(new ServeCommand());
        bici.addSubcommand(new CompletionCommand());
        bici.addSubcommand(new TestCommand());
        bici.addSubcommand(new HelpCommand());
        addHelpEverywhere(bici);
        JsonLines.addTo(bici);
        Converters.register(bici);
        Errors errors = new Errors(environment);
        return bici.setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .setAbbreviatedOptionsAllowed(false)
                .setUsageHelpWidth(100);
    }

    private static void addHelpEverywhere(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        spec.mixinStandardHelpOptions(true);
        UsageMessageSpec usage = spec.usageMessage();
        if (command.getSubcommands().isEmpty() && usage.exitCodeList().isEmpty()) {
            usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(EXIT_CODES);
        }
        command.getSubcommands().values().forEach(Main::addHelpEverywhere);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which verb? Begin with 'bici doctor' (is this machine ready?), then 'bici demo' (see everything work);"
                        + " 'bici serve' runs a server of your own. All verbs: "
                        + String.join(", ", spec.commandLine().getSubcommands().keySet()));
    }
}
