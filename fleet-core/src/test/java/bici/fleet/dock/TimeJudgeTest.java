package bici.fleet.dock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.fleet.dock.Stamp.ClockQuality;
import bici.fleet.dock.TimeJudge.Anchor;
import bici.fleet.dock.TimeJudge.JudgedTime;
import bici.fleet.dock.TimeJudge.Window;
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
    private static final Instant ELEVEN = Instant.parse("2026-03-02T11:00:00Z");
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
                "uptime beyond its arrival             | 2026-03-02T11:00:00Z     | PT13H | synced | 2026-03-02T11:00:00Z unverified -7200000",
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
                "slower than any way explains          | 2026-03-02T10:59:57.639Z | PT11H | synced | 2026-03-02T11:00:40Z corrected -2361",
                "ahead of its arrival                  | 2026-03-02T11:00:42.361Z | PT11H | synced | 2026-03-02T11:00:40Z corrected 2361",
                "a clock of 1970                       | 1970-01-01T11:00:00Z     | PT11H | unset  | 2026-03-02T11:00:40Z corrected -1772409600000",
                "uptime beyond its arrival             | 2026-03-02T11:00:00Z     | PT13H | synced | 2026-03-02T11:00:00Z unverified -7200000",
            })
    void aBirthThatTookItsTimeIsNotHeldAgainstAClock(
            String what, Instant device, Duration uptime, String clock, String judged) {
        assertJudged(stamp(device, uptime, clock), Optional.of(SLOW), judged);
    }

    /** Born first as in the others; at eleven a birth of the same boot said one minute of uptime. The fact lies between or after. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                // what, sequence, device time, uptime, how its calendar was set and it was told | when, quality, skew
                // in ms
                "before the wrap           | 4 | 2026-03-02T10:30:00Z | PT10H30M | synced offline | 2026-03-02T10:30:00Z device 0",
                "after it, before the birth| 5 | 2026-03-02T10:59:30Z | PT30S    | held offline   | 2026-03-02T10:59:30Z device 0",
                "the calendar is wrong too | 4 | 2000-01-01T10:30:00Z | PT10H30M | held offline   | 2026-03-02T11:00:00Z estimated -825724800000",
                "and after the wrap        | 5 | 2000-01-01T10:30:00Z | PT30S    | held offline   | 2026-03-02T11:00:00Z estimated -825687030000",
                "no segment has it, set    | 5 | 2026-03-02T10:40:00Z | PT90M    | held offline   | 2026-03-02T10:40:00Z unverified 33000000",
                "nothing it says can be    | 5 | 2000-01-01T10:30:00Z | PT90M    | held offline   | 2026-03-02T11:00:00Z estimated -825692400000",
                "after the birth           | 9 | 2026-03-02T11:30:00Z | PT31M    | synced offline | 2026-03-02T11:30:00Z device 0",
                "after it, wrong calendar  | 9 | 2026-03-02T09:30:00Z | PT31M    | synced offline | 2026-03-02T11:30:00Z unverified -7200000",
                "told at once by uptime    | 9 | 2026-03-02T09:59:00Z | PT60M    | unset online   | 2026-03-02T11:59:00Z corrected -7200000",
                "told late: it may have slept | 9 | 2026-03-02T09:30:00Z | PT31M | unset online   | 2026-03-02T12:00:00Z estimated -7200000",
                "wrapped again, told at once | 9 | 2026-03-02T11:59:59Z | PT1S   | synced online | 2026-03-02T11:59:59Z unverified 3658000",
                "the same by a calendar that was never set | 9 | 2026-03-02T11:59:59Z | PT1S | unset online | 2026-03-02T12:00:00Z estimated 3658000",
            })
    void aBootWhoseBirthsContradictIsJudgedByTheSegmentsAroundTheFact(
            String what, long sequence, Instant device, Duration uptime, String told, String judged) {
        BootClock twice = clock(Optional.of(ANCHOR))
                .with(new BootClock.Segment(2, 5, new Anchor(Duration.ofMinutes(1), ELEVEN, Duration.ZERO)));
        Window window = sequence <= 5
                ? new Window(Optional.of(ANCHOR.at()), ELEVEN, NOON)
                : new Window(Optional.of(ELEVEN), NOON, NOON);
        String[] words = told.split(" ", -1);
        Stamp said = new Stamp(
                device, uptime, 1, ClockQuality.valueOf(words[0].toUpperCase(Locale.ROOT)), words[1].equals("offline"));
        JudgedTime time = TimeJudge.judge(said, sequence, twice, window);
        assertThat(said(time)).isEqualTo(judged);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "as the first said         | PT10H30M | 2026-03-02T10:30:00Z    | PT0S  | false",
                "drift of half an hour     | PT10H30M | 2026-03-02T10:30:02.180Z | PT0S | false",
                "more                      | PT10H30M | 2026-03-02T10:30:02.181Z | PT0S | true",
                "or it was under way for long | PT10H30M | 2026-03-02T10:35:00Z | PT5M | false",
                "it wrapped                | PT1M     | 2026-03-02T10:30:00Z    | PT0S  | true",
                "it stood still in a sleep | PT10H5M  | 2026-03-02T10:30:00Z    | PT0S  | true",
                "it jumped                 | PT900H   | 2026-03-02T10:30:00Z    | PT0S  | true",
            })
    void aBirthContradictsWhenUptimeWentOnOtherwiseThanOurClock(
            String what, Duration uptime, Instant arrivedAt, Duration underWay, boolean contradicts) {
        assertThat(clock(Optional.of(ANCHOR)).isNews(new Anchor(uptime, arrivedAt, underWay)))
                .isEqualTo(contradicts);
    }

    private static Stamp stamp(Instant device, Duration uptime, String clock) {
        return new Stamp(device, uptime, 1, ClockQuality.valueOf(clock.toUpperCase(Locale.ROOT)), true);
    }

    private static void assertJudged(Stamp stamp, Optional<Anchor> anchor, String expected) {
        JudgedTime judged = TimeJudge.judge(stamp, 1, clock(anchor), new Window(Optional.empty(), NOON, NOON));
        assertThat(said(judged)).isEqualTo(expected);
    }

    private static String said(JudgedTime judged) {
        String quality = judged.quality().name().toLowerCase(Locale.ROOT);
        return judged.at() + " " + quality + " "
                + judged.skewMs().map(String::valueOf).orElse("-");
    }

    private static BootClock clock(Optional<Anchor> anchor) {
        return anchor.map(known -> BootClock.UNKNOWN.with(new BootClock.Segment(1, 0, 3, known)))
                .orElse(BootClock.UNKNOWN);
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
