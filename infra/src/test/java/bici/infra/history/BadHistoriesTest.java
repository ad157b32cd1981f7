package bici.infra.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each of these histories is wrong in one way, and is flagged for that one and for nothing else. */
class BadHistoriesTest {
    private record Bad(String what, Rule rule, Story story) {}

    private static Bad bad(Rule rule, String what, Story story) {
        return new Bad(what, rule, story);
    }

    /** A bike taken by the rider's command, told, and brought back. */
    private static Story ride() {
        return Story.begin()
                .ask("R1", "k1", "B1")
                .taken("S1.1.1", "B1", "c1")
                .ok("c1", "S1.1.1")
                .docked("S1.1.2", "B1");
    }

    private static Story kept(Story story) {
        return story.command("c1", "R1", "k1", "B1").facts("S1.1.1", "S1.1.2").trip("S1.1.1", "R1", "B1", "S1.1.2");
    }

    private static Stream<Bad> requests() {
        return Stream.of(
                bad(
                        Rule.OPENED_TWICE,
                        "the server answers a retry with a second command, and both open",
                        kept(ride().ask("R1", "k1", "B1").opened("c2", "B1").ok("c1", "S1.1.1"))
                                .command("c2", "R1", "k1", "B1")),
                bad(Rule.OPENED_TWICE, "a station obeys a command twice", kept(ride().opened("c1", "B1"))),
                bad(
                        Rule.ANSWER_CHANGED,
                        "a retry is told another refusal than the first time",
                        Story.begin()
                                .ask("R1", "k1", "B1")
                                .fail("no-bike", "")
                                .ask("R1", "k1", "B1")
                                .fail("dock-faulty", "")),
                bad(
                        Rule.KEY_REUSE,
                        "the key of one bike is taken for another",
                        Story.begin()
                                .ask("R1", "k1", "B1")
                                .fail("no-bike", "")
                                .ask("R1", "k1", "B2")
                                .fail("no-bike", "")),
                bad(
                        Rule.KEY_REUSE,
                        "422 for a key that was never used otherwise",
                        Story.begin().ask("R1", "k1", "B1").fail("key-reused", "")),
                bad(
                        Rule.IN_FLIGHT,
                        "409 for ever, though the first answer is known",
                        kept(ride().ask("R1", "k1", "B1").fail("request-in-flight", ""))),
                bad(
                        Rule.UNDECIDED,
                        "the rider waits for a minute",
                        Story.begin().ask("R1", "k1", "B1").pass(60).fail("no-bike", "")),
                bad(
                        Rule.TRIP_UNSEEN,
                        "the rider's own list lacks a trip that was told",
                        kept(ride().askTrips("R1").answer(2, Outcome.OK, "", ""))),
                bad(
                        Rule.SECOND_BIKE,
                        "a rider with a bike gets a second one",
                        Story.begin()
                                .ask("R1", "k1", "B1")
                                .taken("S1.1.1", "B1", "c1")
                                .ok("c1", "S1.1.1")
                                .ask("R1", "k2", "B2")
                                .taken("S1.1.2", "B2", "c2")
                                .ok("c2", "S1.1.2")
                                .command("c1", "R1", "k1", "B1")
                                .command("c2", "R1", "k2", "B2", 5)
                                .facts("S1.1.1", "S1.1.2")
                                .trip("S1.1.1", "R1", "B1", "")
                                .trip("S1.1.2", "R1", "B2", "")));
    }

    private static Stream<Bad> locks() {
        return Stream.of(
                bad(
                        Rule.OPENED_AFTER_FAILED,
                        "the lock opens after the rider was told that it had expired",
                        Story.begin()
                                .ask("R1", "k1", "B1")
                                .fail("expired", "c1")
                                .opened("c1", "B1")
                                .command("c1", "R1", "k1", "B1")),
                bad(
                        Rule.TAKEN_THOUGH_FAILED,
                        "the bike goes, and its rider is told that nobody pulled it",
                        Story.begin()
                                .ask("R1", "k1", "B1")
                                .taken("S1.1.1", "B1", "c1")
                                .fail("not-taken", "c1")
                                .command("c1", "R1", "k1", "B1")
                                .facts("S1.1.1")
                                .trip("S1.1.1", "R1", "B1", "")),
                bad(
                        Rule.OPENED_LATE,
                        "the command waited in a router for eleven seconds",
                        Story.begin()
                                .ask("R1", "k1", "B1")
                                .pass(10)
                                .opened("c1", "B1")
                                .unknown("c1")
                                .command("c1", "R1", "k1", "B1")),
                bad(
                        Rule.OPENED_IN_OTHER_SESSION,
                        "the station connected anew and obeyed what was sent before",
                        Story.begin()
                                .ask("R1", "k1", "B1")
                                .add(new HistoryLine.Opened(1000, "S1", 1, "B1", "c1", 2))
                                .unknown("c1")
                                .command("c1", "R1", "k1", "B1")),
                bad(
                        Rule.UNASKED,
                        "a lock opens by a command of nobody's request",
                        Story.begin().opened("c9", "B1").command("c9", "R1", "k9", "B1")),
                bad(
                        Rule.UNASKED,
                        "the lock of another bike opens",
                        Story.begin()
                                .ask("R1", "k1", "B1")
                                .opened("c1", "B2")
                                .unknown("c1")
                                .command("c1", "R1", "k1", "B1")),
                bad(
                        Rule.OUT_TWICE,
                        "a bike leaves two docks and was never brought back",
                        Story.begin()
                                .takenByCard("S1.1.1", "B1")
                                .takenByCard("S2.1.1", "B1")
                                .docked("S2.1.2", "B1")
                                .facts("S1.1.1", "S2.1.1", "S2.1.2")
                                .trip("S1.1.1", "", "B1", "")
                                .trip("S2.1.1", "", "B1", "S2.1.2")));
    }

    private static Stream<Bad> remains() {
        return Stream.of(
                bad(
                        Rule.FACT_LOST,
                        "an acknowledged docking is gone",
                        ride().command("c1", "R1", "k1", "B1").facts("S1.1.1").trip("S1.1.1", "R1", "B1", "S1.1.2")),
                bad(
                        Rule.TRIP_LOST,
                        "the removal is kept, its trip is not",
                        Story.begin().takenByCard("S1.1.1", "B1").facts("S1.1.1")),
                bad(
                        Rule.REQUEST_LOST,
                        "an unlock that was told as under way is gone",
                        Story.begin().ask("R1", "k1", "B1").unknown("c1")),
                bad(
                        Rule.FACT_INVENTED,
                        "a fact is kept that nobody told",
                        kept(ride()).facts("S1.1.3")),
                bad(
                        Rule.TRIP_WITHOUT_REMOVAL,
                        "a trip is kept that nobody rode",
                        kept(ride()).trip("S1.1.9", "R1", "B1", "")),
                bad(
                        Rule.TRIP_WITHOUT_REMOVAL,
                        "a rider is told of a trip, and no bike left",
                        Story.begin().ask("R1", "k1", "B1").ok("c1", "S1.1.1").command("c1", "R1", "k1", "B1")),
                bad(Rule.KEPT_TWICE, "a fact is kept twice", kept(ride()).facts("S1.1.2")),
                bad(
                        Rule.TRIP_WRONG,
                        "the trip is another rider's",
                        ride().command("c1", "R1", "k1", "B1")
                                .facts("S1.1.1", "S1.1.2")
                                .trip("S1.1.1", "R2", "B1", "S1.1.2")),
                bad(
                        Rule.TRIP_WRONG,
                        "the trip ends by the docking after the next",
                        kept(ride().takenByCard("S1.1.3", "B2")
                                        .docked("S1.1.4", "B2")
                                        .movedByCrew("S1.1.5", "B2")
                                        .docked("S1.1.6", "B2"))
                                .facts("S1.1.3", "S1.1.4", "S1.1.5", "S1.1.6")
                                .trip("S1.1.3", "", "B2", "S1.1.6")),
                bad(
                        Rule.TRIP_UNCLOSED,
                        "the bike is back, the trip goes on for ever",
                        ride().command("c1", "R1", "k1", "B1")
                                .facts("S1.1.1", "S1.1.2")
                                .trip("S1.1.1", "R1", "B1", "")),
                bad(
                        Rule.TWO_RIDERS,
                        "two riders are told of the same bike",
                        kept(ride().ask("R2", "k2", "B1").ok("c2", "S1.1.1")).command("c2", "R2", "k2", "B1")),
                bad(Rule.MALFORMED, "an answer to nothing", Story.begin().answer(7, Outcome.UNKNOWN, "", "")));
    }

    private static Stream<Bad> all() {
        return Stream.of(requests(), locks(), remains()).flatMap(bads -> bads);
    }

    @TestFactory
    Stream<DynamicTest> eachIsFlaggedForItsOwnReason() {
        return all().map(bad -> DynamicTest.dynamicTest(bad.rule() + ": " + bad.what(), () -> {
            Verdict verdict = bad.story().judge();
            assertThat(verdict.violations())
                    .as(() -> String.join("\n", verdict.examples()))
                    .containsOnlyKeys(bad.rule());
        }));
    }

    @Test
    void everyRuleHasItsBadHistory() {
        assertThat(all().map(Bad::rule)).contains(Rule.values());
        long flagged = all().filter(bad -> bad.story().judge().violations().equals(Map.of(bad.rule(), 1L)))
                .count();
        System.out.printf("history checker: bad=%d flagged=%d%n", all().count(), flagged);
        assertThat(flagged).isEqualTo(all().count()).isGreaterThanOrEqualTo(15);
    }
}
