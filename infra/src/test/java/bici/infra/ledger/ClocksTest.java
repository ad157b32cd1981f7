package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Birth;
import bici.fleet.dock.Birth.DockReading;
import bici.fleet.dock.Cause;
import bici.fleet.dock.Delivery;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Stamp;
import bici.fleet.dock.Stamp.ClockQuality;
import bici.fleet.operations.Alarm;
import bici.fleet.operations.Alarm.Kind;
import bici.fleet.store.PostgresAlarms;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import bici.infra.database.Rebuilt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a station says of its clocks is a claim: trips stay right when uptime and calendar are wrong (decision 0117). */
public class ClocksTest {
    private static final String TIMES =
            "SELECT concat_ws(' ', station_id || '.' || sequence, to_char(at AT TIME ZONE 'UTC', 'HH24:MI:SS'), time_quality)"
                    + " FROM fact WHERE journal > 0 ORDER BY station_id, journal, sequence";

    private static LedgerWorld world;

    private final Board a = new Board("S1");
    private final Board b = new Board("S2");

    @BeforeAll
    static void open() {
        world = LedgerWorld.withStations("S1", "S2");
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void begin() {
        world.startAnew("S1", "S2");
    }

    @AfterEach
    void nothingIsBroken() {
        assertThat(world.violations()).isEmpty();
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-02T" + time + ":00Z");
    }

    /** A station's board, whose clocks may say what they like. */
    private static final class Board {
        private final StationId station;
        private final Map<Integer, BikeId> docks = new TreeMap<>();
        private int boot = 2;
        private long sequence;
        /** Uptime is reckoned from here, and the calendar is off by so much. */
        private Instant zero = at("11:00");

        private Duration off = Duration.ZERO;
        private ClockQuality quality = ClockQuality.SYNCED;

        Board(String station) {
            this.station = new StationId(station);
        }

        void born(String time) {
            List<DockReading> readings = new ArrayList<>();
            for (int dock = 1; dock <= 8; dock++) {
                readings.add(new DockReading(
                        dock, Optional.ofNullable(docks.get(dock)), Birth.Lock.LOCKED, Optional.empty()));
            }
            Instant now = at(time);
            Birth.Clock clock = new Birth.Clock(now.plus(off), uptime(now), quality, now);
            world.ledger()
                    .openSession(new Birth(
                            station, time + boot, 1, boot, clock, "1.0", "rev-a", 0, 1, sequence, 0, readings));
        }

        private Duration uptime(Instant now) {
            return Duration.between(zero, now);
        }

        Fact docked(String time, int dock, String bike) {
            docks.put(dock, new BikeId(bike));
            return happens(time, new Event.BikeDocked(dock, new BikeId(bike)));
        }

        Fact removed(String time, int dock) {
            BikeId bike = Objects.requireNonNull(docks.remove(dock));
            return happens(time, new Event.BikeRemoved(dock, bike, new Cause.ByNobody()));
        }

        private Fact happens(String time, Event event) {
            Instant now = at(time);
            Stamp stamp = new Stamp(now.plus(off), uptime(now), boot, quality, quality != ClockQuality.SYNCED);
            return new Fact(new FactId(station, 1, ++sequence), stamp, event);
        }

        void tells(String time, Fact... facts) {
            world.ledger().record(List.of(new Delivery(station, at(time).plusMillis(40), List.of(facts), List.of())));
        }
    }

    private static List<Alarm> contradictions(String time) {
        return new PostgresAlarms(world.database().dataSource())
                .listAlarms(at(time)).stream()
                        .filter(alarm -> alarm.kind() == Kind.CLOCK_CONTRADICTION)
                        .toList();
    }

    private static List<String> trips() {
        return world.texts(Show.TRIPS);
    }

    @Test
    void aWrappedUptimeLeavesARightCalendarRight() {
        a.zero = at("12:00").minusMillis(1L << 32).plusSeconds(20);
        a.born("12:00");
        a.tells("12:00", a.docked("12:00", 1, "B9"));
        b.born("12:00");
        b.tells("12:01", b.docked("12:01", 1, "B1"));
        b.tells("12:05", b.removed("12:05", 1));
        a.zero = at("12:00").plusSeconds(20);
        a.tells("12:15", a.docked("12:15", 5, "B1"));
        assertThat(trips()).containsExactly("S2.1.2 B1 S2/1 12:05 > S1/5 12:15 unauthorised");
        assertThat(contradictions("12:16")).isEmpty();

        a.born("12:20");
        assertThat(world.texts("SELECT to_char(at AT TIME ZONE 'UTC', 'HH24:MI') FROM birth WHERE station_id = 'S1'"
                        + " ORDER BY epoch DESC LIMIT 1"))
                .as("the birth is no older than it can be")
                .containsExactly("12:20");
        a.tells("12:25", a.removed("12:25", 5));
        b.tells("12:35", b.docked("12:35", 2, "B1"));
        assertThat(trips())
                .containsExactly(
                        "S2.1.2 B1 S2/1 12:05 > S1/5 12:15 unauthorised",
                        "S1.1.3 B1 S1/5 12:25 > S2/2 12:35 unauthorised");
    }

    @Test
    void aBirthThatContradictsItsBootIsAnAlarmForADay() {
        a.born("12:00");
        a.born("12:10");
        assertThat(contradictions("12:10")).isEmpty();
        a.zero = at("12:20");
        a.born("12:21");
        assertThat(contradictions("12:21")).singleElement().satisfies(alarm -> {
            assertThat(alarm.id()).isEqualTo("clock-contradiction.S1");
            assertThat(alarm.since()).isEqualTo(at("12:21"));
            assertThat(alarm.evidence()).isEqualTo("epoch 4");
        });
        a.born("12:30");
        Instant next = at("12:21").plus(Duration.ofDays(1));
        PostgresAlarms alarms = new PostgresAlarms(world.database().dataSource());
        assertThat(alarms.listAlarms(next.minusMillis(1))).hasSize(1);
        assertThat(alarms.listAlarms(next)).isEmpty();
    }

    @Test
    void aStationThatSleptIsDatedByItsCalendar() {
        b.born("12:00");
        b.tells("12:01", b.docked("12:01", 1, "B1"));
        b.tells("12:05", b.removed("12:05", 1));
        a.born("12:00");
        a.quality = ClockQuality.HELD;
        a.zero = a.zero.plus(Duration.ofMinutes(7));
        Fact docked = a.docked("12:15", 5, "B1");
        Fact removed = a.removed("12:40", 5);
        a.zero = a.zero.plus(Duration.ofMinutes(30));
        a.born("13:30");
        b.tells("13:00", b.docked("13:00", 2, "B1"));
        a.tells("13:30", docked, removed);
        assertThat(trips())
                .containsExactly(
                        "S2.1.2 B1 S2/1 12:05 > S1/5 12:15 unauthorised",
                        "S1.1.2 B1 S1/5 12:40 > S2/2 13:00 unauthorised");
        assertThat(world.texts(TIMES)).contains("S1.1 12:15:00 unverified", "S1.2 12:40:00 unverified");
    }

    @Test
    void aBirthThatContradictsMovesWhatWasToldBeforeItAndTheFirstJudgementStays() {
        b.born("12:00");
        b.tells("12:01", b.docked("12:01", 1, "B1"));
        b.tells("12:20", b.removed("12:20", 1));
        a.quality = ClockQuality.UNSET;
        a.off = Duration.between(at("12:00"), Instant.EPOCH);
        a.born("12:00");
        a.tells("12:05", a.docked("12:05", 4, "B9"));
        a.zero = a.zero.plus(Duration.ofMinutes(30));
        a.tells("12:45", a.docked("12:45", 5, "B1"));
        assertThat(world.texts(TIMES)).contains("S1.2 12:15:00 unverified");
        assertThat(trips()).as("by an uptime that slept").containsExactly("S2.1.2 B1 S2/1 12:20 > riding unauthorised");

        a.born("12:50");
        assertThat(trips()).containsExactly("S2.1.2 B1 S2/1 12:20 > S1/5 12:45 unauthorised");
        assertThat(world.texts(TIMES)).as("the first judgements stay").contains("S1.2 12:15:00 unverified");
        assertThat(
                        world.texts(
                                "SELECT concat_ws(' ', sequence, epoch, to_char(at AT TIME ZONE 'UTC', 'HH24:MI:SS'),"
                                        + " time_quality, to_char(earliest AT TIME ZONE 'UTC', 'HH24:MI')) FROM fact_time ORDER BY sequence"))
                .containsExactly("1 3 12:05:00 estimated 12:00", "2 3 12:45:00 estimated 12:00");
        assertThat(world.texts("SELECT concat_ws(' ', sequence, to_char(at AT TIME ZONE 'UTC', 'HH24:MI'), bikes)"
                        + " FROM availability WHERE station_id = 'S1' ORDER BY sequence"))
                .containsExactly("1 12:05 1", "2 12:45 2");
        assertThat(world.texts("SELECT trip_id || ' ' || was_end_fact FROM trip_correction"))
                .isEmpty();
        assertThat(Rebuilt.checkInASecondSchema(world.database()).examples()).isEmpty();

        a.tells("12:55", a.removed("12:55", 5));
        b.tells("13:05", b.docked("13:05", 2, "B1"));
        assertThat(trips())
                .as("what follows is dated by the new segment")
                .containsExactly(
                        "S2.1.2 B1 S2/1 12:20 > S1/5 12:37 unauthorised",
                        "S1.1.3 B1 S1/5 12:55 > S2/2 13:05 unauthorised");
    }

    @Test
    void aBootNumberThatComesAgainIsAnotherBoot() {
        a.born("12:00");
        a.zero = at("13:00");
        a.quality = ClockQuality.UNSET;
        a.off = Duration.between(at("13:00"), Instant.EPOCH);
        a.born("13:10");
        Fact docked = a.docked("13:20", 5, "B1");
        a.tells("13:20", docked);
        assertThat(world.texts(TIMES)).containsExactly("S1.1 13:20:00 unverified");
    }

    @Test
    void aCalendarThatBeganAnewInABootThatNeverConnectedIsBoundedByTheJournal() {
        a.born("12:00");
        a.tells("12:01", a.docked("12:01", 1, "B9"));
        b.born("12:00");
        b.tells("12:01", b.docked("12:01", 5, "B1"));
        b.tells("12:10", b.removed("12:10", 5));
        a.boot = 3;
        a.quality = ClockQuality.HELD;
        a.off = Duration.between(at("12:00"), Instant.parse("2000-01-01T08:00:00Z"));
        Fact docked = a.docked("12:20", 6, "B1");
        Fact removed = a.removed("12:30", 6);
        b.tells("12:40", b.docked("12:40", 7, "B1"));
        a.boot = 4;
        a.off = Duration.ZERO;
        a.quality = ClockQuality.SYNCED;
        a.zero = at("12:49");
        a.born("12:50");
        a.tells("12:50", docked, removed);
        assertThat(world.texts(TIMES)).contains("S1.2 12:50:00 estimated", "S1.3 12:50:00 estimated");
        assertThat(trips())
                .containsExactly(
                        "S2.1.2 B1 S2/5 12:10 > S1/6 12:20 unauthorised",
                        "S1.1.3 B1 S1/6 12:30 > S2/7 12:40 unauthorised");
        assertThat(contradictions("12:51")).singleElement().satisfies(alarm -> {
            assertThat(alarm.station()).hasValue(a.station);
            assertThat(alarm.evidence()).isEqualTo("S1.1.3");
        });
    }
}
