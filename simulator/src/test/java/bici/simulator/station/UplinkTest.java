package bici.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;

import bici.wire.ClockQuality;
import bici.wire.StationCodec;
import bici.wire.UpMessage;
import bici.wire.WireFact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UplinkTest {
    @TempDir
    Path folder;

    private final List<Outgoing> published = new ArrayList<>();
    private StationJournal journal;
    private Uplink uplink;

    @BeforeEach
    void openJournal() {
        journal = StationJournal.open(folder);
        journal.appendAll(LongStream.rangeClosed(1, 10_000)
                .mapToObj(n ->
                        new WireFact(n, n, n, 1, ClockQuality.SYNCED, true, new WireFact.Happening.Door(n % 2 == 0))));
        uplink = new Uplink(journal, published::add);
    }

    @AfterEach
    void closeJournal() {
        journal.close();
    }

    @Test
    void factsWaitUntilTheStationIsAcceptedButItsBirthDoesNot() {
        uplink.send(new UpMessage.Death("n"));
        assertThat(published).extracting(Outgoing::kind).containsExactly("death");
    }

    @Test
    void neverMoreThanTheWindowIsUnderWay() {
        uplink.open();
        assertThat(published).hasSize(Uplink.WINDOW);

        uplink.acknowledged(published.getFirst());
        assertThat(published).hasSize(Uplink.WINDOW + 1);
    }

    @Test
    void theMarkMovesOnlyOverWhatIsAcknowledgedWithoutAGap() {
        uplink.open();
        uplink.acknowledged(published.get(1));
        assertThat(journal.acknowledged()).isZero();

        uplink.acknowledged(published.get(0));
        assertThat(journal.acknowledged()).isEqualTo(published.get(1).upToSequence());
    }

    @Test
    void everyFactGoesOutInOrderAndOnce() {
        uplink.open();
        for (int i = 0; i < published.size(); i++) {
            uplink.acknowledged(published.get(i));
        }
        assertThat(published.stream().flatMapToLong(UplinkTest::sequences).toArray())
                .isEqualTo(LongStream.rangeClosed(1, 10_000).toArray());
        assertThat(published)
                .allSatisfy(message -> assertThat(message.payload().length).isLessThanOrEqualTo(65_536));
        assertThat(journal.waiting()).isZero();
    }

    @Test
    void afterALostConnectionEverythingUnacknowledgedIsSentAgain() {
        uplink.open();
        uplink.acknowledged(published.getFirst());
        long acknowledged = journal.acknowledged();
        List<Outgoing> old = List.copyOf(published);
        published.clear();

        uplink.restart();
        assertThat(published).isEmpty();
        uplink.acknowledged(old.get(1));
        uplink.open();

        assertThat(journal.acknowledged()).isEqualTo(acknowledged);
        assertThat(sequences(published.getFirst()).findFirst()).hasValue(acknowledged + 1);
    }

    @Test
    void whatIsAskedForAgainIsSentWithoutMovingTheMark() {
        uplink.sendAgain(100, 700);

        assertThat(published.stream().flatMapToLong(UplinkTest::sequences).toArray())
                .isEqualTo(LongStream.rangeClosed(100, 700).toArray());
        List.copyOf(published).forEach(uplink::acknowledged);
        assertThat(journal.acknowledged()).isZero();
    }

    @Test
    void whatIsAskedForAcrossSkippedNumbersIsSentAsFarAsItIsThere() {
        journal.skip(600);
        journal.append(new Stamp(1, 1, 1, ClockQuality.SYNCED, true), new WireFact.Happening.Door(true));

        uplink.sendAgain(9_999, 10_300);
        assertThat(published.stream().flatMapToLong(UplinkTest::sequences).toArray())
                .containsExactly(9_999, 10_000);

        published.clear();
        uplink.sendAgain(10_300, 10_601);
        assertThat(published.stream().flatMapToLong(UplinkTest::sequences).toArray())
                .containsExactly(10_601);
    }

    private static LongStream sequences(Outgoing message) {
        UpMessage decoded = StationCodec.decodeUp(message.kind(), message.payload())
                .message()
                .orElseThrow();
        return decoded instanceof UpMessage.Facts facts
                ? facts.facts().stream().mapToLong(WireFact::sequence)
                : LongStream.empty();
    }
}
