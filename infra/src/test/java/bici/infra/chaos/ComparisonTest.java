package bici.infra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.chaos.Verdict.Wrong;
import bici.wire.WireFact.Cause;
import bici.wire.WireFact.Happening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A street of one ride by a command and one by a card, as it should be recorded; then one thing goes wrong. */
class ComparisonTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final String WISH = "rider1 key1";

    @TempDir
    private Path folder = Path.of("");

    private final Map<String, String> facts = new HashMap<>();
    private final List<Recorded.Trip> trips = new ArrayList<>();
    private final Map<String, Recorded.Command> commands = new HashMap<>();
    private long repeated;

    @BeforeEach
    void rideAndRecord() {
        try (TruthJournal street = street()) {
            act(street, 1, new Happening.BikeDocked(1, "B1"));
            street.ask("rider1", "key1", "code1");
            act(street, 2, new Happening.BikeRemoved(1, "B1", new Cause.ByCommand("c1")));
            street.answer("rider1", "key1", 201, "done", "c1", "S1.1.2");
            act(street, 3, new Happening.BikeDocked(2, "B1"));
            act(street, 4, new Happening.BikeRemoved(2, "B1", new Cause.ByCard("card1", 1, "p")));
            act(street, 5, new Happening.BikeDocked(1, "B1"));
            street.order("order1", 202);
        }
        facts.put("S1.1.1", "bike-docked 1 B1 - -");
        facts.put("S1.1.2", "bike-removed 1 B1 command c1");
        facts.put("S1.1.3", "bike-docked 2 B1 - -");
        facts.put("S1.1.4", "bike-removed 2 B1 card card1");
        facts.put("S1.1.5", "bike-docked 1 B1 - -");
        trips.add(new Recorded.Trip("S1.1.2", "S1 1", "S1 2", "S1.1.3", "rider1", false));
        trips.add(new Recorded.Trip("S1.1.4", "S1 2", "S1 1", "S1.1.5", "-", false));
        command("c1", "done", WISH, NOW + 10_000, "S1.1.2");
        command("c2", "done", "tech order1", NOW + 10_000, "-");
    }

    private TruthJournal street() {
        return TruthJournal.open(file(), Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));
    }

    private Path file() {
        return folder.resolve("street.journal");
    }

    private static void act(TruthJournal street, long sequence, Happening happening) {
        street.intend("S1", 1, sequence, happening);
        street.done("S1", 1, sequence);
    }

    private void command(String id, String state, String wish, long deadlineMs, String trip) {
        String[] words = wish.split(" ", -1);
        commands.put(id, new Recorded.Command(id, state, wish, words[1], words[0], deadlineMs, trip));
    }

    private Verdict verdict() {
        return compare().verdict();
    }

    private Comparison.Compared compare() {
        return Comparison.of(Truth.read(file()), new Recorded(facts, trips, commands, repeated, 0));
    }

    private void endElsewhere(boolean unsure) {
        trips.set(1, new Recorded.Trip("S1.1.4", "S1 2", "S1 2", "S1.1.3", "-", unsure));
    }

    private void strike(String station, StationFault fault) {
        try (TruthJournal street = street()) {
            street.strike(station, fault);
        }
    }

    private void assertOnly(Wrong wrong) {
        Verdict verdict = verdict();
        assertThat(verdict.count(wrong)).as(verdict.examples().toString()).isOne();
        for (Wrong other : Wrong.values()) {
            assertThat(verdict.count(other)).as(verdict.examples().toString()).isEqualTo(other == wrong ? 1 : 0);
        }
    }

    @Test
    void whatIsRecordedAsItHappenedIsGood() {
        assertThat(verdict().isGood()).as(verdict().examples().toString()).isTrue();
    }

    @Test
    void aFactThatIsMissingIsLost() {
        facts.remove("S1.1.5");

        assertThat(verdict().count(Wrong.LOST)).isOne();
    }

    @Test
    void aRideWithoutItsTripIsLost() {
        trips.remove(1);

        assertOnly(Wrong.LOST);
    }

    @Test
    void aTripThatEndsElsewhereIsLost() {
        endElsewhere(false);

        assertOnly(Wrong.LOST);
    }

    @Test
    void aTripThatEndsElsewhereMaySaySoWhereAClockWasWrong() {
        endElsewhere(true);
        strike("S1", StationFault.UPTIME_WRAPPED);

        assertThat(verdict().isGood()).as(verdict().examples().toString()).isTrue();
        assertThat(compare().unknowable()).containsExactly("S1.1.4");
    }

    @Test
    void aTripThatEndsElsewhereAndDoesNotSaySoIsLostWhateverTheClock() {
        endElsewhere(false);
        strike("S1", StationFault.UPTIME_WRAPPED);

        assertOnly(Wrong.LOST);
    }

    @Test
    void aTripThatSaysThatItIsUnsureIsLostWhereNoClockOfItsStationsWasWrong() {
        endElsewhere(true);
        strike("S2", StationFault.UPTIME_WRAPPED);
        strike("S1", StationFault.SEQUENCE_SKIPPED);

        assertOnly(Wrong.LOST);
    }

    @Test
    void aBikeThatAStationInventsIsAFactAndNoRide() {
        try (TruthJournal street = street()) {
            act(street, 6, new Happening.BikeDocked(20, "X1"));
            act(street, 7, new Happening.BikeRemoved(20, "X1", new Cause.ByNobody()));
        }
        facts.put("S1.1.6", "bike-docked 20 X1 - -");
        facts.put("S1.1.7", "bike-removed 20 X1 nobody -");
        assertThat(verdict().isGood()).as(verdict().examples().toString()).isTrue();

        trips.add(new Recorded.Trip("S1.1.7", "S1 20", "-", "-", "-", true));
        assertOnly(Wrong.INVENTED);
    }

    @Test
    void aNumberThatWasSkippedToAndNeverUsedIsNoAct() {
        try (TruthJournal street = street()) {
            street.intend("S1", 1, 12, new Happening.DockFault(1, "motor-stall"));
            for (int n = 6; n <= 11; n++) {
                act(street, n, new Happening.DockCleared(1));
                facts.put("S1.1." + n, "dock-cleared 1 - - -");
            }
            act(street, 13, new Happening.DockCleared(1));
            facts.put("S1.1.13", "dock-cleared 1 - - -");
        }

        assertThat(verdict().isGood()).as(verdict().examples().toString()).isTrue();
    }

    @Test
    void anAnswerWithoutItsCommandIsLost() {
        commands.remove("c2");

        assertOnly(Wrong.LOST);
    }

    @Test
    void aFactThatNobodyToldIsInvented() {
        facts.put("S1.1.6", "bike-removed 1 B1 nobody -");

        assertOnly(Wrong.INVENTED);
    }

    @Test
    void aFactThatSaysSomethingElseIsInvented() {
        facts.put("S1.1.5", "bike-docked 1 B2 - -");

        assertOnly(Wrong.INVENTED);
    }

    @Test
    void aTripThatNobodyRodeIsInvented() {
        trips.add(new Recorded.Trip("S1.1.3", "S1 1", "-", "-", "rider1", false));

        assertOnly(Wrong.INVENTED);
    }

    @Test
    void aFactOrTripTwiceIsDoubled() {
        repeated = 1;
        assertOnly(Wrong.DUP);

        repeated = 0;
        trips.add(trips.get(0));
        assertOnly(Wrong.DUP);
    }

    @Test
    void aLockThatOpensPastItsDeadlineIsLate() {
        command("c1", "done", WISH, NOW - 1_000, "S1.1.2");

        assertOnly(Wrong.LATE_OPEN);
    }

    @Test
    void aLockThatOpensForWhoWasToldNoIsLate() {
        try (TruthJournal street = street()) {
            street.answer("rider1", "key1", 503, "expired", "", "");
        }

        assertOnly(Wrong.LATE_OPEN);
    }

    @Test
    void aLockThatOpensTwiceForOneCommandIsDouble() {
        try (TruthJournal street = street()) {
            act(street, 6, new Happening.LockOpenedNotTaken(1, "B1", Optional.of("c3")));
            act(street, 7, new Happening.LockOpenedNotTaken(1, "B1", Optional.of("c3")));
        }
        facts.put("S1.1.6", "lock-opened-not-taken 1 B1 command c3");
        facts.put("S1.1.7", "lock-opened-not-taken 1 B1 command c3");
        command("c3", "not-taken", "rider2 key2", NOW + 10_000, "-");

        assertOnly(Wrong.DOUBLE_OPEN);
    }

    @Test
    void aLockThatOpensByACommandNotRecordedAsDoneIsAGhost() {
        command("c1", "expired", WISH, NOW + 10_000, "S1.1.2");

        assertOnly(Wrong.GHOST_OPEN);
    }

    @Test
    void anActThatAKillCutOffMayBeRecordedOrNot() throws IOException {
        try (TruthJournal street = street()) {
            street.intend("S1", 1, 6, new Happening.DockFault(1, "motor-stall"));
        }
        Files.writeString(file(), "\n1800000000000 intend S1.1.7 bike-doc", StandardOpenOption.APPEND);

        assertThat(verdict().isGood()).isTrue();
        facts.put("S1.1.6", "dock-fault 1 - - -");
        assertThat(verdict().isGood()).isTrue();
    }
}
