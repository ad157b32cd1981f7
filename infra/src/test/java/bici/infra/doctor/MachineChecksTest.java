package bici.infra.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MachineChecksTest {
    @Test
    void aTakenPortIsAWarningThatNamesThePort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Finding finding = MachineChecks.port(taken.getLocalPort(), "stations, MQTT");
            assertThat(finding.level()).isEqualTo(Finding.Level.WARN);
            assertThat(finding.words()).contains(taken.getLocalPort() + " is taken");
        }
    }

    @Test
    void aClockOfTheLastCenturyIsAFailureThatNeedsSetting() {
        Clock wrong = Clock.fixed(Instant.parse("1970-01-01T00:00:12Z"), ZoneOffset.UTC);
        Finding finding = MachineChecks.clock(wrong);
        assertThat(finding.level()).isEqualTo(Finding.Level.FAIL);
        assertThat(finding.words()).contains("1970-01-01", "set it");
    }

    @Test
    void theJavaThatRunsTheTestsIsNewEnough() {
        assertThat(MachineChecks.java().level()).isNotEqualTo(Finding.Level.FAIL);
    }

    @Test
    void spaceIsMeasuredWhereTheFolderWillLie() {
        Finding finding = MachineChecks.disk(Path.of("/tmp/not/yet/made"));
        assertThat(finding.words()).contains("GB free in /tmp");
    }
}
