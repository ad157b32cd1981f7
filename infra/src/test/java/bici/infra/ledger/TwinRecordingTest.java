package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Delivery;
import bici.fleet.dock.DockState.AsOf;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Receipt;
import bici.fleet.dock.Reject;
import bici.fleet.operations.Notice;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.SequenceRange;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.TripId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What follows from what arrives, over the twin of the database. A case tells deliveries parted by semicolons,
 * {@code S1 1 12:00 +1 B1} ({@link Told}), or {@code S1 born 2 (1 B1)}: an inventory as of sequence 2.
 */
class TwinRecordingTest {
    private final TwinWorld world = new TwinWorld();

    private void play(String script) {
        for (String step : script.split(";", -1)) {
            String[] words = step.strip().split(" ", 2);
            if (words[1].startsWith("born ")) {
                String[] born = words[1].substring(5).split(" ", 2);
                String docks = born[1].substring(1, born[1].length() - 1);
                world.born(words[0], Long.parseLong(born[0]), docks.split(", ", -1));
            } else {
                world.tell(words[0], words[1]);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "docked | S1 1 12:00 +1 B1 | none | B1 S1/1",
                "a ride | S1 1 12:00 +1 B1, 2 12:10 -1 B1 card; S2 1 12:30 +2 B1 | S1.1.2 R1 > S2/2 12:30 | B1 S2/2",
                "docked told before removed | S2 1 12:30 +2 B1; S1 1 12:00 +1 B1, 2 12:10 -1 B1 card | S1.1.2 R1 > S2/2 12:30 | B1 S2/2",
                "riding | S1 1 12:00 +1 B1, 2 12:10 -1 B1 card | S1.1.2 R1 > riding | B1 trip S1.1.2",
                "a bad proof | S1 1 12:00 +1 B1, 2 12:10 -1 B1 wrong | S1.1.2 R1 > riding proof-failed | B1 trip S1.1.2",
                "nobody's ride | S1 1 12:00 +1 B1, 2 12:10 -1 B1 nobody | S1.1.2 > riding unauthorised | B1 trip S1.1.2",
                "a van | S1 1 12:00 +1 B1, 2 12:10 -1 B1 crew | none | B1 truck",
                "a card of nobody | S1 1 12:00 +1 B7, 2 12:10 -1 B7 card | S1.1.2 > riding | B7 trip S1.1.2",
                "two bikes in one dock | S1 1 12:00 +1 B1, 2 12:30 +1 B2 | none | B1 missing, B2 S1/1",
                "the first of two is seen again | S1 1 12:00 +1 B1, 2 12:30 +1 B2; S2 1 13:00 +2 B1 | none | B1 S2/2, B2 S1/1",
                "the first of two is told of late | S1 2 12:30 +1 B2; S1 1 12:00 +1 B1 | none | B1 missing, B2 S1/1",
                "an inventory ends a ride | S1 1 12:00 +1 B1, 2 12:10 -1 B1 card; S2 born 0 (2 B1) | S1.1.2 R1 > S2/2 23:00 repaired | B1 S2/2",
                "an inventory waits for what it reflects | S1 1 12:00 +1 B1, 2 12:10 -1 B1 card; S2 2 12:40 door; S2 born 2 (2 B1) | S1.1.2 R1 > riding | B1 trip S1.1.2",
                "what it waits for is lost | S1 1 12:00 +1 B1, 2 12:10 -1 B1 card; S2 2 12:40 door; S2 born 2 (2 B1); S2 3 12:50 lost 1 1 | S1.1.2 R1 > S2/2 23:00 repaired | B1 S2/2",
                "the docking is told after all | S1 1 12:00 +1 B1, 2 12:10 -1 B1 card; S2 3 12:50 lost 1 2; S2 born 3 (2 B1); S2 1 12:30 +2 B1 | S1.1.2 R1 > S2/2 12:30 repaired | B1 S2/2",
                "and a later ride too | S1 1 12:00 +1 B1, 2 12:10 -1 B1 card; S2 3 12:50 lost 1 2; S2 born 3 (2 B1); S2 1 12:30 +2 B1; S2 2 12:40 -2 B1 nobody | S1.1.2 R1 > S2/2 12:30, S2.1.2 > S2/2 23:00 repaired unauthorised | B1 S2/2",
                "and that it was elsewhere in between | S1 1 12:00 +1 B1, 2 12:10 -1 B1 card; S2 3 12:50 lost 1 2; S2 born 3 (2 B1); S2 1 12:30 +2 B1; S3 1 13:00 +3 B1 | S1.1.2 R1 > S2/2 12:30 | B1 S2/2",
                "an inventory that agreed stays evidence | S2 1 12:30 +2 B1; S2 born 1 (2 B1); S3 1 13:00 +3 B1 | none | B1 S2/2",
                "and ends a ride that is told later | S2 1 12:30 +2 B1; S2 born 1 (2 B1); S3 1 13:00 +3 B1, 2 13:10 -3 B1 card | S3.1.2 R1 > S2/2 23:00 repaired | B1 S2/2",
                "but what its station tells after it is newer | S2 1 12:30 +2 B1; S2 born 1 (2 B1); S2 2 13:00 -2 B1 card; S3 1 13:10 +3 B1 | S2.1.2 R1 > S3/3 13:10 | B1 S3/3",
                "an inventory does not show the bike | S1 1 12:00 +1 B1; S1 born 1 (1 -) | none | B1 missing",
                "an inventory shows another dock | S1 1 12:00 +1 B1; S1 born 1 (1 -, 3 B1) | none | B1 S1/3",
                "an inventory shows what is known | S1 1 12:00 +1 B1; S1 born 1 (1 B1) | none | B1 S1/1",
                "an inventory older than a fact | S1 1 12:00 +1 B1, 2 12:10 -1 B1 card; S1 born 1 (1 B1) | S1.1.2 R1 > riding | B1 trip S1.1.2",
                "an inventory that a late fact completes | S1 2 12:10 -1 B1 card; S1 born 1 (1 B1); S1 1 12:00 +1 B1 | S1.1.2 R1 > riding | B1 trip S1.1.2",
                "an end that nobody told yet | S1 1 12:00 +1 B1, 2 12:10 -1 B1 card; S2 2 12:40 -2 B1 crew | S1.1.2 R1 > end-unknown | B1 truck",
                "and then did | S1 1 12:00 +1 B1, 2 12:10 -1 B1 card; S2 2 12:40 -2 B1 crew; S2 1 12:30 +2 B1 | S1.1.2 R1 > S2/2 12:30 | B1 truck",
                "a clock that was set back, told out of order | S1 1 12:00 +1 B1; S1 3 12:20 +2 B1; S1 2 12:25 -1 B1 card | S1.1.2 R1 > S1/2 12:25 | B1 S1/2",
                "an inventory held against what was, though its dock has newer facts | S1 1 12:00 +1 B1, 3 12:20 fault 1 flat; S1 born 2 (1 -); S1 2 12:10 door | none | B1 missing",
                "a new journal after the old | S1 1 12:00 +1 B1, 2 12:10 -1 B1 card; S2 2/1 12:40 -2 B1 nobody; S2 1/1 12:30 +2 B1 | S1.1.2 R1 > S2/2 12:30, S2.2.1 > riding unauthorised | B1 trip S2.2.1",
            })
    void whatIsToldAmountsTo(String what, String script, String trips, String bikes) {
        play(script);
        assertThat(String.join(", ", world.trips())).isEqualTo(trips == null ? "" : trips);
        assertThat(String.join(", ", world.bikes())).isEqualTo(bikes);
        assertThatStationsHoldWhatTheirDocksHold();
    }

    private void assertThatStationsHoldWhatTheirDocksHold() {
        for (String station : List.of("S1", "S2", "S3")) {
            long held = world.docks().stream()
                    .filter(dock -> dock.startsWith(station + "/")
                            && !dock.contains(" - unlocked")
                            && !dock.contains(" - locked"))
                    .count();
            assertThat(world.counts()).contains(station + " " + held);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a lock fails | S1 1 12:00 +1 B1, 2 12:10 jam 1 | S1/1 B1 jammed -",
                "a dock breaks and is repaired | S1 1 12:00 fault 1 flat, 2 12:10 jam 1, 3 12:20 clear 1 | S1/1 - locked -",
                "a late fault | S1 1 12:00 +1 B1, 3 12:20 -1 B1 crew; S1 2 12:10 fault 1 flat | S1/1 - unlocked flat",
                "a late fault before it was cleared | S1 2 12:20 clear 1; S1 1 12:10 fault 1 flat | S1/1 - locked -",
                "not taken | S1 1 12:00 +1 B1, 2 12:10 jam 1, 3 12:20 nottaken 1 B1 | S1/1 B1 locked -",
                "what concerns no dock | S1 1 12:00 +1 B1, 2 12:10 door | S1/1 B1 locked -",
                "an inventory's reading | S1 born 0 (1 - jammed flat) | S1/1 - jammed flat",
                "an inventory's reading counts until a newer fact | S1 2 12:20 +1 B1; S1 born 1 (1 - unlocked flat); S1 1 12:00 door | S1/1 B1 locked flat",
                "what an inventory shows counts until a newer fact | S1 1 12:00 +1 B1, 3 12:20 fault 1 flat; S1 born 2 (1 -); S1 2 12:10 door | S1/1 - locked flat",
                "an inventory's reading stays under a late fact | S1 1 12:00 +1 B1, 3 12:10 jam 1; S1 4 12:20 lost 2 2; S1 born 4 (1 B1); S1 2 12:05 fault 1 flat | S1/1 B1 locked -",
            })
    void docksAreAsTheirFactsTell(String what, String script, String docks) {
        play(script);
        assertThat(world.docks()).containsExactly(docks);
    }

    @Test
    void bikesAtRestAreCountedAfterEachFactThatChangesTheirNumber() {
        play("S1 1 12:00 +1 B1, 2 12:05 +2 B2, 3 12:10 jam 2, 4 12:20 -1 B1 card");
        assertThat(world.availability()).containsExactly("S1.1.1 12:00 1", "S1.1.2 12:05 2", "S1.1.4 12:20 1");
        assertThat(world.counts()).containsExactly("S1 1", "S2 0", "S3 0");
    }

    @Test
    void aLateFactIsCountedWhereItBelongs() {
        play("S1 1 12:00 +1 B1, 3 12:20 -1 B1 card; S1 2 12:10 +2 B2");
        assertThat(world.availability()).containsExactly("S1.1.1 12:00 1", "S1.1.2 12:10 2", "S1.1.3 12:20 1");
        assertThat(world.counts()).contains("S1 1");
    }

    @Test
    void anInventorysDifferencesAreCountedToo() {
        play("S1 1 12:00 +1 B1; S1 born 1 (1 -, 2 B2, 3 B3)");
        assertThat(world.counts()).contains("S1 2");
        assertThat(world.availability())
                .containsExactly("S1.0.1 23:00 0", "S1.0.2 23:00 1", "S1.0.3 23:00 2", "S1.1.1 12:00 1");
    }

    @Test
    void whatAnInventoryShowsIsCountedBeforeNewerFacts() {
        play("S1 2 12:10 +2 B2; S1 born 1 (1 B1); S1 1 12:00 door");
        assertThat(world.availability()).containsExactly("S1.0.1 23:00 1", "S1.1.2 12:10 2");
        assertThat(world.counts()).contains("S1 2");
    }

    @Test
    void aStationStandsWhereItsInventoryStands() {
        play("S1 1 12:00 door");
        rejected("S1.1.2");
        play("S1 born 2 (1 B1)");
        assertThat(world.view().findStation(TwinWorld.S1).orElseThrow().last()).isEqualTo(new AsOf(1, 2));
        assertThat(world.bikes()).containsExactly("B1 S1/1");
        play("S1 born 2 (1 -)");
        assertThat(world.bikes()).containsExactly("B1 missing");
    }

    @Test
    void aTripThatComesOutOtherwiseIsCorrectedOnce() {
        play("S1 1 12:00 +1 B1, 2 12:10 -1 B1 card; S3 1 13:00 +3 B1; S2 1 12:30 +2 B1, 2 12:40 -2 B1 crew");
        assertThat(world.trips()).containsExactly("S1.1.2 R1 > S2/2 12:30");
        assertThat(world.corrections()).containsExactly("S1.1.2: 13:00 > 12:30");
        assertThat(world.charges()).containsExactly("S1.1.2 2000 -1000");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "a ride, told twice | S1 1 12:00 +1 B1, 2 12:10 -1 B1 card; S2 1 12:30 +2 B1; S2 1 12:30 +2 B1 | S1.1.2 1000",
                "a long ride | S1 1 12:00 +1 B1, 2 12:10 -1 B1 card; S2 1 12:51 +2 B1 | S1.1.2 2000",
                "riding | S1 1 12:00 +1 B1, 2 12:10 -1 B1 card | none",
                "nobody's | S1 1 12:00 +1 B1, 2 12:10 -1 B1 nobody; S2 1 12:30 +2 B1 | none",
                "a false start | S1 1 12:00 +1 B1, 2 12:10 -1 B1 card, 3 12:11 +1 B1 | none",
                "repaired | S1 1 12:00 +1 B1, 2 12:10 -1 B1 card; S2 born 0 (2 B1) | none",
                "two rides | S1 1 12:00 +1 B1, 2 12:10 -1 B1 card; S2 1 12:40 +2 B1; S1 3 12:50 +1 B2, 4 12:55 -1 B2 card, 5 12:57 +1 B2 | S1.1.2 1000, S1.1.4 1000",
            })
    void ridersPayForRides(String what, String script, String charges) {
        play(script);
        assertThat(String.join(", ", world.charges())).isEqualTo(charges == null ? "" : charges);
    }

    @Test
    void whatChangedIsTold() {
        play("S1 1 12:00 +1 B1");
        assertThat(world.takeNotices()).containsExactly(new Notice.StationChanged(TwinWorld.S1));
        play("S1 2 12:10 -1 B1 card");
        assertThat(world.takeNotices())
                .containsExactly(
                        new Notice.StationChanged(TwinWorld.S1),
                        new Notice.TripChanged(TripId.parse("S1.1.2"), Optional.of(new RiderId("R1"))));
        play("S1 2 12:10 -1 B1 card");
        assertThat(world.takeNotices()).isEmpty();
        play("S2 born 0 (2 B1)");
        assertThat(world.takeNotices())
                .containsExactly(
                        new Notice.StationChanged(new StationId("S2")),
                        new Notice.StationChanged(new StationId("S2")),
                        new Notice.TripChanged(TripId.parse("S1.1.2"), Optional.of(new RiderId("R1"))));
    }

    @Test
    void aReceiptSaysWhatWasNewWhatWasKnownAndWhatIsMissing() {
        Receipt first = world.tell("S1", "1 12:00 +1 B1, 4 12:10 -1 B1 card, 4 12:10 -1 B1 card");
        assertThat(first).isEqualTo(new Receipt(TwinWorld.S1, 2, 1, List.of(), 1, List.of(new SequenceRange(2, 3))));
        Receipt second = world.tell("S1", "1 12:00 +1 B1, 3 12:05 door, 4 12:10 -1 B1 nobody");
        assertThat(second)
                .isEqualTo(new Receipt(
                        TwinWorld.S1, 1, 1, List.of(FactId.parse("S1.1.4")), 1, List.of(new SequenceRange(2, 2))));
        assertThat(world.quarantine()).containsExactly("S1.1.4 sequence-conflict");
        assertThat(world.tell("S1", "5 12:20 lost 2 2, 7 12:30 door, 2/1 12:40 door")
                        .missing())
                .as("of the newest journal told of")
                .isEmpty();
        assertThat(world.tell("S1", "8 12:50 door").missing()).containsExactly(new SequenceRange(6, 6));
    }

    @Test
    void ofTwoContentsInOneDeliveryTheFirstCounts() {
        Receipt receipt = world.tell("S1", "1 12:00 +1 B1, 1 12:00 +1 B2");
        assertThat(receipt.recorded()).isEqualTo(1);
        assertThat(receipt.conflicts()).containsExactly(FactId.parse("S1.1.1"));
        assertThat(world.docks()).containsExactly("S1/1 B1 locked -");
        assertThat(world.takeNotices())
                .as("a station with an impostor is looked at again")
                .containsExactly(new Notice.StationChanged(TwinWorld.S1), new Notice.StationChanged(TwinWorld.S1));
    }

    @Test
    void eachDeliveryHasItsReceiptInTheirOrder() {
        List<Receipt> receipts = world.ledger.record(List.of(
                TwinWorld.delivery("S2", "1 12:00 +1 B1"),
                TwinWorld.delivery("S1", "1 12:00 +1 B2, 2 12:10 door"),
                TwinWorld.delivery("S2", "1 12:00 +1 B1, 3 12:20 door")));
        assertThat(receipts)
                .containsExactly(
                        new Receipt(new StationId("S2"), 1, 0, List.of(), 1, List.of(new SequenceRange(2, 2))),
                        new Receipt(TwinWorld.S1, 2, 0, List.of(), 1, List.of()),
                        new Receipt(new StationId("S2"), 1, 1, List.of(), 1, List.of(new SequenceRange(2, 2))));
        assertThat(world.ledger.record(List.of())).isEmpty();
    }

    @Test
    void whatCouldNotBeReadIsSetAsideAndIsNotAskedForAgain() {
        Receipt receipt = rejected("S1.1.2");
        assertThat(receipt).isEqualTo(new Receipt(TwinWorld.S1, 0, 0, List.of(), 1, List.of(new SequenceRange(1, 1))));
        assertThat(world.takeNotices()).containsExactly(new Notice.StationChanged(TwinWorld.S1));
        world.tell("S1", "1 12:00 door, 3 12:10 door");
        assertThat(world.tell("S1", "4 12:10 door").missing()).isEmpty();
        rejected("S1.1.2");
        rejected("S1.1.1");
        assertThat(world.quarantine()).containsExactly("S1.1.2 malformed-json");
    }

    private Receipt rejected(String id) {
        Reject reject = new Reject(Optional.of(FactId.parse(id)), "malformed-json", "", ByteBuffer.allocate(0));
        return world.ledger
                .record(List.of(new Delivery(TwinWorld.S1, LedgerWorld.ARRIVAL, List.of(), List.of(reject))))
                .get(0);
    }

    @Test
    void whatTheTablesRefuseIsNarrowedDownToTheFactAtFault() {
        List<Fact> facts = new ArrayList<>(Told.facts("S1", "1 12:00 +1 B1, 2 12:05 door, 3 12:10 fault 2 BAD"));
        facts.addAll(Told.facts("S1", "4 12:20 -1 B1 card, 5 12:30 fault 3 good"));
        List<Fact> sent = facts.stream().map(TwinRecordingTest::spoiled).toList();
        List<Receipt> receipts = world.ledger.record(List.of(
                TwinWorld.delivery("S2", "1 12:00 +1 B2"),
                LedgerWorld.delivery(TwinWorld.S1, sent),
                TwinWorld.delivery("S3", "2 12:00 door")));
        assertThat(receipts)
                .containsExactly(
                        new Receipt(new StationId("S2"), 1, 0, List.of(), 1, List.of()),
                        new Receipt(TwinWorld.S1, 4, 0, List.of(), 1, List.of()),
                        new Receipt(new StationId("S3"), 1, 0, List.of(), 1, List.of(new SequenceRange(1, 1))));
        assertThat(world.quarantine()).containsExactly("S1.1.3 not-recordable");
        assertThat(world.trips()).containsExactly("S1.1.4 R1 > riding");
        assertThat(world.ledger.record(List.of(LedgerWorld.delivery(TwinWorld.S1, sent))))
                .containsExactly(new Receipt(TwinWorld.S1, 0, 4, List.of(), 1, List.of()));
        assertThat(world.quarantine()).hasSize(1);
    }

    @Test
    void whatHasNoIdentityAsksForNothing() {
        Reject reject = new Reject(Optional.empty(), "malformed-json", "", ByteBuffer.allocate(0));
        world.tell("S1", "2 12:00 door");
        assertThat(world.ledger.record(
                        List.of(new Delivery(TwinWorld.S1, LedgerWorld.ARRIVAL, List.of(), List.of(reject)))))
                .containsExactly(new Receipt(TwinWorld.S1, 0, 0, List.of(), 0, List.of()));
        assertThat(world.quarantine()).containsExactly("- malformed-json");
    }

    /** PostgreSQL's text has no such character. */
    private static Fact spoiled(Fact fact) {
        return fact.event() instanceof Event.DockFault broken && broken.code().equals("BAD")
                ? new Fact(fact.id(), fact.stamp(), new Event.DockFault(broken.dock(), "nul\0"))
                : fact;
    }
}
