package bici.infra.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.database.DatabaseSource;
import bici.infra.database.TestDatabase;
import bici.infra.machine.Progress;
import bici.infra.run.RunPlace;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code bici fuzz}: every operation as every role, some times each. */
class ContractFuzzTest {
    private static final int REQUESTS = 800;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void noRequestBreaksTheServerAndEveryRoleIsAnsweredWellByEveryOperation() {
        List<String> lines = new ArrayList<>();
        FuzzRun.Outcome outcome;
        try (TestDatabase database = TestDatabase.create()) {
            RunPlace place = new RunPlace(new DatabaseSource.Server(database.address()), folder, false);
            // Nothing that runs for seconds is worth the second compiler.
            outcome = new FuzzRun(place, Clock.systemUTC(), Progress.SILENT, lines::add)
                    .run(new FuzzRun.Options(REQUESTS, 1, false));
        }

        assertThat(outcome.findings().lines()).isEmpty();
        assertThat(outcome.tally().unasked()).isEmpty();
        assertThat(outcome.tally().shortfalls()).isEmpty();
        assertThat(lines.getLast())
                .isEqualTo("fuzz: requests=" + REQUESTS + " operations=all status_5xx=0 stack_traces=0");
    }
}
