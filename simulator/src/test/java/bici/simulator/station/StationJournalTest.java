package bici.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.wire.ClockQuality;
import bici.wire.WireFact;
import bici.wire.WireFact.Cause;
import bici.wire.WireFact.Happening;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StationJournalTest {
    private static final Stamp STAMP = new Stamp(1_443_700_000_000L, 5_000, 1, ClockQuality.SYNCED, true);

    @TempDir
    Path folder;

    private static WireFact fact(long sequence) {
        return new WireFact(
                sequence, 1_443_700_000_000L + sequence, sequence, 1, ClockQuality.SYNCED, true, happening(sequence));
    }

    private static Happening happening(long sequence) {
        return sequence % 2 == 1
                ? new Happening.BikeDocked(1, "bike-" + sequence)
                : new Happening.BikeRemoved(1, "bike-" + (sequence - 1), new Cause.ByCrew("c".repeat(32)));
    }

    private static Stream<WireFact> facts(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(StationJournalTest::fact);
    }

    private Path newestFile() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".facts"))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    @Test
    void whatWasAppendedIsReadBackInOrderAfterReopening() {
        try (StationJournal journal = StationJournal.open(folder)) {
            journal.append(STAMP, new Happening.BikeDocked(3, "b1"));
            journal.append(STAMP, new Happening.Door(true));
        }
        try (StationJournal journal = StationJournal.open(folder)) {
            assertThat(journal.append(STAMP, new Happening.Door(false)).sequence())
                    .isEqualTo(3);
            assertThat(journal.read(1, 10))
                    .extracting(WireFact::happening)
                    .containsExactly(
                            new Happening.BikeDocked(3, "b1"), new Happening.Door(true), new Happening.Door(false));
            assertThat(journal.number()).isEqualTo(1);
        }
    }

    @Test
    void aHundredThousandFactsAreReadInPagesFromTheMark() {
        try (StationJournal journal = StationJournal.open(folder)) {
            journal.appendAll(facts(1, 100_001));
            journal.acknowledge(9_990);
            List<WireFact> read = new ArrayList<>();
            long next = journal.acknowledged() + 1;
            for (List<WireFact> page = journal.read(next, 500); !page.isEmpty(); page = journal.read(next, 500)) {
                read.addAll(page);
                next += page.size();
            }

            assertThat(read).hasSize(100_001 - 9_990);
            assertThat(read.getFirst()).isEqualTo(fact(9_991));
            assertThat(read.getLast()).isEqualTo(fact(100_001));
            assertThat(journal.read(20_000, 2)).containsExactly(fact(20_000), fact(20_001));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 30, 100})
    void aLineTornByACrashIsCutOffAndItsNumberIsGivenAgain(int lost) throws IOException {
        try (StationJournal journal = StationJournal.open(folder)) {
            journal.appendAll(facts(1, 20));
        }
        long size = Files.size(newestFile());
        try (FileChannel channel = FileChannel.open(newestFile(), StandardOpenOption.WRITE)) {
            channel.truncate(size - lost);
        }
        try (StationJournal journal = StationJournal.open(folder)) {
            assertThat(journal.lastSequence()).isEqualTo(19);
            journal.appendAll(facts(20, 21));
            assertThat(journal.read(19, 10)).containsExactly(fact(19), fact(20), fact(21));
        }
    }

    @Test
    void aJournalDamagedInTheMiddleIsRefused() throws IOException {
        try (StationJournal journal = StationJournal.open(folder)) {
            journal.appendAll(facts(1, 20));
        }
        damage(newestFile(), "bike-11", "bike-17");

        assertThatThrownBy(() -> StationJournal.open(folder))
                .isInstanceOf(JournalCorrupt.class)
                .hasMessageContaining(newestFile().toString());
    }

    @Test
    void damageInAnOlderFileIsNoticedWhenItIsRead() throws IOException {
        try (StationJournal journal = StationJournal.open(folder)) {
            journal.appendAll(facts(1, 10_050));
        }
        Path oldest;
        try (Stream<Path> files = Files.list(folder)) {
            oldest = files.filter(file -> file.toString().endsWith(".facts"))
                    .min(Path::compareTo)
                    .orElseThrow();
        }
        damage(oldest, "bike-11", "bike-17");
        try (StationJournal journal = StationJournal.open(folder)) {
            assertThatThrownBy(() -> journal.read(1, 500))
                    .isInstanceOf(JournalCorrupt.class)
                    .hasMessageContaining("expected fact 11");
        }
    }

    @Test
    void aMarkPastTheEndIsRefused() throws IOException {
        try (StationJournal journal = StationJournal.open(folder)) {
            journal.appendAll(facts(1, 20));
            journal.acknowledge(20);
        }
        Files.writeString(newestFile(), "");

        assertThatThrownBy(() -> StationJournal.open(folder)).isInstanceOf(JournalCorrupt.class);
    }

    @Test
    void theMarkNeverGoesBackAndMayLagAfterACrashButNeverLead() {
        StationJournal crashed = StationJournal.open(folder);
        crashed.appendAll(facts(1, 3_000));
        crashed.acknowledge(1_500);
        crashed.acknowledge(700);
        assertThat(crashed.acknowledged()).isEqualTo(1_500);
        crashed.acknowledge(1_900);

        try (StationJournal journal = StationJournal.open(folder)) {
            assertThat(journal.acknowledged()).isBetween(0L, 1_900L);
            assertThat(journal.waiting()).isEqualTo(3_000 - journal.acknowledged());
        }
        crashed.close();
    }

    @Test
    void numbersCannotBeSkipped() {
        try (StationJournal journal = StationJournal.open(folder)) {
            assertThatThrownBy(() -> journal.appendAll(facts(2, 3))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> journal.acknowledge(1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aCounterThatWasMadeToSkipLeavesNumbersOutForEver() {
        try (StationJournal journal = StationJournal.open(folder)) {
            journal.appendAll(facts(1, 3));
            journal.skip(4);
            journal.skip(1);
            assertThat(journal.lastSequence()).isEqualTo(3);
            assertThat(journal.nextSequence()).isEqualTo(9);
            assertThat(journal.append(STAMP, new Happening.Door(true)).sequence())
                    .isEqualTo(9);
            journal.acknowledge(3);
            assertThat(sequences(journal, 4)).containsExactly(9L);
        }
        try (StationJournal journal = StationJournal.open(folder)) {
            assertThat(journal.append(STAMP, new Happening.Door(false)).sequence())
                    .isEqualTo(10);
            assertThat(sequences(journal, 1)).containsExactly(1L, 2L, 3L, 9L, 10L);
            assertThat(journal.listSkipped(1, 6)).containsExactly(new SkippedNumbers.Range(4, 6));
            assertThat(journal.listSkipped(9, 10)).isEmpty();
            journal.acknowledge(10);
            assertThat(journal.waiting()).isZero();
        }
    }

    @Test
    void aSkipThatACrashCutOffBeforeItsFactLeavesNothingOut() throws IOException {
        try (StationJournal journal = StationJournal.open(folder)) {
            journal.appendAll(facts(1, 3));
            journal.skip(4);
            journal.append(STAMP, new Happening.Door(true));
        }
        String whole = Files.readString(newestFile());
        Files.writeString(newestFile(), whole.substring(0, whole.length() - 5));

        try (StationJournal journal = StationJournal.open(folder)) {
            assertThat(journal.lastSequence()).isEqualTo(3);
            assertThat(journal.append(STAMP, new Happening.Door(true)).sequence())
                    .isEqualTo(4);
            assertThat(sequences(journal, 1)).containsExactly(1L, 2L, 3L, 4L);
            assertThat(journal.listSkipped(1, 20)).isEmpty();
        }
    }

    private static List<Long> sequences(StationJournal journal, long from) {
        return journal.read(from, 100).stream().map(WireFact::sequence).toList();
    }

    @Test
    void theJournalKnowsWhatStandsInTheDocks() {
        try (StationJournal journal = StationJournal.open(folder)) {
            journal.appendAll(facts(1, 21));
            assertThat(journal.bikesByDock()).isEqualTo(Map.of(1, "bike-21"));
        }
    }

    private static void damage(Path file, String from, String to) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        Files.writeString(file, text.replaceFirst(from, to));
    }
}
