package bici.infra.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    private static Latencies millisUpTo(int count) {
        Latencies latencies = new Latencies();
        for (int n = count; n >= 1; n--) {
            latencies.add(n * 1_000_000L);
        }
        return latencies;
    }

    @Test
    void aPercentileIsOneOfThoseMeasured() {
        Latencies latencies = millisUpTo(3_000);

        assertThat(latencies.count()).isEqualTo(3_000);
        assertThat(latencies.millis(50)).isEqualTo(1_500);
        assertThat(latencies.millis(99)).isEqualTo(2_970);
        assertThat(latencies.millis(100)).isEqualTo(3_000);
        assertThat(millisUpTo(1).millis(99)).isEqualTo(1);
        assertThat(millisUpTo(1).millis(0)).isEqualTo(1);
    }

    @Test
    void whatWasDrainedIsCountedNoMore() {
        Latencies latencies = millisUpTo(10);

        assertThat(latencies.drain().millis(100)).isEqualTo(10);

        assertThat(latencies.count()).isZero();
        assertThatThrownBy(() -> latencies.millis(50)).isInstanceOf(IllegalStateException.class);
        latencies.add(2_000_000);
        assertThat(latencies.millis(50)).isEqualTo(2);
    }

    @Test
    void processorTimeIsReadAsTheMachineCountsIt() {
        ProcessorTime before = ProcessorTime.parse("cpu  100 0 50 800 40 5 5 0 70 0");
        ProcessorTime after = ProcessorTime.parse("cpu  150 0 100 875 60 5 10 0 90 0");

        assertThat(after.idlePercentSince(before)).isEqualTo(37.5);
        assertThat(ProcessorTime.read().all()).isPositive();
    }
}
