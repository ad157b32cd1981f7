package bici.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;

import bici.wire.ClockQuality;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StationClockTest {
    private final AtomicLong nanos = new AtomicLong(-7_000_000_000L);
    private final StationClock clock = new StationClock(
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), nanos::get, -10_000_000_000L, 3, ClockQuality.SYNCED);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void uptimeGoesOnFromTheBoot() {
        pass(Duration.ofSeconds(5));

        assertThat(clock.uptimeMs()).isEqualTo(8_000);
    }

    @Test
    void uptimeThatWrapsBeginsAnewInTheSameBoot() {
        clock.wrapUptime();
        pass(Duration.ofSeconds(2));

        assertThat(clock.stamp(false).uptimeMs()).isEqualTo(2_000);
        assertThat(clock.boot()).isEqualTo(3);
    }

    @Test
    void uptimeThatStandsStillFallsBehindByTheTimeItStood() {
        clock.stopUptime();
        pass(Duration.ofSeconds(60));
        assertThat(clock.uptimeMs()).isEqualTo(3_000);

        clock.resumeUptime();
        pass(Duration.ofSeconds(1));
        assertThat(clock.uptimeMs()).isEqualTo(4_000);
    }

    @Test
    void uptimeThatJumpsIsAheadBySoMuch() {
        clock.jumpUptime(Duration.ofHours(1_000));

        assertThat(clock.uptimeMs())
                .isEqualTo(Duration.ofHours(1_000).plusSeconds(3).toMillis());
    }

    @Test
    void theNextBootHasAnUptimeOfItsOwn() {
        clock.stopUptime();
        pass(Duration.ofSeconds(60));
        clock.restart();
        pass(Duration.ofSeconds(1));

        assertThat(clock.uptimeMs()).isEqualTo(1_000);
        assertThat(clock.boot()).isEqualTo(4);
    }

    @Test
    void theTimerOnlyGoesOn() {
        long before = clock.timerMs();
        clock.stopUptime();
        clock.jumpUptime(Duration.ofHours(1));
        clock.wrapUptime();
        pass(Duration.ofSeconds(9));
        clock.restart();

        assertThat(clock.timerMs() - before).isEqualTo(9_000);
    }
}
