package bici.infra.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyClockTest {
    private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");

    private final Machine machine = new Machine();
    private final SteadyClock clock = new SteadyClock(machine, () -> machine.nanos);

    /** A calendar that can be stepped, and a timer that cannot. */
    private static final class Machine extends Clock {
        private long nanos = 42;
        private Duration stepped = Duration.ZERO;

        void goOn(Duration by) {
            nanos += by.toNanos();
        }

        @Override
        public Instant instant() {
            return START.plusNanos(nanos - 42).plus(stepped);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void goesOnWithTheMachine() {
        assertThat(clock.instant()).isEqualTo(START);
        machine.goOn(Duration.ofMillis(1_500));
        assertThat(clock.instant()).isEqualTo(START.plusMillis(1_500));
        machine.goOn(Duration.ofNanos(10));
        assertThat(clock.instant()).isEqualTo(START.plusMillis(1_500).plusNanos(10));
    }

    @ParameterizedTest
    @ValueSource(ints = {-600, -10, 10, 600})
    void aStepIsApproachedSlowlyAndNoTimeComesTwice(int seconds) {
        machine.stepped = Duration.ofSeconds(seconds);
        Instant before = clock.instant();
        Duration step = Duration.ofSeconds(10);
        for (int i = 0; i < 360; i++) {
            machine.goOn(step);
            Instant now = clock.instant();
            assertThat(Duration.between(before, now)).isBetween(step.minusMillis(5), step.plusMillis(5));
            before = now;
        }
        Duration moved = Duration.between(START.plus(Duration.ofHours(1)), before);
        assertThat(moved.abs()).isBetween(Duration.ofMillis(1_799), Duration.ofMillis(1_801));
        assertThat(moved.isNegative()).isEqualTo(seconds < 0);
    }

    @Test
    void aSmallDifferenceIsGoneSoon() {
        machine.stepped = Duration.ofMillis(3);
        machine.goOn(Duration.ofSeconds(60));
        assertThat(clock.instant()).isEqualTo(machine.instant());
    }

    @Test
    void oftenAskedItStillApproaches() {
        machine.stepped = Duration.ofSeconds(1);
        for (int i = 0; i < 100_000; i++) {
            machine.goOn(Duration.ofNanos(100_000));
            clock.instant();
        }
        assertThat(Duration.between(START.plusSeconds(10), clock.instant()))
                .isBetween(Duration.ofMillis(4), Duration.ofMillis(5));
    }

    @Test
    void afterTheMachineWasSuspendedItIsFollowedAtOnceAndNeverBack() {
        machine.stepped = Duration.ofHours(8);
        machine.goOn(Duration.ofSeconds(1));
        assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofHours(8)).plusSeconds(1));
        machine.stepped = Duration.ZERO;
        machine.goOn(Duration.ofSeconds(1));
        assertThat(clock.instant()).isAfter(START.plus(Duration.ofHours(8)).plusSeconds(1));
    }
}
