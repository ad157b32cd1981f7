package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Delivery;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Receipt;
import bici.fleet.vocabulary.StationId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A fact that is well formed for us but that the database does not take: a zero byte in a text. */
class RefusedFactTest {
    private static final StationId S1 = new StationId("S1");
    private static LedgerWorld world;

    @BeforeAll
    static void open() {
        world = LedgerWorld.withStations("S1");
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void startAnew() {
        world.startAnew("S1", "S2", "S3");
    }

    @Test
    void itGoesToQuarantineAndTheRestOfItsMessageIsKept() {
        List<Fact> facts = new ArrayList<>(Told.facts("S1", "1 12:00 +1 B1, 2 12:05 door, 3 12:10 -1 B1 card"));
        facts.set(1, poison("S1", 2));
        Receipt receipt = world.deliver(S1, facts);
        assertThat(List.of(receipt.recorded(), receipt.duplicates())).containsExactly(2, 0);
        assertThat(world.texts(Show.QUARANTINE)).containsExactly("S1.1.2 not-recordable");
        assertThat(world.texts(Show.BIKES)).containsExactly("B1 trip S1.1.3");
        assertThat(receipt.missing()).isEmpty();
        assertThat(world.violations()).isEmpty();
    }

    @Test
    void toldAgainItIsKeptOnceAndAGoodOneOfItsNameIsTaken() {
        world.deliver(S1, List.of(poison("S1", 1)));
        world.deliver(S1, List.of(poison("S1", 1)));
        assertThat(world.texts(Show.QUARANTINE)).containsExactly("S1.1.1 not-recordable");
        assertThat(world.tell("S1", "1 12:00 +1 B1").recorded()).isEqualTo(1);
        assertThat(world.texts(Show.BIKES)).containsExactly("B1 dock S1/1");
    }

    @Test
    void theGapsBelowItAreToldAlsoWhenItComesLast() {
        List<Fact> facts = List.of(Told.fact("S1", "2 12:00 door"), poison("S1", 4));
        assertThat(world.deliver(S1, facts).missing())
                .hasToString("[SequenceRange[from=1, to=1], SequenceRange[from=3, to=3]]");
        assertThat(world.deliver(S1, List.of(poison("S1", 4))).missing()).hasSize(2);
    }

    @Test
    void amongManyStationsOnlyTheFactsAtFaultAreLeftOut() {
        List<Delivery> batch = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            for (String station : List.of("S1", "S2", "S3")) {
                batch.add(round(station, round));
            }
        }
        List<Receipt> receipts = world.ledger().record(batch);
        assertThat(receipts)
                .extracting(Receipt::station)
                .isEqualTo(batch.stream().map(Delivery::station).toList());
        assertThat(receipts).extracting(Receipt::recorded).containsExactly(10, 9, 10, 10, 9, 10, 10, 9, 10, 10, 9, 10);
        assertThat(world.count("fact")).isEqualTo(116);
        assertThat(world.texts(Show.QUARANTINE))
                .containsExactly(
                        "S2.1.4 not-recordable",
                        "S2.1.14 not-recordable",
                        "S2.1.24 not-recordable",
                        "S2.1.34 not-recordable");
        assertThat(world.violations()).isEmpty();
    }

    private static Delivery round(String station, int round) {
        String lines = IntStream.rangeClosed(1, 10)
                .mapToObj(i -> (10 * round + i) + " 12:00 door")
                .collect(Collectors.joining(", "));
        List<Fact> facts = new ArrayList<>(Told.facts(station, lines));
        if (station.equals("S2")) {
            facts.set(3, poison(station, 10 * round + 4));
        }
        return LedgerWorld.delivery(new StationId(station), facts);
    }

    @Test
    void halfACharacterIsStoredAsOneThatSaysSoAndToldAgainItIsTheSame() {
        Fact fact = Told.fact("S1", "1 12:00 fault 1 x\ud800");
        world.deliver(S1, List.of(fact));
        Receipt again = world.deliver(S1, List.of(fact));
        assertThat(again.conflicts()).isEmpty();
        assertThat(world.texts(Show.QUARANTINE)).hasSizeLessThanOrEqualTo(1);
    }

    private static Fact poison(String station, long sequence) {
        Fact good = Told.fact(station, sequence + " 12:05 door");
        return new Fact(good.id(), good.stamp(), new Event.DockFault(7, "a\u0000b"));
    }
}
