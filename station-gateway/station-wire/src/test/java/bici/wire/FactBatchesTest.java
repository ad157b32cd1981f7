package bici.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FactBatchesTest {
    @Test
    void fiveHundredDockFactsFitInOneMessage() {
        List<FactBatches.Batch> batches = FactBatches.cut(
                3, IntStream.rangeClosed(1, 500).mapToObj(SampleFacts::docked).toList());
        assertThat(batches).hasSize(1);
        assertThat(batches.getFirst().payload()).hasSizeLessThanOrEqualTo(WireLimits.LARGE_BYTES);
    }

    @Test
    void everyBatchIsTakenAndTogetherTheyAreAllFactsInOrder() {
        List<WireFact> facts = IntStream.rangeClosed(1, 2_345)
                .mapToObj(i -> i % 3 == 0 ? SampleFacts.docked(i) : SampleFacts.removedByCard(i))
                .toList();
        List<FactBatches.Batch> batches = FactBatches.cut(3, facts);
        assertThat(batches).allSatisfy(batch -> {
            Decoded decoded = StationCodec.decodeUp("facts", batch.payload());
            assertThat(decoded.flaws()).isEmpty();
            assertThat(decoded.message()).contains(batch.facts());
            assertThat(batch.facts().journal()).isEqualTo(3);
        });
        assertThat(batches.stream().flatMap(batch -> batch.facts().facts().stream()))
                .containsExactlyElementsOf(facts);
    }

    @Test
    void batchesCutBySizeAreNearlyFull() {
        List<FactBatches.Batch> batches = FactBatches.cut(
                3,
                IntStream.rangeClosed(1, 1_000)
                        .mapToObj(SampleFacts::removedByCard)
                        .toList());
        assertThat(batches.subList(0, batches.size() - 1))
                .allSatisfy(batch -> assertThat(batch.payload()).hasSizeBetween(60_000, WireLimits.LARGE_BYTES));
    }

    @Test
    void nothingWaitingIsNoBatch() {
        assertThat(FactBatches.cut(1, List.of())).isEmpty();
    }
}
