package bici.infra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.database.DatabaseSource;
import bici.infra.machine.Progress;
import bici.infra.run.RunPlace;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short forms: each kind of kill once, and a database that is away for some seconds. */
class ChaosTest {
    @TempDir
    private Path folder = Path.of("");

    private final List<String> results = new ArrayList<>();

    private RunPlace place() {
        return RunPlace.of(Optional.of(new DatabaseSource.Folder(folder.resolve("run"))), "chaos");
    }

    @Test
    void sixKillsLoseDoubleAndInventNothing() {
        try (RunPlace place = place()) {
            boolean good = new KillRun(place, Clock.systemUTC(), Progress.SILENT, results::add).run(6, 1);

            assertThat(good).as(results.toString()).isTrue();
        }
        assertThat(results.getLast())
                .matches("chaos: kills=6 failpoints=2 acked=[1-9][0-9]* lost=0 dup=0 invented=0 late_open=0"
                        + " double_open=0 ghost_open=0 violations=0");
    }

    @Test
    void aDatabaseThatIsAwayCostsNothingButTime() {
        try (RunPlace place = place()) {
            boolean good = new DownRun(place, Clock.systemUTC(), Progress.SILENT, results::add)
                    .run(new DownRun.Options(Duration.ofSeconds(10), 60, 1));

            assertThat(good).as(results.toString()).isTrue();
        }
        assertThat(results.getLast()).contains(" lost=0 dup=0 violations=0 ");
    }
}
