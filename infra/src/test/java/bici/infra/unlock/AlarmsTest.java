package bici.infra.unlock;

import static bici.infra.unlock.UnlockWorld.S1;
import static bici.infra.unlock.UnlockWorld.S2;
import static bici.infra.unlock.UnlockWorld.docked;
import static bici.infra.unlock.UnlockWorld.removed;
import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Cause;
import bici.fleet.dock.Delivery;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.HealthReading;
import bici.fleet.dock.Reject;
import bici.fleet.operations.Alarm;
import bici.fleet.operations.Alarm.Kind;
import bici.fleet.operations.Alarms;
import bici.fleet.operations.Heartbeats;
import bici.fleet.operations.Notice;
import bici.fleet.operations.Notices;
import bici.fleet.operations.RulingDesk;
import bici.fleet.operations.StationUpkeep;
import bici.fleet.store.PostgresAlarms;
import bici.fleet.store.PostgresHeartbeats;
import bici.fleet.store.PostgresRulingDesk;
import bici.fleet.store.PostgresStationLedger;
import bici.fleet.store.PostgresStationUpkeep;
import bici.fleet.trip.Ruling;
import bici.fleet.trip.Unlock;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.SequenceRange;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.TripId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What raises each alarm, and what clears it (docs/alarms.md). */
class AlarmsTest {
    private static final BikeId B1 = new BikeId("B1");
    private static final Event STOLEN = new Event.BikeRemoved(1, B1, new Cause.ByNobody());

    private final UnlockWorld world = new UnlockWorld();
    private final Alarms alarms = new PostgresAlarms(world.database().dataSource());
    private final StationUpkeep upkeep =
            new PostgresStationUpkeep(world.database().dataSource(), Notices.none());

    @AfterEach
    void close() {
        try {
            assertThat(world.violations()).isEmpty();
        } finally {
            world.close();
        }
    }

    private List<Alarm> standing() {
        return alarms.listAlarms(world.now());
    }

    private List<Kind> kinds() {
        return standing().stream().map(Alarm::kind).toList();
    }

    private Alarm one() {
        List<Alarm> standing = standing();
        assertThat(standing).hasSize(1);
        return standing.get(0);
    }

    private void hear(String name, double value) {
        world.ledger.recordHealth(List.of(new HealthReading(S1, world.now(), world.now(), Map.of(name, value))));
    }

    @Test
    void aQuietCityHasNoAlarms() {
        assertThat(standing()).isEmpty();
    }

    @Test
    void aStationIsOffLineUntilItIsBorn() {
        world.offline(S1);
        assertThat(one().kind()).isEqualTo(Kind.STATION_OFFLINE);
        assertThat(one().id()).isEqualTo("station-offline.S1");

        world.birth(S1);
        assertThat(standing()).isEmpty();
    }

    @Test
    void openDataThatStandsStillIsAnAlarmUntilItIsPrintedAgain() {
        Heartbeats heartbeats = new PostgresHeartbeats(world.database().dataSource());
        heartbeats.beat("one", world.now(), world.now().minusSeconds(30));
        assertThat(standing()).isEmpty();
        heartbeats.beat("one", world.now(), world.now().minusSeconds(31));
        assertThat(one().id()).isEqualTo("feeds-stale.one");
        assertThat(one().station()).isEmpty();
        heartbeats.beat("one", world.now(), world.now());
        assertThat(standing()).isEmpty();

        heartbeats.beat("one", world.now(), world.now().minusSeconds(31));
        assertThat(kinds()).containsExactly(Kind.FEEDS_STALE);
        world.pass(Alarms.BEATING.plusSeconds(1));
        assertThat(standing()).as("a node that stopped").isEmpty();
    }

    @Test
    void aStationThatCannotBePublishedIsAnAlarmUntilItIsMended() {
        world.database().change("ALTER TABLE station DROP CONSTRAINT station_is_in_order");
        world.database().change("UPDATE station SET name = ' ' WHERE station_id = 'S1'");
        assertThat(one().kind()).isEqualTo(Kind.STATION_UNPUBLISHED);
        assertThat(one().station()).hasValue(S1);
        assertThat(one().evidence()).isEqualTo("name-blank");
        world.database().change("UPDATE station SET name = 'UIS', latitude = 0, longitude = 0 WHERE station_id = 'S1'");
        assertThat(one().evidence()).isEqualTo("position-impossible");
        world.database().change("UPDATE station SET latitude = 7.1, longitude = -73.1 WHERE station_id = 'S1'");
        assertThat(standing()).isEmpty();
    }

    @Test
    void anUnauthorisedRemovalStandsUntilTheBikeIsDockedAnywhere() {
        Fact stolen = world.tell(S1, STOLEN);
        assertThat(one())
                .isEqualTo(new Alarm(
                        "unauthorised-removal." + stolen.id(),
                        Kind.UNAUTHORISED_REMOVAL,
                        Optional.of(S1),
                        Optional.of(1),
                        Optional.of(B1),
                        world.now(),
                        stolen.id().toString()));

        world.pass(Duration.ofDays(40));
        assertThat(one().kind()).isEqualTo(Kind.UNAUTHORISED_REMOVAL);
        world.tell(S2, docked(5, "B1"));
        assertThat(standing()).isEmpty();
    }

    @Test
    void aForcedLockStandsUntilTheLockWorksAgain() {
        world.tell(S1, new Event.Tamper(1));
        assertThat(one().kind()).isEqualTo(Kind.FORCED_LOCK);
        world.passSeconds(10);
        world.tell(S1, STOLEN);
        assertThat(kinds()).containsExactlyInAnyOrder(Kind.UNAUTHORISED_REMOVAL, Kind.FORCED_LOCK);

        world.passSeconds(600);
        world.tell(S1, docked(2, "B9"));
        assertThat(kinds()).contains(Kind.FORCED_LOCK);
        world.tell(S1, docked(1, "B1"));
        assertThat(standing()).isEmpty();
    }

    @Test
    void aForcedCabinetStandsUntilItsDoorIsShutOrAWeekHasPassed() {
        world.tell(S1, new Event.Tamper(0));
        assertThat(one().dock()).isEmpty();
        world.pass(Alarms.FORCED.minusSeconds(1));
        assertThat(one().kind()).isEqualTo(Kind.FORCED_LOCK);
        world.passSeconds(2);
        assertThat(standing()).isEmpty();

        world.tell(S1, new Event.Tamper(0));
        world.tell(S1, new Event.Door(false));
        assertThat(standing()).isEmpty();
    }

    @Test
    void otherContentUnderOneSequenceLooksLikeAClonedCertificateForADay() {
        Fact first = world.tell(S1, new Event.Door(false));
        world.deliver(new Fact(first.id(), first.stamp(), new Event.Tamper(3)));
        assertThat(one().kind()).isEqualTo(Kind.CLONED_CERTIFICATE);
        assertThat(one().evidence()).contains("sequence-conflict");
        assertThat(world.notices).contains(new Notice.StationChanged(S1));

        world.pass(Alarms.NOTED.plusSeconds(1));
        assertThat(standing()).isEmpty();
    }

    @Test
    void twoConnectionsThatFightLookLikeAClonedCertificateForADay() {
        upkeep.noteFight(S1, 3, world.now());
        upkeep.noteFight(S1, 4, world.now());
        assertThat(one().kind()).isEqualTo(Kind.CLONED_CERTIFICATE);

        world.pass(Alarms.NOTED.plusSeconds(1));
        assertThat(standing()).isEmpty();
    }

    @Test
    void aBikeToldOfInTwoDocksStandsUntilItLeftOneOfThem() {
        Fact left = world.happen(S1, new Event.BikeRemoved(1, B1, new Cause.ByCrew(new CardId("crew-1"))));
        world.passSeconds(60);
        world.offline(S1);
        world.tell(S2, docked(5, "B1"));
        assertThat(kinds()).as("a station off line may still tell").containsExactly(Kind.STATION_OFFLINE);
        world.swap(S1, 1, Optional.of(B1));
        world.birth(S1);
        assertThat(kinds()).as("a gap may still be filled").isEmpty();

        world.deliver(left);
        assertThat(kinds()).contains(Kind.BIKE_IN_TWO_DOCKS);
        world.passSeconds(60);
        Cause crew = new Cause.ByCrew(new CardId("crew-1"));
        world.tell(S2, new Event.BikeRemoved(5, B1, crew));
        assertThat(kinds()).doesNotContain(Kind.BIKE_IN_TWO_DOCKS);
        world.tell(S1, new Event.BikeRemoved(1, B1, crew));
    }

    @Test
    void anInventoryThatDiffersStandsUntilTheDocksNextOwnFact() {
        world.swap(S1, 1, Optional.empty());
        world.passSeconds(60);
        world.birth(S1);
        assertThat(one().kind()).isEqualTo(Kind.DOCK_MISMATCH);
        assertThat(one().dock()).contains(1);
        assertThat(one().evidence()).isEqualTo("inventory of epoch 2: bike-removed");

        world.tell(S1, docked(4, "B8"));
        assertThat(one().kind()).isEqualTo(Kind.DOCK_MISMATCH);
        world.tell(S1, docked(1, "B1"));
        assertThat(standing()).isEmpty();
    }

    @Test
    void anInventoryThatDiffersIsForgottenAfterADay() {
        world.swap(S1, 1, Optional.empty());
        world.birth(S1);
        world.pass(Alarms.NOTED.plusSeconds(1));
        assertThat(kinds()).as("its bike is still missing").containsExactly(Kind.BIKE_MISSING);
    }

    @Test
    void aLockThatFailedStandsUntilItMovesOrIsCleared() {
        world.tell(S1, new Event.LockFailed(2, Optional.empty(), "motor-stall"));
        assertThat(one().kind()).isEqualTo(Kind.LOCK_FAILED);
        world.tell(S1, new Event.DockCleared(2));
        assertThat(standing()).isEmpty();
    }

    @Test
    void aDockFaultStandsUntilItIsCleared() {
        world.tell(S1, new Event.DockFault(2, "motor-stall"));
        assertThat(one().kind()).isEqualTo(Kind.DOCK_FAULT);
        world.tell(S1, new Event.DockCleared(2));
        assertThat(standing()).isEmpty();
    }

    @Test
    void aCardWithoutProofStandsForADay() {
        Fact fact = world.happen(S1, new Event.BikeRemoved(1, B1, new Cause.ByCard(new CardId("card-1"), 7, "forged")));
        new PostgresStationLedger(world.database().dataSource(), (card, version, proof) -> false)
                .record(List.of(new Delivery(S1, world.now(), List.of(fact), List.of())));
        assertThat(one().kind()).isEqualTo(Kind.PROOF_FAILED);
        world.tell(S2, docked(5, "B1"));
        assertThat(one().evidence()).isEqualTo(fact.id().toString());

        world.pass(Alarms.NOTED.plusSeconds(1));
        assertThat(standing()).isEmpty();
    }

    @Test
    void aClockThatIsWrongStandsUntilItIsMeasuredRight() {
        upkeep.noteClock(S1, StationUpkeep.MAX_SKEW, world.now());
        assertThat(standing()).isEmpty();
        upkeep.noteClock(S1, Duration.ofMinutes(-9), world.now());
        assertThat(one().kind()).isEqualTo(Kind.CLOCK_SKEW);
        assertThat(one().evidence()).isEqualTo("-540 s");
        Alarm first = one();
        world.passSeconds(60);
        upkeep.noteClock(S1, Duration.ofMinutes(-9), world.now());
        assertThat(one()).isEqualTo(first);

        world.passSeconds(60);
        upkeep.noteClock(S1, Duration.ofMillis(-40), world.now());
        upkeep.noteClock(S1, Duration.ofMinutes(-9), world.now().minusSeconds(30));
        assertThat(standing()).as("an older measurement that comes late").isEmpty();
    }

    @Test
    void aStationsLowBatteryStandsUntilAFactOrItsHealthSaysMore() {
        world.tell(S1, new Event.Power(false, 15));
        assertThat(one().kind()).isEqualTo(Kind.LOW_BATTERY);
        world.passSeconds(300);
        hear("batteryPercent", 80);
        assertThat(standing()).isEmpty();

        world.passSeconds(300);
        hear("batteryPercent", 19);
        assertThat(one().evidence()).isEqualTo("19 % health");
        world.passSeconds(1);
        world.tell(S1, new Event.Power(true, 20));
        assertThat(standing()).isEmpty();
    }

    @Test
    void anOpenDoorStandsUntilItIsShutAndALateFactDoesNotOpenItAgain() {
        world.tell(S1, new Event.Door(true));
        assertThat(one().kind()).isEqualTo(Kind.DOOR_OPEN);
        world.passSeconds(60);
        Fact late = world.happen(S1, new Event.Door(true));
        world.passSeconds(60);
        world.tell(S1, new Event.Door(false));
        assertThat(standing()).isEmpty();
        world.deliver(late);
        assertThat(standing()).isEmpty();
    }

    @Test
    void aTripThatAnInventoryEndedStandsForADay() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");
        world.tell(S1, removed(unlock));
        world.passSeconds(600);
        world.swap(S1, 4, Optional.of(B1));
        world.birth(S1);

        assertThat(kinds()).contains(Kind.GHOST_TRIP_REPAIRED);
        world.pass(Alarms.NOTED.plusSeconds(1));
        assertThat(standing()).isEmpty();
    }

    private Fact endGivenUp() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");
        Fact start = world.tell(S1, removed(unlock));
        world.passSeconds(600);
        Fact docking = world.happen(S2, docked(5, "B1"));
        world.passSeconds(600);
        world.tell(S2, new Event.BikeRemoved(5, B1, new Cause.ByCrew(new CardId("crew-1"))));
        assertThat(standing()).as("S2 may still tell").isEmpty();
        long lost = docking.id().sequence();
        world.tell(S2, new Event.Lost(new SequenceRange(lost, lost)));
        assertThat(one().kind()).isEqualTo(Kind.TRIP_CONTESTED);
        assertThat(one().id()).isEqualTo("trip-contested." + start.id());
        assertThat(one().bike()).contains(B1);
        return docking;
    }

    @Test
    void aTripWhoseEndNobodyCanTellStandsUntilItsDockingIsTold() {
        Fact docking = endGivenUp();
        world.pass(Duration.ofDays(40));
        assertThat(one().kind()).isEqualTo(Kind.TRIP_CONTESTED);
        world.deliver(docking);
        assertThat(standing()).isEmpty();
    }

    @Test
    void aTripWhoseEndNobodyCanTellStandsUntilARuling() {
        endGivenUp();
        TripId trip = TripId.parse(one().id().substring("trip-contested.".length()));
        world.database()
                .change("INSERT INTO staff (staff_id, name, role, active, created_at)"
                        + " VALUES ('sara', 'Sara', 'supervisor', true, now())");
        new PostgresRulingDesk(world.database().dataSource(), Notices.none())
                .decide(
                        new RulingDesk.Request(
                                new StaffId("sara"),
                                new Ruling.ForcedReturn(trip, world.now().minusSeconds(300)),
                                Optional.empty(),
                                "visto en la cámara",
                                new IdempotencyKey("k2")),
                        world.now());
        assertThat(standing()).isEmpty();
    }

    @Test
    void aBikesLowBatteryStandsUntilItIsCharged() {
        world.tell(S1, new Event.BikeBattery(1, B1, 12));
        assertThat(one().kind()).isEqualTo(Kind.BIKE_LOW_BATTERY);
        assertThat(one().bike()).contains(B1);
        world.passSeconds(3_600);
        world.tell(S1, new Event.BikeBattery(1, B1, 95));
        assertThat(standing()).isEmpty();
    }

    @Test
    void aQuarantineGrowsUntilAnHourAfterItsLastMessage() {
        Reject reject = new Reject(Optional.empty(), "malformed-json", "", ByteBuffer.wrap(new byte[] {1}));
        world.ledger.record(List.of(new Delivery(S1, world.now(), List.of(), List.of(reject))));
        assertThat(one().kind()).isEqualTo(Kind.QUARANTINE);
        assertThat(world.notices).contains(new Notice.StationChanged(S1));

        world.pass(Alarms.GROWING.plusSeconds(1));
        assertThat(standing()).isEmpty();
    }

    @Test
    void theGravestComesFirst() {
        world.tell(S1, new Event.DockFault(2, "motor-stall"));
        world.tell(S1, new Event.Door(true));
        world.offline(S2);
        assertThat(kinds()).containsExactly(Kind.STATION_OFFLINE, Kind.DOOR_OPEN, Kind.DOCK_FAULT);
    }
}
