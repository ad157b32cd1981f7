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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Each benchmark's short form, for its own checks: whether the work is done, not how fast. */
class QuickBenchTest {
    private static final String ERRORS = "city, errors";
    /** 503 is an answer when the machine stands still for a second: a matter of time, judged by the long form alone. */
    private static final String TOLD_TO_COME_AGAIN = "city, told to come again";
    /** Beside other tests no processor need be idle. */
    private static final String IDLE = "city, idle";

    private final List<TestDatabase> databases = new ArrayList<>();

    @AfterEach
    void dropDatabases() {
        databases.forEach(TestDatabase::close);
    }

    private Setting quick() {
        return new Setting(true, 1, this::place, Clock.systemUTC(), Progress.SILENT);
    }

    private RunPlace place(String name) {
        TestDatabase database = TestDatabase.create();
        databases.add(database);
        return RunPlace.of(Optional.of(new DatabaseSource.Server(database.address())), name);
    }

    static Stream<String> names() {
        return BenchCommand.benchmarks().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void doesItsWorkAndFindsAllOfIt(String name) {
        Benchmark benchmark =
                Optional.ofNullable(BenchCommand.benchmarks().get(name)).orElseThrow();
        List<Measurement> measured = benchmark.run(quick());

        assertThat(measured)
                .isNotEmpty()
                .anySatisfy(m -> assertThat(m.targets()).isNotEmpty());
        assertThat(measured)
                .filteredOn(m -> m.name().startsWith(ERRORS))
                .allSatisfy(m -> assertThat(m.product().max()).isZero());
        assertThat(measured)
                .filteredOn(m -> m.name().equals(HostileRounds.CHUNKS))
                .allSatisfy(m -> assertThat(m.holds()).isTrue());
        assertThat(measured)
                .filteredOn(m -> Stream.of(ERRORS, TOLD_TO_COME_AGAIN, IDLE, HostileRounds.CHUNKS)
                        .noneMatch(m.name()::startsWith))
                .allSatisfy(m -> assertThat(m.product().min()).isPositive());
        if (!name.equals("city")) {
            assertThat(measured).anySatisfy(m -> assertThat(m.floor()).isPresent());
        }
    }

    @Test
    void aFactThatIsNotStoredIsAFailure() {
        try (BenchCity city = BenchCity.open(quick(), "lost", 2, 4)) {
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
