package bici.infra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.history.HistoryLine;
import bici.infra.history.HistoryLine.CommandKept;
import bici.infra.history.HistoryLine.FactKept;
import bici.infra.history.HistoryLine.TripKept;
import bici.infra.history.Rule;
import bici.infra.history.Verdict;
import bici.wire.WireFact.Cause;
import bici.wire.WireFact.Happening;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A street of one ride by a command, as its journal tells it; then one thing goes wrong. */
class RunHistoryTest {
    private static final Instant BEGIN = Instant.parse("2026-11-22T13:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    private Instant now = BEGIN;
    private final List<HistoryLine> kept = new ArrayList<>();

    @BeforeEach
    void ride() {
        try (TruthJournal street = street()) {
            act(street, 1, new Happening.BikeDocked(1, "B1"));
            street.ask("rider1", "key1", "CODE");
            street.open("S1", 1, "B1", "c1", 7);
            act(street, 2, new Happening.BikeRemoved(1, "B1", new Cause.ByCommand("c1")));
            street.acknowledged("S1", 1, 2);
            street.answer("rider1", "key1", 201, "done", "c1", "S1.1.2");
            street.look("rider1");
            street.seen("rider1", 200, List.of("S1.1.2"));
            act(street, 3, new Happening.DockFault(2, "motor-stall"));
            act(street, 4, new Happening.BikeDocked(2, "B1"));
            street.acknowledged("S1", 1, 4);
        }
        long asked = BEGIN.toEpochMilli();
        kept.add(new CommandKept("c1", "rider1", "key1", "B1", 1, 7, asked, asked + 10_000));
        List.of("S1.1.1", "S1.1.2", "S1.1.4").forEach(fact -> kept.add(new FactKept(fact, false)));
        kept.add(new TripKept("S1.1.2", "rider1", "B1", false, "S1.1.4"));
    }

    private TruthJournal street() {
        InstantSource ticking = () -> {
            now = now.plusMillis(1);
            return now;
        };
        return TruthJournal.open(folder.resolve("street.journal"), ticking.withZone(ZoneOffset.UTC));
    }

    private static void act(TruthJournal street, long sequence, Happening happening) {
        street.intend("S1", 1, sequence, happening);
        street.done("S1", 1, sequence);
    }

    private Verdict verdict() {
        return RunHistory.judge(
                Truth.read(folder.resolve("street.journal")),
                Set.of(),
                lines -> kept.forEach(lines),
                folder.resolve("history.jsonl"));
    }

    private void assertOnly(Rule rule) {
        Verdict verdict = verdict();
        assertThat(verdict.violations()).as(verdict.examples().toString()).containsOnlyKeys(rule);
    }

    private void keepNot(Class<?> kind, String id) {
        assertThat(kept.removeIf(
                        line -> kind.isInstance(line) && line.toString().contains('=' + id + ',')))
                .isTrue();
    }

    @Test
    void aRideAsItShouldBeIsAGoodHistory() {
        Verdict verdict = verdict();

        assertThat(verdict.total()).as(verdict.examples().toString()).isZero();
        assertThat(verdict.operations()).isEqualTo(2);
        assertThat(verdict.acts()).isEqualTo(4);
    }

    @Test
    void aFactThatWasAcknowledgedMustBeKept() {
        keepNot(FactKept.class, "S1.1.1");

        assertOnly(Rule.FACT_LOST);
    }

    @Test
    void anActThatAKillCutOffDidHappenWhenItsNumberWasAcknowledged() {
        try (TruthJournal street = street()) {
            street.intend("S1", 1, 5, new Happening.BikeDocked(3, "B2"));
        }
        assertThat(verdict().total()).isZero();

        try (TruthJournal street = street()) {
            street.acknowledged("S1", 1, 5);
        }
        assertOnly(Rule.FACT_LOST);
    }

    @Test
    void anActThatAKillCutOffDidHappenWhenTheNextNumberIsUsed() {
        try (TruthJournal street = street()) {
            street.intend("S1", 1, 5, new Happening.BikeDocked(3, "B2"));
        }
        try (TruthJournal street = street()) {
            act(street, 6, new Happening.DockCleared(2));
        }
        kept.add(new FactKept("S1.1.5", false));

        assertThat(verdict().acts()).isEqualTo(5);
        assertThat(verdict().total()).isZero();
    }

    @Test
    void anActWhoseNumberIsUsedAgainDidNotHappen() {
        try (TruthJournal street = street()) {
            street.intend("S1", 1, 5, new Happening.BikeRemoved(2, "B1", new Cause.ByNobody()));
        }
        try (TruthJournal street = street()) {
            act(street, 5, new Happening.DockCleared(2));
        }

        assertThat(verdict().acts()).isEqualTo(4);
        assertThat(verdict().total()).isZero();
    }

    @Test
    void aPhoneThatWasKilledWhileItWaitedMayAskAgain() {
        try (TruthJournal street = street()) {
            street.ask("rider1", "key2", "CODE");
        }
        try (TruthJournal street = street()) {
            street.ask("rider1", "key3", "CODE");
            street.answer("rider1", "key3", 409, "bike-gone", "", "");
        }

        assertThat(verdict().total()).isZero();
    }

    @Test
    void anAnswerThatTakesTooLongIsSeen() {
        try (TruthJournal street = street()) {
            street.ask("rider1", "key2", "CODE");
            now = now.plus(Duration.ofSeconds(21));
            street.answer("rider1", "key2", 0, "lost", "", "");
        }

        assertOnly(Rule.UNDECIDED);
    }

    @Test
    void anOpeningInAnotherSessionIsSeen() {
        try (TruthJournal street = street()) {
            street.ask("rider2", "key2", "CODE");
            street.open("S1", 2, "B1", "c2", 8);
        }
        long asked = BEGIN.toEpochMilli();
        kept.add(new CommandKept("c2", "rider2", "key2", "B1", 2, 7, asked, asked + 10_000));

        assertOnly(Rule.OPENED_IN_OTHER_SESSION);
    }

    @Test
    void aTripThatARiderIsNotShownAnyMoreIsSeen() {
        try (TruthJournal street = street()) {
            street.look("rider1");
            street.seen("rider1", 200, List.of());
        }

        assertOnly(Rule.TRIP_UNSEEN);
    }
}
