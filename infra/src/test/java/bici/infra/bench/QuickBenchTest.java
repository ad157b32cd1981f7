package bici.infra.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.infra.bench.load.Count;
import bici.infra.bench.measure.Measurement;
import bici.infra.command.CommandFailed;
import bici.infra.database.DatabaseSource;
import bici.infra.database.TestDatabase;
import bici.infra.machine.Progress;
import bici.infra.run.RunPlace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Each benchmark's short form, for its own checks: whether the work is done, not how fast. */
class QuickBenchTest {
    private static Setting quick(TestDatabase database) {
        DatabaseSource source = new DatabaseSource.Server(database.address());
        return new Setting(true, 1, name -> RunPlace.of(Optional.of(source), name), Clock.systemUTC(), Progress.SILENT);
    }

    /** Those that meet the harness, the wire and the database; {@code bench all --quick} runs every one. */
    static Stream<String> names() {
        return Stream.of("ingest", "export");
    }

    @ParameterizedTest
    @MethodSource("names")
    void doesItsWorkAndFindsAllOfIt(String name) {
        Benchmark benchmark =
                Optional.ofNullable(BenchCommand.benchmarks().get(name)).orElseThrow();
        try (TestDatabase database = TestDatabase.create()) {
            List<Measurement> measured = benchmark.run(quick(database));

            assertThat(measured)
                    .isNotEmpty()
                    .allSatisfy(m -> assertThat(m.product().min()).isPositive())
                    .anySatisfy(m -> assertThat(m.floor()).isPresent())
                    .anySatisfy(m -> assertThat(m.targets()).isNotEmpty());
        }
    }

    @Test
    void aFactThatIsNotStoredIsAFailure() {
        try (TestDatabase database = TestDatabase.create();
                BenchCity city = BenchCity.open(quick(database), "lost", 2, 4)) {
            city.check(new Count(0, 0, 0));

            assertThatThrownBy(() -> city.check(new Count(1, 0, 0)))
                    .isInstanceOf(CommandFailed.class)
                    .hasMessage("facts: 1 were sent, 0 are stored");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--quick --check", "--runs 0", "nonsense"})
    void whatIsAskedWronglyStartsNothing(String arguments) {
        StringWriter out = new StringWriter();
        CommandLine bench = new CommandLine(new BenchCommand()).setOut(new PrintWriter(out));
        bench.setErr(new PrintWriter(new StringWriter()));

        assertThat(bench.execute(arguments.split(" "))).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }
}
