package bici.infra.demo;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.people.Role;
import bici.infra.database.DatabaseSource;
import bici.infra.database.TestDatabase;
import bici.infra.machine.Progress;
import bici.infra.run.EndOfRun;
import bici.infra.run.RunPlace;
import bici.simulator.live.Tempo;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A short demo: real server process, real wire, real database. */
class DemoTest {
    private final List<String> results = new CopyOnWriteArrayList<>();
    private final List<String> steps = new CopyOnWriteArrayList<>();

    private DemoSummary demo(RunPlace place, Duration time, int days) {
        DemoOptions options = new DemoOptions(
                1, Optional.of(time), new Tempo(120), 20, days, new DemoOptions.Ports(0, 0, 0), Optional.empty());
        Progress both = line -> {
            steps.add(line);
            Progress.onTerminal().say(line);
        };
        try (EndOfRun ending = EndOfRun.beforeTheRest()) {
            return new DemoRun(options, place, Clock.systemUTC(), both, results::add, ending).run();
        }
    }

    @Test
    void aCityWithAPastLivesAndGoesOnWhereItWasLeft() {
        try (TestDatabase database = TestDatabase.create();
                RunPlace place = RunPlace.of(Optional.of(new DatabaseSource.Server(database.address())), "demo")) {
            DemoSummary first = demo(place, Duration.ofSeconds(15), 2);
            assertThat(first.violations()).as(String.join("\n", results)).isZero();
            assertThat(first.stations()).isEqualTo(20);
            assertThat(first.bikes()).isEqualTo(200);
            assertThat(first.opened()).isGreaterThanOrEqualTo(10);
            assertThat(first.closed()).isEqualTo(first.opened());
            assertThat(first.facts()).isGreaterThan(200 + 2 * 1_000);
            assertThat(results.getLast()).isEqualTo(first.toLine());
            assertThat(results.stream().filter(line -> line.contains("#enlace=")))
                    .hasSize(Role.values().length);

            DemoSummary second = demo(place, Duration.ofSeconds(5), 2);
            assertThat(second.violations()).as(String.join("\n", results)).isZero();
            assertThat(second.bikes()).isEqualTo(200);
            assertThat(second.facts()).isGreaterThan(first.facts());
            assertThat(steps).contains("the city is there already and goes on");
        }
    }
}
