package bici.infra.bench;

import bici.infra.bench.measure.Chart;
import bici.infra.bench.measure.MachineFacts;
import bici.infra.bench.measure.Measurement;
import bici.infra.bench.measure.ReportFile;
import bici.infra.bench.measure.Table;
import bici.infra.command.CommandFailed;
import bici.infra.command.Numbers;
import bici.infra.command.Paths;
import bici.infra.command.Results;
import bici.infra.machine.Progress;
import bici.infra.run.EndOfRun;
import bici.infra.run.RunPlace;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bici bench}: exit code 1 when a benchmark's work was not done and, with --check, when a target is missed. */
@Command(
        name = "bench",
        description = "Measure the product against its physical floor in the same run: ratios with their spread.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all work was done, and with --check no target was missed",
            "1:a benchmark failed, or with --check a target was missed",
            "2:asked wrongly"
        },
        footer = {
            "",
            "Example, minutes instead of an hour:",
            "  bici bench unlock feeds --runs 1",
            "Benchmarks: ingest, backlog, hostile, unlock, feeds, export, city, growth, start, or all of them."
                    + " infra/BENCHMARKS.md says how to read the table.",
            "Each has a temporary database of its own (with --quick all are of one server) and checks its own result: one that"
                    + " loses a message fails.",
            "The last line says: benchmarks, failed, targets, missed."
        })
public final class BenchCommand implements Callable<Integer> {
    private static final String ALL = "all";

    @Parameters(arity = "0..*", paramLabel = "BENCHMARK", description = "Which of those below; default: all.")
    private List<String> names = List.of();

    @Option(
            names = "--runs",
            converter = Numbers.Count.class,
            paramLabel = "N",
            defaultValue = "5",
            description = "Pairs of rounds, product and floor, for each figure; default ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--json",
            converter = Paths.Output.class,
            paramLabel = "FILE",
            description = "Write every round to this file too.")
    private @Nullable Path json;

    @Option(
            names = "--chart",
            converter = Paths.Output.class,
            paramLabel = "FILE",
            description = "Draw targets and figures to this file, as SVG.")
    private @Nullable Path chart;

    @Option(
            names = "--from",
            converter = Paths.Input.class,
            paramLabel = "FILE",
            description = "With --chart: draw the run that --json wrote to this file, and measure nothing.")
    private @Nullable Path from;

    @Option(names = "--check", description = "Exit code 1 when a target is missed.")
    private boolean check;

    @Option(
            names = "--quick",
            description = "Small sizes and one pair: whether the work is done; times mean nothing and are not judged.")
    private boolean quick;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    /** In the order of the table. */
    static Map<String, Benchmark> benchmarks() {
        Map<String, Benchmark> all = new LinkedHashMap<>();
        all.put("ingest", new IngestBenchmark());
        all.put("backlog", new BacklogBenchmark());
        all.put("hostile", new HostileBenchmark());
        all.put("unlock", new UnlockBenchmark());
        all.put("feeds", new FeedsBenchmark());
        all.put("export", new ExportBenchmark());
        all.put("city", new CityBenchmark());
        all.put("growth", new GrowthBenchmark());
        all.put("start", new StartBenchmark());
        return all;
    }

    @Override
    public Integer call() {
        return from == null ? measure() : draw(from);
    }

    private int draw(Path earlier) {
        if (chart == null || json != null || check || quick || !names.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--from goes with --chart and nothing else");
        }
        Chart.write(ReportFile.read(earlier), chart);
        return 0;
    }

    private int measure() {
        Map<String, Benchmark> wanted = wanted();
        Clock clock = Clock.systemUTC();
        Map<String, String> machine = MachineFacts.read();
        Results out = Results.of(spec);
        List<Measurement> measurements = new ArrayList<>();
        Map<String, String> failures = new LinkedHashMap<>();
        try (EndOfRun end = EndOfRun.afterTheRest();
                QuickPlaces quickPlaces = new QuickPlaces(Progress.onTerminal())) {
            Function<String, RunPlace> places = quick ? quickPlaces::make : name -> RunPlace.of(Optional.empty(), name);
            Setting setting = new Setting(quick, runs, places, clock, end.steps(Progress.onTerminal()));
            wanted.forEach((name, benchmark) -> {
                try {
                    measurements.addAll(benchmark.run(setting));
                } catch (CommandFailed e) {
                    failures.put(name, String.valueOf(e.getMessage()));
                }
            });
        }
        keep(new ReportFile.Run(clock.instant(), quick, quick ? 1 : runs, machine, measurements, failures));
        print(out, machine, measurements, failures);
        long missed = missed(measurements);
        out.format(
                "bench: benchmarks=%d failed=%d targets=%d missed=%s",
                wanted.size(),
                failures.size(),
                measurements.stream().mapToInt(m -> m.targets().size()).sum(),
                quick ? "not-judged" : String.valueOf(missed));
        return failures.isEmpty() && (!check || missed == 0) ? 0 : 1;
    }

    private void keep(ReportFile.Run run) {
        JsonNode told = ReportFile.toJson(run);
        Optional.ofNullable(json).ifPresent(file -> ReportFile.write(told, file));
        Optional.ofNullable(chart).ifPresent(file -> Chart.write(told, file));
    }

    private Map<String, Benchmark> wanted() {
        if (quick && check) {
            throw new ParameterException(spec.commandLine(), "--quick judges no target: not with --check");
        }
        Map<String, Benchmark> all = benchmarks();
        Set<String> asked = new LinkedHashSet<>(names);
        if (asked.isEmpty() || asked.remove(ALL)) {
            return all;
        }
        Map<String, Benchmark> wanted = new LinkedHashMap<>();
        for (String name : asked) {
            Benchmark found = all.get(name);
            if (found == null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "'" + name + "' is no benchmark; there are " + String.join(", ", all.keySet()) + " and " + ALL);
            }
            wanted.put(name, found);
        }
        return wanted;
    }

    private static long missed(List<Measurement> measurements) {
        return measurements.stream()
                .mapToLong(m -> m.targets().stream()
                        .filter(target -> !target.isHeldBy(m))
                        .count())
                .sum();
    }

    private void print(
            Results out, Map<String, String> machine, List<Measurement> measurements, Map<String, String> failures) {
        machine.forEach((name, value) -> out.line(name + ": " + value));
        if (quick) {
            out.line("quick: small sizes, one pair; the figures below mean nothing");
        }
        Table.lines(measurements, !quick).forEach(out);
        failures.forEach((name, why) -> out.line("FAILED " + name + ": " + why));
    }
}
