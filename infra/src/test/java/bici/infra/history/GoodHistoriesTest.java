package bici.infra.history;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.history.HistoryLine.Cause;
import bici.infra.history.HistoryLine.Docked;
import bici.infra.history.HistoryLine.FactKept;
import bici.infra.history.HistoryLine.Removed;
import bici.infra.history.HistoryLine.Ruled;
import bici.infra.history.HistoryLine.TripKept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Nasty, and right all the same. */
class GoodHistoriesTest {
    /** Read only to be measured: {@code -Dbici.history.operations=1000000}. */
    private static final int OPERATIONS = Integer.getInteger("bici.history.operations", 20_000);

    private record Good(String what, Story story) {}

    private static Stream<Good> all() {
        return Stream.concat(requests(), worlds());
    }

    private static Stream<Good> requests() {
        return Stream.of(
                new Good(
                        "an answer that was unknown is resolved by the journal, and a retry is told",
                        Story.begin()
                                .ask("R1", "k1", "B1")
                                .taken("S1.1.1", "B1", "c1")
                                .pass(8)
                                .unknown("c1")
                                .ask("R1", "k1", "B1")
                                .ok("c1", "S1.1.1")
                                .askTrips("R1")
                                .answer(3, Outcome.OK, "", "", "S1.1.1")
                                .command("c1", "R1", "k1", "B1")
                                .facts("S1.1.1")
                                .trip("S1.1.1", "R1", "B1", "")),
                new Good(
                        "two phones with one key: one waits, one is told 409, both get the same end",
                        Story.begin()
                                .askBy("phone", "R1", "k1", "B1")
                                .askBy("tablet", "R1", "k1", "B1")
                                .answer(2, Outcome.FAIL, "request-in-flight", "")
                                .opened("c1", "B1")
                                .answer(1, Outcome.FAIL, "not-taken", "c1")
                                .askBy("tablet", "R1", "k1", "B1")
                                .fail("not-taken", "c1")
                                .command("c1", "R1", "k1", "B1")),
                new Good(
                        "the server dies before its commit; the retry makes the one command that opens",
                        Story.begin()
                                .ask("R1", "k1", "B1")
                                .unknown("")
                                .ask("R1", "k1", "B1")
                                .taken("S1.1.1", "B1", "c1")
                                .ok("c1", "S1.1.1")
                                .command("c1", "R1", "k1", "B1", 2)
                                .facts("S1.1.1")
                                .trip("S1.1.1", "R1", "B1", "")),
                new Good(
                        "the key of a decided request comes with another code",
                        Story.begin()
                                .ask("R1", "k1", "B1")
                                .fail("bike-held", "")
                                .ask("R1", "k1", "B2")
                                .fail("key-reused", "")
                                .ask("R1", "k1", "B1")
                                .fail("bike-held", "")));
    }

    private static Stream<Good> worlds() {
        return Stream.of(
                new Good(
                        "a rider whose first answer never came takes another bike, and has two",
                        Story.begin()
                                .ask("R1", "k1", "B1")
                                .taken("S1.1.1", "B1", "c1")
                                .unknown("c1")
                                .pass(20)
                                .ask("R1", "k2", "B2")
                                .taken("S2.1.1", "B2", "c2")
                                .ok("c2", "S2.1.1")
                                .ask("R1", "k1", "B1")
                                .ok("c1", "S1.1.1")
                                .command("c1", "R1", "k1", "B1")
                                .command("c2", "R1", "k2", "B2", 24)
                                .facts("S1.1.1", "S2.1.1")
                                .trip("S1.1.1", "R1", "B1", "")
                                .trip("S2.1.1", "R1", "B2", "")),
                new Good(
                        "two riders want one bike: one is told that it is held",
                        Story.begin()
                                .askBy("a", "R1", "k1", "B1")
                                .askBy("b", "R2", "k1", "B1")
                                .answer(2, Outcome.FAIL, "bike-held", "")
                                .taken("S1.1.1", "B1", "c1")
                                .answer(1, Outcome.OK, "", "c1", "S1.1.1")
                                .command("c1", "R1", "k1", "B1")
                                .facts("S1.1.1")
                                .trip("S1.1.1", "R1", "B1", "")),
                new Good("a trip is ruled over, and its rider rides on", ruledOver()),
                new Good(
                        "what was not acknowledged need not be kept; what is inferred need not have happened",
                        offLine()),
                new Good(
                        "a phone that still waits when the run ends",
                        Story.begin().ask("R1", "k1", "B1")));
    }

    private static Story ruledOver() {
        Story story =
                Story.begin().ask("R1", "k1", "B1").taken("S1.1.1", "B1", "c1").ok("c1", "S1.1.1");
        return story.add(new Ruled(6000, "S1.1.1"))
                .ask("R1", "k2", "B2")
                .taken("S1.1.2", "B2", "c2")
                .ok("c2", "S1.1.2")
                .docked("S1.1.3", "B2")
                .command("c1", "R1", "k1", "B1")
                .command("c2", "R1", "k2", "B2", 6)
                .facts("S1.1.1", "S1.1.2", "S1.1.3")
                .addAtEnd(new TripKept("S1.1.1", "R1", "B1", true, ""))
                .trip("S1.1.2", "R1", "B2", "S1.1.3");
    }

    private static Story offLine() {
        return Story.begin()
                .movedByCrew("S1.1.1", "B1")
                .add(new Docked(3000, "S2.1.1", "B1", 1))
                .add(new Removed(4000, "S2.1.2", "B1", 1, Cause.CARD, ""))
                .docked("S1.1.2", "B1")
                .facts("S1.1.1", "S1.1.2")
                .addAtEnd(new FactKept("S2.0.1", true));
    }

    @TestFactory
    Stream<DynamicTest> eachIsAccepted() {
        return all().map(good -> DynamicTest.dynamicTest(good.what(), () -> {
            Verdict verdict = good.story().judge();
            assertThat(verdict.examples()).isEmpty();
            assertThat(verdict.violations()).isEmpty();
        }));
    }

    @Test
    void aLongHistoryIsJudgedFromItsFilesAndOneFlawInItIsFound(@TempDir Path folder) throws IOException {
        Path riders = folder.resolve("riders.jsonl");
        Path stations = folder.resolve("stations.jsonl");
        Path whole = folder.resolve("history.jsonl");
        LongHistory history = new LongHistory(new Random(4), OPERATIONS);
        history.write(riders, stations);
        HistoryFile.merge(List.of(riders, stations), whole);

        long begun = System.nanoTime();
        Verdict verdict = HistoryChecker.check(whole);
        System.out.printf("%s seconds=%.1f%n", verdict.summary(), (System.nanoTime() - begun) / 1e9);
        assertThat(verdict.examples()).isEmpty();
        assertThat(verdict.operations()).isEqualTo(OPERATIONS);
        assertThat(verdict.acts()).isGreaterThan(OPERATIONS / 2);

        HistoryLine flaw = history.aFactKept();
        HistoryChecker again = new HistoryChecker();
        HistoryFile.read(whole, line -> {
            if (!line.equals(flaw)) {
                again.add(line);
            }
        });
        assertThat(again.finish().violations()).containsOnlyKeys(Rule.FACT_LOST);
    }

    @Test
    void aLineThatAKillCutOffIsLeftOut(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("torn.jsonl");
        HistoryLine first = new HistoryLine.Acknowledged(1, "S1.1.1");
        HistoryLine second = new HistoryLine.Acknowledged(2, "S1.1.2");
        try (HistoryFile out = HistoryFile.append(file)) {
            out.write(first);
        }
        Files.writeString(file, "{\"e\":\"acknow", StandardOpenOption.APPEND);
        assertThat(read(file)).containsExactly(first);
        try (HistoryFile out = HistoryFile.append(file)) {
            out.write(second);
        }
        assertThat(read(file)).containsExactly(first, second);
    }

    private static List<HistoryLine> read(Path file) {
        List<HistoryLine> lines = new ArrayList<>();
        HistoryFile.read(file, lines::add);
        return lines;
    }

    @Test
    void anAnswerThatIsNoWordAboutTheUnlockLeavesItOpen() {
        assertThat(Outcome.ofUnlock(201, "")).isEqualTo(Outcome.OK);
        assertThat(Outcome.ofUnlock(202, "")).isEqualTo(Outcome.UNKNOWN);
        assertThat(Outcome.ofUnlock(503, "unavailable")).isEqualTo(Outcome.UNKNOWN);
        assertThat(Outcome.ofUnlock(503, "station-offline")).isEqualTo(Outcome.FAIL);
        assertThat(Outcome.ofUnlock(409, "not-taken")).isEqualTo(Outcome.FAIL);
        assertThat(Outcome.ofUnlock(422, "key-reused")).isEqualTo(Outcome.FAIL);
    }
}
