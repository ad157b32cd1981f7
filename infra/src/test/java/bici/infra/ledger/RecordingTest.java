package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Delivery;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Receipt;
import bici.fleet.dock.Reject;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receipt tells, and what is kept of repeated, contradicting, missing and unrecordable facts. */
class RecordingTest {
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

    @AfterEach
    void nothingIsBroken() {
        assertThat(world.violations()).isEmpty();
    }

    @Test
    void factsToldAgainAreCountedAndChangeNothing() {
        String lines = "1 12:00 +1 B1, 2 12:10 -1 B1 card, 3 12:20 +2 B1, 4 12:30 jam 1, 5 12:31 door";
        List<Fact> facts = Told.facts("S1", lines);
        List<Fact> twice = new ArrayList<>(facts);
        twice.addAll(facts);
        Receipt first = world.deliver(S1, twice);
        List<String> state = state();
        Receipt second = world.deliver(S1, facts);
        assertThat(List.of(first.recorded(), first.duplicates())).containsExactly(5, 5);
        assertThat(List.of(second.recorded(), second.duplicates())).containsExactly(0, 5);
        assertThat(second.conflicts()).isEmpty();
        assertThat(state()).isEqualTo(state);
        assertThat(world.texts(Show.QUARANTINE)).isEmpty();
    }

    @Test
    void everyKindOfFactToldAgainIsTheSame() {
        List<Fact> facts = EveryEvent.facts(S1);
        assertThat(world.deliver(S1, facts).recorded()).isEqualTo(facts.size());
        Receipt again = world.deliver(S1, facts);
        assertThat(again.duplicates()).isEqualTo(facts.size());
        assertThat(again.conflicts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 12:00 +2 B1",
                "1 12:00 +1 B2",
                "1 12:01 +1 B1",
                "1 12:00 -1 B1 card",
                "1 12:00 door",
                "1 12:00 jam 1"
            })
    void theSameSequenceWithOtherContentIsKeptApartAndChangesNothing(String other) {
        world.tell("S1", "1 12:00 +1 B1");
        List<String> state = state();
        Receipt receipt = world.tell("S1", other);
        assertThat(receipt.conflicts()).containsExactly(FactId.parse("S1.1.1"));
        assertThat(List.of(receipt.recorded(), receipt.duplicates())).containsExactly(0, 0);
        assertThat(state()).isEqualTo(state);
        assertThat(world.texts(Show.QUARANTINE)).containsExactly("S1.1.1 sequence-conflict");
    }

    @Test
    void ofTwoContentsInOneBatchTheFirstStays() {
        Receipt receipt = world.tell("S1", "1 12:00 +1 B1, 1 12:00 +2 B1");
        assertThat(receipt.conflicts()).containsExactly(FactId.parse("S1.1.1"));
        assertThat(world.texts(Show.DOCKS)).containsExactly("S1/1 B1 locked -");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 12:00 +1 B1, 1 12:00 +2 B1",
                "1 12:00 +2 B1, 1 12:00 +1 B1",
                "1 12:01 +1 B1, 1 12:00 +1 B1",
                "1 12:00 +1 B1, 1 12:01 +1 B1"
            })
    void aRepeatedFactBesideAConflictingOneIsToldFromIt(String both) {
        world.tell("S1", "1 12:00 +1 B1");
        Receipt receipt = world.tell("S1", both);
        assertThat(receipt.duplicates()).isEqualTo(1);
        assertThat(receipt.conflicts()).hasSize(1);
    }

    @Test
    void aConflictToldAgainIsKeptOnce() {
        world.tell("S1", "1 12:00 +1 B1");
        world.tell("S1", "1 12:00 +2 B1");
        assertThat(world.tell("S1", "1 12:00 +2 B1").conflicts()).hasSize(1);
        assertThat(world.tell("S1", "1 12:00 +3 B1, 1 12:00 +3 B1").conflicts()).hasSize(2);
        assertThat(world.texts(Show.QUARANTINE))
                .containsExactly("S1.1.1 sequence-conflict", "S1.1.1 sequence-conflict");
    }

    @Test
    void gapsAreToldUntilTheyCloseByLateFactsOrAreDeclaredLost() {
        assertThat(missing(world.tell("S1", "4 12:04 door, 9 12:09 door"))).isEqualTo("1-3 5-8");
        assertThat(missing(world.tell("S1", "2 12:02 door"))).isEqualTo("1-1 3-3 5-8");
        assertThat(missing(world.tell("S1", "10 12:10 lost 5 7"))).isEqualTo("1-1 3-3 8-8");
        assertThat(missing(world.tell("S1", "8 12:08 door, 3 12:03 door"))).isEqualTo("1-1");
        assertThat(missing(world.tell("S1", "2/2 12:12 door"))).isEqualTo("1-1");
        assertThat(missing(world.tell("S1", "2/1 12:11 door"))).isEmpty();
        assertThat(missing(world.tell("S1", "1 12:01 door"))).isEmpty();
    }

    @Test
    void aLostFactThatTurnsUpIsTaken() {
        world.tell("S1", "3 12:03 lost 1 2");
        assertThat(world.tell("S1", "2 12:02 +1 B1").recorded()).isEqualTo(1);
        assertThat(world.texts(Show.BIKES)).containsExactly("B1 dock S1/1");
    }

    @Test
    void atMostSixteenGapsAreTold() {
        StringBuilder lines = new StringBuilder("2 12:00 door");
        for (int sequence = 4; sequence <= 60; sequence += 2) {
            lines.append(", ").append(sequence).append(" 12:00 door");
        }
        assertThat(world.tell("S1", lines.toString()).missing()).hasSize(Receipt.MAX_MISSING);
    }

    @Test
    void aRejectedFactCountsAsReceivedAndIsKeptOnce() {
        Receipt first = reject("S1.1.2");
        Receipt again = reject("S1.1.2");
        assertThat(missing(first)).isEqualTo("1-1");
        assertThat(missing(again)).isEqualTo("1-1");
        assertThat(world.texts(Show.QUARANTINE)).containsExactly("S1.1.2 out-of-range");
        assertThat(missing(world.tell("S1", "1 12:00 door"))).isEmpty();
        assertThat(world.texts("SELECT convert_from(payload, 'UTF8') FROM quarantine"))
                .containsExactly("{\"dock\":-1}");
    }

    @Test
    void aGoodFactIsTakenAfterARejectedOneOfItsName() {
        reject("S1.1.1");
        assertThat(world.tell("S1", "1 12:00 +1 B1").recorded()).isEqualTo(1);
        assertThat(world.tell("S1", "1 12:00 +1 B1").duplicates()).isEqualTo(1);
        reject("S1.1.1");
        assertThat(world.texts(Show.QUARANTINE)).containsExactly("S1.1.1 out-of-range");
        assertThat(world.texts(Show.BIKES)).containsExactly("B1 dock S1/1");
    }

    @Test
    void aMessageThatNobodyCanReadIsKeptToo() {
        ByteBuffer payload = ByteBuffer.wrap(new byte[] {0, (byte) 0xFF, '\\', '\n'});
        Reject reject = new Reject(Optional.empty(), "malformed-json", "at \u0000 \ud800 \\N\t\n", payload);
        world.tell("S1", "1 12:00 door");
        world.ledger().record(List.of(new Delivery(S1, LedgerWorld.ARRIVAL, List.of(), List.of(reject))));
        assertThat(world.texts("SELECT encode(payload, 'hex') FROM quarantine")).containsExactly("00ff5c0a");
        assertThat(world.tell("S1", "1 12:00 door").duplicates()).isEqualTo(1);
    }

    private static Receipt reject(String id) {
        ByteBuffer payload = ByteBuffer.wrap("{\"dock\":-1}".getBytes(StandardCharsets.UTF_8));
        Reject reject = new Reject(Optional.of(FactId.parse(id)), "out-of-range", "dock", payload);
        return world.ledger()
                .record(List.of(new Delivery(S1, LedgerWorld.ARRIVAL, List.of(), List.of(reject))))
                .get(0);
    }

    private static String missing(Receipt receipt) {
        return String.join(
                " ",
                receipt.missing().stream().map(r -> r.from() + "-" + r.to()).toList());
    }

    private static List<String> state() {
        List<String> state = new ArrayList<>();
        for (String sql : List.of(
                Show.DOCKS,
                Show.BIKES,
                Show.TRIPS,
                Show.AVAILABILITY,
                Show.CORRECTIONS,
                "SELECT fact::text FROM fact ORDER BY 1",
                "SELECT station_journal::text FROM station_journal ORDER BY 1",
                "SELECT station_state::text FROM station_state ORDER BY 1")) {
            state.addAll(world.texts(sql));
        }
        return state;
    }
}
