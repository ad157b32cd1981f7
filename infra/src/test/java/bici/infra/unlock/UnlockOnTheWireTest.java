package bici.infra.unlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bici.fleet.operations.Order;
import bici.fleet.operations.StaffDesk;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Refusal;
import bici.fleet.trip.RiderTrip;
import bici.fleet.trip.Unlock;
import bici.fleet.trip.UnlockAnswer;
import bici.simulator.station.Street;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands from the desks over the real gateway to a simulated station and back. */
class UnlockOnTheWireTest {
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path data;

    @SuppressWarnings("NullAway.Init") // made before each test
    private WireWorld world;

    @BeforeEach
    void open() {
        world = new WireWorld(data);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Unlock awaitState(Unlock unlock, CommandState state) {
        await().atMost(PATIENCE).until(() -> world.get(unlock).state() == state);
        return world.get(unlock);
    }

    @Test
    void aRiderTakesABikeAndTheTripIsTheirs() throws Exception {
        world.dock(1, "B1");

        Unlock unlock = world.queued("k1", "B1");
        Unlock done = awaitState(unlock, CommandState.DONE);

        RiderTrip trip = world.trips().findOpen(world.rider()).orElseThrow();
        assertThat(done.trip()).contains(trip.id());
        assertThat(trip.start().stationName()).isEqualTo("Estación S1");
        world.dock(4, "B1");
        await().atMost(PATIENCE)
                .until(() -> world.trips()
                        .find(world.rider(), trip.id())
                        .orElseThrow()
                        .end()
                        .isPresent());
        assertThat(world.trips().findOpen(world.rider())).isEmpty();
        assertThat(world.violations()).isEmpty();
    }

    @Test
    void aBikeThatIsNotPulledStaysAndNobodyRides() throws Exception {
        world.dock(1, "B1");
        world.station().setStreet(Street.always(false));

        awaitState(world.queued("k1", "B1"), CommandState.NOT_TAKEN);

        assertThat(world.station().bikes().get()).containsEntry(1, "B1");
        assertThat(world.trips().findOpen(world.rider())).isEmpty();
        assertThat(world.violations()).isEmpty();
    }

    @Test
    void aStationThatIsGoneIsToldNothingAndTheRiderKnowsAtOnce() throws Exception {
        world.dock(1, "B1");
        world.station().close();
        await().atMost(PATIENCE).until(() -> !world.isOnline());

        assertThat(world.ask("k1", "B1")).isEqualTo(new UnlockAnswer.Refused(Refusal.STATION_OFFLINE));
    }

    @Test
    void aDockIsLockedOutAndReleasedAndTheStationAnswers() throws Exception {
        world.dock(1, "B1");

        StaffDesk.StationCommand lockOut = world.order(Order.LOCK_OUT, 1, "o1");
        await().atMost(PATIENCE).until(() -> world.state(lockOut) == CommandState.DONE);
        assertThat(world.ask("k1", "B1")).isEqualTo(new UnlockAnswer.Refused(Refusal.DOCK_LOCKED_OUT));
        StaffDesk.StationCommand release = world.order(Order.RELEASE, 1, "o2");
        await().atMost(PATIENCE).until(() -> world.state(release) == CommandState.DONE);

        awaitState(world.queued("k2", "B1"), CommandState.DONE);
        assertThat(world.violations()).isEmpty();
    }

    @Test
    void aCommandThatWasCommittedByAKilledServerIsNeverObeyed() throws Exception {
        world.dock(1, "B1");
        world.stopGateway();
        await().atMost(PATIENCE).until(() -> !world.isOnline());
        world.pretendOnline();
        Unlock unlock = world.queued("k1", "B1");

        world.startGateway();
        awaitState(unlock, CommandState.STATION_OFFLINE);
        world.awaitAccepted();

        assertThat(world.station().bikes().get()).containsEntry(1, "B1");
        assertThat(world.violations()).isEmpty();
    }
}
