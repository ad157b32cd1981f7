package bici.fleet.dock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.fleet.dock.Stamp.ClockQuality;
import bici.fleet.dock.TimeJudge.Anchor;
import bici.fleet.dock.TimeJudge.JudgedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fact here arrives at noon. With an anchor: ten hours of uptime were reached at ten o'clock, so boot was at midnight. */
class TimeJudgeTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Anchor ANCHOR =
            new Anchor(Duration.ofHours(10), Instant.parse("2026-03-02T10:00:00Z"), Duration.ZERO);
    /** The birth may have been under way for 40 s. */
    private static final Anchor SLOW =
            new Anchor(Duration.ofHours(10), Instant.parse("2026-03-02T10:00:40Z"), Duration.ofSeconds(40));

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                // what, device time, uptime, clock | when, quality, skew in ms
                "it agrees                             | 2026-03-02T11:00:00Z     | PT11H | synced | 2026-03-02T11:00:00Z device 0",
                "two seconds ahead at the anchor       | 2026-03-02T10:00:02Z     | PT10H | synced | 2026-03-02T10:00:02Z device 2000",
                "a little more ahead at the anchor     | 2026-03-02T10:00:02.001Z | PT10H | synced | 2026-03-02T10:00:00Z corrected 2001",
                "two seconds behind at the anchor      | 2026-03-02T09:59:58Z     | PT10H | held   | 2026-03-02T09:59:58Z device -2000",
                "a little more behind at the anchor    | 2026-03-02T09:59:57.999Z | PT10H | held   | 2026-03-02T10:00:00Z corrected -2001",
                "drift of an hour: 360 ms more         | 2026-03-02T11:00:02.360Z | PT11H | synced | 2026-03-02T11:00:02.360Z device 2360",
                "more than drift of an hour            | 2026-03-02T11:00:02.361Z | PT11H | synced | 2026-03-02T11:00:00Z corrected 2361",
                "drift before the anchor too           | 2026-03-02T08:59:57.640Z | PT9H  | synced | 2026-03-02T08:59:57.640Z device -2360",
                "a clock of 1970, boot known           | 1970-01-01T11:00:00Z     | PT11H | unset  | 2026-03-02T11:00:00Z corrected -1772409600000",
                "never set but right by chance         | 2026-03-02T11:00:00Z     | PT11H | unset  | 2026-03-02T11:00:00Z device 0",
                "far future, boot known                | 2031-03-02T11:00:00Z     | PT11H | synced | 2026-03-02T11:00:00Z corrected 157766400000",
                "uptime beyond its arrival             | 2026-03-02T11:00:00Z     | PT13H | synced | 2026-03-02T12:00:00Z corrected -7200000",
                "the moment of arrival                 | 2026-03-02T12:00:02Z     | PT12H | synced | 2026-03-02T12:00:02Z device 2000",
                "within drift but after its arrival    | 2026-03-02T12:00:02.500Z | PT12H | synced | 2026-03-02T12:00:00Z corrected 2500",
            })
    void aKnownBootIsJudgedByItsUptime(String what, Instant device, Duration uptime, String clock, String judged) {
        assertJudged(stamp(device, uptime, clock), Optional.of(ANCHOR), judged);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing to compare with               | 2026-03-02T11:00:00Z     | PT11H | synced | 2026-03-02T11:00:00Z unverified -",
                "kept by a battery                     | 2026-03-02T11:00:00Z     | PT11H | held   | 2026-03-02T11:00:00Z unverified -",
                "old age alone is no fault             | 2015-10-01T00:07:00Z     | PT1H  | held   | 2015-10-01T00:07:00Z unverified -",
                "1970 by a clock that is set           | 1970-01-01T00:00:00Z     | PT1H  | synced | 1970-01-01T00:00:00Z unverified -",
                "1970 by a clock never set             | 1970-01-01T00:00:09Z     | PT9S  | unset  | 2026-03-02T12:00:00Z estimated -",
                "two seconds into the future           | 2026-03-02T12:00:02Z     | PT1H  | synced | 2026-03-02T12:00:02Z unverified -",
                "a little more                         | 2026-03-02T12:00:02.001Z | PT1H  | synced | 2026-03-02T12:00:00Z estimated -",
                "far future                            | 9999-12-31T23:59:59.999Z | PT1H  | synced | 2026-03-02T12:00:00Z estimated -",
            })
    void aBootThatNeverConnectedIsJudgedByItsClockAlone(
            String what, Instant device, Duration uptime, String clock, String judged) {
        assertJudged(stamp(device, uptime, clock), Optional.empty(), judged);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "right, the birth took 40 s            | 2026-03-02T11:00:00Z     | PT11H | synced | 2026-03-02T11:00:00Z device 0",
                "right, the birth took no time         | 2026-03-02T11:00:40Z     | PT11H | held   | 2026-03-02T11:00:40Z device 0",
                "anything between cannot be told wrong | 2026-03-02T11:00:13.500Z | PT11H | synced | 2026-03-02T11:00:13.500Z device 0",
                "drift of an hour beyond               | 2026-03-02T10:59:57.640Z | PT11H | synced | 2026-03-02T10:59:57.640Z device -2360",
                "slower than any way explains          | 2026-03-02T10:59:57.639Z | PT11H | synced | 2026-03-02T11:00:20Z corrected -2361",
                "ahead of its arrival                  | 2026-03-02T11:00:42.361Z | PT11H | synced | 2026-03-02T11:00:20Z corrected 2361",
                "a clock of 1970                       | 1970-01-01T11:00:00Z     | PT11H | unset  | 2026-03-02T11:00:20Z corrected -1772409600000",
                "the middle lies after its arrival     | 2026-03-02T11:00:00Z     | PT13H | synced | 2026-03-02T12:00:00Z corrected -7200000",
            })
    void aBirthThatTookItsTimeIsNotHeldAgainstAClock(
            String what, Instant device, Duration uptime, String clock, String judged) {
        assertJudged(stamp(device, uptime, clock), Optional.of(SLOW), judged);
    }

    @Test
    void anAnchorGivesWayToOneThatIsHalfAsUncertain() {
        Anchor half = new Anchor(Duration.ofHours(11), ANCHOR.at(), Duration.ofSeconds(20));
        Anchor lessThanHalf = new Anchor(Duration.ofHours(11), ANCHOR.at(), Duration.ofMillis(19_999));
        assertThat(half.isMuchBetterThan(SLOW)).isFalse();
        assertThat(lessThanHalf.isMuchBetterThan(SLOW)).isTrue();
        assertThat(SLOW.isMuchBetterThan(lessThanHalf)).isFalse();
        assertThat(ANCHOR.isMuchBetterThan(ANCHOR)).isFalse();
    }

    private static Stamp stamp(Instant device, Duration uptime, String clock) {
        return new Stamp(device, uptime, 1, ClockQuality.valueOf(clock.toUpperCase(Locale.ROOT)), true);
    }

    private static void assertJudged(Stamp stamp, Optional<Anchor> anchor, String expected) {
        JudgedTime judged = TimeJudge.judge(stamp, anchor, NOON);
        String quality = judged.quality().name().toLowerCase(Locale.ROOT);
        String skewMs = judged.skewMs().map(String::valueOf).orElse("-");
        assertThat(judged.at() + " " + quality + " " + skewMs).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T23:59:59.999Z", "+10000-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z"})
    void noClockShowsATimeBefore1970OrAfter9999(String device) {
        assertThatThrownBy(() -> stamp(Instant.parse(device), Duration.ZERO, "held"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDeviceTimeIsCutToTheMillisecond() {
        assertThat(stamp(Instant.parse("2026-03-02T11:00:00.123999999Z"), Duration.ZERO, "held")
                        .deviceTime())
                .isEqualTo("2026-03-02T11:00:00.123Z");
    }

    @Test
    void bootsCountFromOneAndUptimeFromZero() {
        assertThatThrownBy(() -> new Stamp(NOON, Duration.ZERO, 0, ClockQuality.SYNCED, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Stamp(NOON, Duration.ofMillis(-1), 1, ClockQuality.SYNCED, false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
