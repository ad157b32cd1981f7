package bici.infra.unlock;

import static bici.infra.unlock.UnlockWorld.S1;
import static bici.infra.unlock.UnlockWorld.S2;
import static bici.infra.unlock.UnlockWorld.docked;
import static bici.infra.unlock.UnlockWorld.removed;
import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Stamp;
import bici.fleet.operations.Alarm;
import bici.fleet.operations.Alarm.Kind;
import bici.fleet.operations.Alarms;
import bici.fleet.operations.Notices;
import bici.fleet.operations.StationConfigs;
import bici.fleet.operations.StationUpkeep;
import bici.fleet.operations.WaitingLimits;
import bici.fleet.store.PostgresAlarms;
import bici.fleet.store.PostgresStationConfigs;
import bici.fleet.store.PostgresStationUpkeep;
import bici.fleet.trip.Unlock;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.SequenceRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing waits in silence: what raises an alarm by its age alone, and what ends it (docs/alarms.md). */
class WaitingAlarmsTest {
    private static final Event POWER = new Event.Power(true, 90);

    private final UnlockWorld world = new UnlockWorld();
    private final Alarms alarms = new PostgresAlarms(world.database().dataSource());

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

    /** Nothing stands until the limit is reached; then this does. */
    private Alarm awaited(Duration limit, Instant since) {
        world.pass(Duration.between(world.now(), since.plus(limit)).minusMillis(1));
        assertThat(standing()).isEmpty();
        world.pass(Duration.ofMillis(1));
        List<Alarm> standing = standing();
        assertThat(standing).hasSize(1);
        assertThat(standing.get(0).since()).isEqualTo(since);
        return standing.get(0);
    }

    @Test
    void aGapIsAnAlarmAfterADayUntilItIsFilled() {
        Fact first = world.happen(S1, POWER);
        Fact second = world.happen(S1, POWER);
        world.tell(S1, POWER);
        Instant since = world.now();

        Alarm alarm = awaited(WaitingLimits.GAP, since);
        assertThat(alarm.kind()).isEqualTo(Kind.GAP_WAITING);
        assertThat(alarm.id()).isEqualTo("gap-waiting.S1.1");
        assertThat(alarm.station()).hasValue(S1);
        assertThat(alarm.evidence()).isEqualTo("journal 1, facts 1 to 2");

        world.deliver(second);
        assertThat(standing()).singleElement().satisfies(part -> {
            assertThat(part.since()).as("its beginning is still missing").isEqualTo(since);
            assertThat(part.evidence()).isEqualTo("journal 1, facts 1 to 1");
        });
        world.deliver(first);
        assertThat(standing()).isEmpty();
    }

    /** A counter that was saved ahead: these numbers never were. */
    @Test
    void aGapEndsWhenItsStationDeclaresItLost() {
        world.happen(S1, POWER);
        world.tell(S1, POWER);
        awaited(WaitingLimits.GAP, world.now());

        world.tell(S1, new Event.Lost(new SequenceRange(1, 1)));
        assertThat(standing()).isEmpty();
    }

    @Test
    void aGapOfAMemoryThatWasReplacedStandsForAMonth() {
        world.happen(S1, POWER);
        world.tell(S1, POWER);
        Instant since = world.now();
        awaited(WaitingLimits.GAP, since);
        Stamp stamp = new Stamp(world.now(), Duration.ofHours(1), 1, Stamp.ClockQuality.SYNCED, false);
        world.deliver(new Fact(new FactId(S1, 2, 1), stamp, POWER));

        world.pass(Duration.between(world.now(), since.plus(WaitingLimits.REPLACED_MEMORY))
                .minusMillis(1));
        assertThat(standing()).extracting(Alarm::kind).containsExactly(Kind.GAP_WAITING);
        world.pass(Duration.ofMillis(1));
        assertThat(standing()).isEmpty();
    }

    @Test
    void anInventoryThatWaitsForFactsIsAnAlarmAfterADayUntilTheyCome() {
        Fact untold = world.happen(S1, POWER);
        world.birth(S1);

        Alarm alarm = awaited(WaitingLimits.INVENTORY, world.now());
        assertThat(alarm.kind()).isEqualTo(Kind.INVENTORY_WAITING);
        assertThat(alarm.id()).isEqualTo("inventory-waiting.S1");
        assertThat(alarm.evidence()).isEqualTo("inventory of epoch 2, as of fact " + untold.id());

        world.deliver(untold);
        assertThat(standing()).isEmpty();
    }

    @Test
    void aCommandThatNobodyKnowsTheEndOfIsAnAlarmAfterAnHourUntilItIsTold() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");
        Fact removal = world.happen(S1, removed(unlock));
        world.passSeconds(60);
        world.sweep();

        Alarm alarm = awaited(WaitingLimits.COMMAND, unlock.deadline());
        assertThat(alarm.kind()).isEqualTo(Kind.COMMAND_UNKNOWN);
        assertThat(alarm.dock()).hasValue(1);
        assertThat(alarm.bike()).hasValue(new BikeId("B1"));
        assertThat(alarm.evidence()).isEqualTo("unlock " + unlock.id());

        world.deliver(removal);
        assertThat(standing()).isEmpty();
    }

    @Test
    void aBikeThatIsNowhereIsAnAlarmAfterADayUntilItIsFound() {
        BikeId missing = new BikeId("B1");
        Instant since = world.now();
        world.tell(S1, docked(1, "B9"));

        Alarm alarm = awaited(WaitingLimits.MISSING, since);
        assertThat(alarm.kind()).isEqualTo(Kind.BIKE_MISSING);
        assertThat(alarm.bike()).hasValue(missing);
        assertThat(alarm.station()).as("where it was last").hasValue(S1);

        world.tell(S2, docked(5, "B1"));
        assertThat(standing()).isEmpty();
    }

    @Test
    void settingsThatAStationDoesNotAdoptAreAnAlarmAfterADayUntilItDoes() {
        StationUpkeep upkeep = new PostgresStationUpkeep(world.database().dataSource(), Notices.none());
        StationConfigs configs = new PostgresStationConfigs(world.database().dataSource(), Notices.none());
        Instant since = world.now();
        configs.put(new StationConfigs.Request(UnlockWorld.TECHNICIAN, S1, Map.of("light", "on"), ""), since);
        StationConfigs.Config wanted = upkeep.findConfig(S1).orElseThrow();

        Alarm alarm = awaited(WaitingLimits.CONFIG, since);
        assertThat(alarm.kind()).isEqualTo(Kind.CONFIG_WAITING);
        assertThat(alarm.evidence()).isEqualTo("version 1, reported: nothing");
        upkeep.noteConfig(S1, 0, "", Optional.of("no such light"), world.now());
        assertThat(standing()).extracting(Alarm::evidence).containsExactly("version 1, refused: no such light");

        upkeep.noteConfig(S1, wanted.version(), wanted.hash(), Optional.empty(), world.now());
        assertThat(standing()).isEmpty();
    }
}
