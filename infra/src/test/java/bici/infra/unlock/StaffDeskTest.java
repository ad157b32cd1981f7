package bici.infra.unlock;

import static bici.infra.unlock.UnlockWorld.S1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.fleet.availability.DockView;
import bici.fleet.availability.StationView;
import bici.fleet.dock.Cause;
import bici.fleet.dock.Event;
import bici.fleet.operations.Alarm;
import bici.fleet.operations.CommandQueue.Outcome;
import bici.fleet.operations.CommandQueue.QueuedCommand;
import bici.fleet.operations.Notice;
import bici.fleet.operations.Order;
import bici.fleet.operations.StaffDesk.Answer;
import bici.fleet.operations.StaffDesk.Filter;
import bici.fleet.operations.StaffDesk.GivenBy;
import bici.fleet.operations.StaffDesk.Page;
import bici.fleet.operations.StaffDesk.Standing;
import bici.fleet.operations.StaffDesk.StationCommand;
import bici.fleet.store.PostgresAlarms;
import bici.fleet.store.PostgresLiveStations;
import bici.fleet.trip.CommandState;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.StationId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the control room sees and orders. */
class StaffDeskTest {
    private final UnlockWorld world = new UnlockWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private StationCommand accepted(Answer answer) {
        if (answer instanceof Answer.Accepted done) {
            return done.command();
        }
        throw new AssertionError("not accepted: " + answer);
    }

    private StationView station() {
        return new PostgresLiveStations(world.database().dataSource())
                .findStation(S1)
                .orElseThrow();
    }

    @Test
    void anOrderGoesToItsStationAndEndsByItsReply() {
        StationCommand command = accepted(world.order(Order.IDENTIFY, S1, 2, "o1"));
        assertThat(world.take()).extracting(QueuedCommand::id).containsExactly(command.id());

        world.reply(S1, command.id(), Outcome.DONE, "");

        assertThat(world.staffDesk.find(command.id()).orElseThrow().state()).isEqualTo(CommandState.DONE);
        assertThat(world.notices)
                .contains(
                        new Notice.CommandQueued(S1),
                        new Notice.CommandChanged(command.id(), S1, Optional.empty(), CommandState.DONE),
                        new Notice.StationChanged(S1));
    }

    @Test
    void theSameKeyIsTheSameOrderAndOnceInTheLog() {
        StationCommand command = accepted(world.order(Order.LOCK_OUT, S1, 2, "o1"));

        assertThat(world.order(Order.LOCK_OUT, S1, 2, "o1")).isEqualTo(new Answer.Repeated(command));
        assertThat(world.order(Order.LOCK_OUT, S1, 3, "o1")).isEqualTo(new Answer.KeyReused());
        assertThat(world.texts("SELECT act || ' ' || subject FROM audit_log")).containsExactly("lock-out S1/2");
    }

    @Test
    void whatIsNotThereCannotBeOrdered() {
        assertThat(world.order(Order.LOCK_OUT, new StationId("S9"), 1, "o1")).isEqualTo(new Answer.NoSuchStation());
        assertThat(world.order(Order.LOCK_OUT, S1, 7, "o2")).isEqualTo(new Answer.NoSuchDock());
        assertThatThrownBy(() -> world.order(Order.LOCK_OUT, S1, 0, "o3")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> world.order(Order.REBOOT, S1, 1, "o4")).isInstanceOf(IllegalArgumentException.class);
        assertThat(world.texts("SELECT entry FROM audit_log")).isEmpty();
    }

    @Test
    void aStationOffLineIsToldNothingYetItsDockIsLockedOut() {
        world.offline(S1);

        StationCommand command = accepted(world.order(Order.LOCK_OUT, S1, 2, "o1"));

        assertThat(command.state()).isEqualTo(CommandState.STATION_OFFLINE);
        assertThat(world.take()).isEmpty();
        assertThat(station().docks())
                .filteredOn(DockView::lockedOut)
                .extracting(DockView::number)
                .containsExactly(2);
        assertThat(world.violations()).isEmpty();
    }

    @Test
    void aLockedOutDockOffersNoBikeAndTakesReturns() {
        world.order(Order.LOCK_OUT, S1, 1, "o1");
        world.order(Order.LOCK_OUT, S1, 6, "o2");

        StationView station = station();
        assertThat(List.of(
                        station.bikesAvailable(),
                        station.bikesDisabled(),
                        station.docksAvailable(),
                        station.docksDisabled()))
                .containsExactly(2, 1, 3, 0);
    }

    @Test
    void nothingIsCountedOffLineAndOutOfServiceOnlyReturnsAre() {
        world.offline(S1);
        assertThat(station().isRenting()).isFalse();
        assertThat(station().isReturning()).isTrue();
        assertThat(List.of(
                        station().bikesAvailable(),
                        station().bikesDisabled(),
                        station().docksAvailable(),
                        station().docksDisabled()))
                .containsExactly(0, 3, 0, 3);
        world.birth(S1);
        world.order(Order.SERVICE_OUT, S1, 0, "o1");
        assertThat(List.of(
                        station().bikesAvailable(),
                        station().bikesDisabled(),
                        station().docksAvailable(),
                        station().docksDisabled()))
                .containsExactly(0, 3, 3, 0);
        assertThat(station().isRenting()).isFalse();
        assertThat(station().isReturning()).isTrue();
        world.order(Order.SERVICE_IN, S1, 0, "o2");
        assertThat(station().bikesAvailable()).isEqualTo(3);
    }

    @Test
    void commandsAreListedFromTheNewestPageByPage() {
        for (int i = 0; i < 5; i++) {
            world.order(Order.IDENTIFY, S1, 0, "o" + i);
            world.passSeconds(1);
        }
        Page first = world.staffDesk.list(Filter.all().with(S1), 3, Optional.empty());
        Page second = world.staffDesk.list(Filter.all().with(S1), 3, first.next());

        assertThat(first.commands()).hasSize(3);
        assertThat(second.commands()).hasSize(2);
        assertThat(second.next()).isEmpty();
        assertThat(first.commands().get(0).requestedAt())
                .isAfter(second.commands().get(1).requestedAt());
        assertThat(world.staffDesk
                        .list(Filter.all().with(UnlockWorld.S2), 3, Optional.empty())
                        .commands())
                .isEmpty();
    }

    @Test
    void anOrderOfStaffIsFoundBesideManyUnlocksOfRiders() {
        StationCommand order = accepted(world.order(Order.IDENTIFY, S1, 2, "o1"));
        for (int i = 0; i < 6; i++) {
            world.passSeconds(20);
            world.queued(world.rider(i + 1), "k", i % 2 == 0 ? "B1" : "B2");
            world.passSeconds(20);
            world.sweep();
        }

        assertThat(listed(new Filter(GivenBy.ALL, Optional.empty(), Standing.ALL, Optional.empty()), 3))
                .doesNotContain(order.id());
        for (Optional<StationId> station : List.of(Optional.<StationId>empty(), Optional.of(S1))) {
            assertThat(listed(new Filter(GivenBy.STAFF, Optional.empty(), Standing.ALL, station), 3))
                    .containsExactly(order.id());
            assertThat(listed(new Filter(GivenBy.STAFF, Optional.of(Order.IDENTIFY), Standing.FAILED, station), 3))
                    .containsExactly(order.id());
            assertThat(listed(new Filter(GivenBy.STAFF, Optional.of(Order.REBOOT), Standing.ALL, station), 3))
                    .isEmpty();
            assertThat(listed(new Filter(GivenBy.STAFF, Optional.empty(), Standing.OPEN, station), 3))
                    .isEmpty();
            assertThat(listed(new Filter(GivenBy.RIDERS, Optional.empty(), Standing.ALL, station), 10))
                    .hasSize(6)
                    .doesNotContain(order.id());
            assertThat(listed(new Filter(GivenBy.RIDERS, Optional.of(Order.IDENTIFY), Standing.ALL, station), 10))
                    .isEmpty();
        }
    }

    private List<CommandId> listed(Filter filter, int limit) {
        return world.staffDesk.list(filter, limit, Optional.empty()).commands().stream()
                .map(StationCommand::id)
                .toList();
    }

    @Test
    void alarmsStandAsLongAsTheyAreTrue() {
        world.tell(S1, new Event.DockFault(2, "motor-stall"));
        world.tell(S1, new Event.BikeRemoved(1, new BikeId("B1"), new Cause.ByNobody()));
        world.offline(S1);
        PostgresAlarms alarms = new PostgresAlarms(world.database().dataSource());
        assertThat(alarms.listAlarms(world.now()))
                .extracting(Alarm::kind)
                .containsExactlyInAnyOrder(
                        Alarm.Kind.STATION_OFFLINE, Alarm.Kind.DOCK_FAULT, Alarm.Kind.UNAUTHORISED_REMOVAL);

        world.birth(S1);
        world.tell(S1, new Event.DockCleared(2));

        assertThat(alarms.listAlarms(world.now()))
                .extracting(Alarm::kind)
                .containsExactly(Alarm.Kind.UNAUTHORISED_REMOVAL);
    }

    @Test
    void aStationIsAsFreshAsItsLastWord() {
        assertThat(station().lastReported()).contains(world.now());
        world.passSeconds(30);
        world.ledger.noteHeard(Map.of(S1, world.now()));
        assertThat(station().lastReported()).contains(world.now());
        world.ledger.noteHeard(Map.of(S1, world.now().minusSeconds(20)));
        assertThat(station().lastReported()).contains(world.now());
    }
}
