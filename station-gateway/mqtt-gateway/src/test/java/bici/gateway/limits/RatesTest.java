package bici.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.vocabulary.StationId;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RatesTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aBucketGivesItsBurstAndThenItsRate() {
        TokenBucket bucket = new TokenBucket(10, 30, 0);
        assertThat(taken(bucket, 100, 0)).isEqualTo(30);
        assertThat(bucket.waitMs()).isEqualTo(100);
        assertThat(taken(bucket, 100, SECOND)).isEqualTo(10);
        assertThat(taken(bucket, 100, 100 * SECOND)).isEqualTo(30);
    }

    @Test
    void aClockThatStandsOrGoesBackGivesNothing() {
        TokenBucket bucket = new TokenBucket(10, 1, SECOND);
        assertThat(taken(bucket, 5, SECOND)).isEqualTo(1);
        assertThat(taken(bucket, 5, 0)).isZero();
    }

    @Test
    void oneStationsHasteDoesNotCostAnother() {
        ConnectRates rates = new ConnectRates(6, 1_000, 0);
        StationId hasty = new StationId("S1");
        for (int i = 0; i < 6; i++) {
            assertThat(rates.findWaitMs(hasty, 0)).isEmpty();
        }
        assertThat(rates.findWaitMs(hasty, 0)).hasValue(10_000);
        assertThat(rates.findWaitMs(new StationId("S2"), 0)).isEmpty();
        assertThat(rates.findWaitMs(hasty, 10 * SECOND)).isEmpty();
    }

    @Test
    void allStationsTogetherAreHeldToTheGlobalRate() {
        ConnectRates rates = new ConnectRates(6, 3, 0);
        for (int i = 0; i < 3; i++) {
            assertThat(rates.findWaitMs(new StationId("S" + i), 0)).isEmpty();
        }
        assertThat(rates.findWaitMs(new StationId("S9"), 0)).isPresent();
    }

    @Test
    void waitsDoubleUpToTheirLimitAndAreSpreadOverTheUpperHalf() {
        Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
        Random random = new Random(1);
        for (int attempt = 0; attempt < 40; attempt++) {
            long whole = Math.min(5_000, 200L << Math.min(attempt, 10));
            for (int i = 0; i < 100; i++) {
                assertThat(backoff.wait(attempt, random))
                        .isBetween(Duration.ofMillis(whole / 2), Duration.ofMillis(whole));
            }
        }
    }

    private static int taken(TokenBucket bucket, int tries, long nowNanos) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += bucket.tryTake(nowNanos) ? 1 : 0;
        }
        return taken;
    }
}
