package bici.infra.failpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bici.fleet.operations.CommandQueue;
import bici.fleet.store.PostgresCommandQueue;
import bici.infra.database.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailpointsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource(Failpoint.class)
    void everyFailpointIsAMomentOfACallThatThePortHas(Failpoint point) {
        assertThat(point.port().getMethods())
                .anySatisfy(method -> assertThat(method.getName()).isEqualTo(point.method()));
        assertThat(Failpoint.find(point.word())).contains(point);
    }

    @Test
    void noTwoFailpointsAreOne() {
        assertThat(Arrays.stream(Failpoint.values())
                        .map(point -> point.port().getName() + point.method() + point.moment()))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(15);
    }

    @Test
    void withoutThePropertyNothingIsWrapped() {
        Runnable port = () -> {};

        assertThat(Failpoints.ofThisProcess().around(Runnable.class, port)).isSameAs(port);
    }

    @Test
    void theArmedThreadStopsBeforeItsCommitAndNothingIsCommitted() {
        Path file = folder.resolve("failpoint");
        Trigger.arm(file, Failpoint.SWEEP_BEFORE_COMMIT, 2);
        Failpoints failpoints = new Failpoints(Optional.of(Trigger.follow(file)));
        try (TestDatabase database = TestDatabase.create()) {
            DataSource source = failpoints.around(database.dataSource());
            CommandQueue queue = failpoints.around(CommandQueue.class, new PostgresCommandQueue(source, notice -> {}));

            queue.sweep(NOW);
            assertThat(Trigger.findHit(file)).isEmpty();
            Thread second = Thread.ofPlatform().daemon().start(() -> queue.sweep(NOW));

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> Trigger.findHit(file).isPresent());
            assertThat(Trigger.findHit(file))
                    .contains(new Trigger.Hit(
                            Failpoint.SWEEP_BEFORE_COMMIT,
                            ProcessHandle.current().pid()));
            assertThat(second.isAlive()).isTrue();
        }
    }

    @Test
    void aFailpointThatIsNotArmedLetsEverythingPass() {
        Path file = folder.resolve("failpoint");
        Trigger.arm(file, Failpoint.REPLY_BEFORE_COMMIT, 1);
        Failpoints failpoints = new Failpoints(Optional.of(Trigger.follow(file)));
        try (TestDatabase database = TestDatabase.create()) {
            CommandQueue queue = failpoints.around(
                    CommandQueue.class,
                    new PostgresCommandQueue(failpoints.around(database.dataSource()), notice -> {}));

            queue.sweep(NOW);

            assertThat(Trigger.findHit(file)).isEmpty();
        }
    }
}
