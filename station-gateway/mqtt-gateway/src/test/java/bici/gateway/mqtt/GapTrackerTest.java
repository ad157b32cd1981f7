package bici.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.vocabulary.SequenceRange;
import bici.gateway.limits.Backoff;
import bici.gateway.mqtt.GapTracker.Question;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GapTrackerTest {
    private static final long SECOND = 1_000_000_000L;

    private final GapTracker gaps =
            new GapTracker(new Backoff(Duration.ofSeconds(4), Duration.ofSeconds(60)), new Random(1));

    @Test
    void aNewGapIsAskedForAtOnceAndOnlyOnce() {
        assertThat(gaps.update(1, List.of(range(3, 9)), 0)).containsExactly(question(3, 9));
        assertThat(gaps.update(1, List.of(range(3, 9)), SECOND)).isEmpty();
        assertThat(gaps.due(SECOND)).isEmpty();
    }

    @Test
    void aGapThatIsBeingFilledIsNotAskedForAgain() {
        gaps.update(1, List.of(range(3, 9)), 0);
        assertThat(gaps.update(1, List.of(range(6, 9)), SECOND)).isEmpty();
    }

    @Test
    void whatDoesNotComeIsAskedForAgainWithGrowingWaitsFromWhereItStillLacks() {
        gaps.update(1, List.of(range(3, 9)), 0);
        gaps.update(1, List.of(range(5, 9)), SECOND);
        assertThat(gaps.due(4 * SECOND)).containsExactly(question(5, 9));
        assertThat(gaps.due(7 * SECOND)).isEmpty();
        assertThat(gaps.due(12 * SECOND)).containsExactly(question(5, 9));
        assertThat(gaps.due(19 * SECOND)).isEmpty();
    }

    @Test
    void aFilledGapIsForgotten() {
        gaps.update(1, List.of(range(3, 9)), 0);
        assertThat(gaps.update(1, List.of(), SECOND)).isEmpty();
        assertThat(gaps.due(1_000 * SECOND)).isEmpty();
    }

    @Test
    void journalsAreKeptApart() {
        gaps.update(1, List.of(range(3, 9)), 0);
        assertThat(gaps.update(2, List.of(range(3, 9)), 0)).containsExactly(new Question(2, range(3, 9)));
        gaps.update(2, List.of(), SECOND);
        assertThat(gaps.due(1_000 * SECOND)).containsExactly(question(3, 9));
    }

    private static SequenceRange range(long from, long to) {
        return new SequenceRange(from, to);
    }

    private static Question question(long from, long to) {
        return new Question(1, range(from, to));
    }
}
