package bici.infra.simulation;

import bici.wire.ClockQuality;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;

/** A station's clocks: a calendar and an uptime, which may both be wrong, and a timer that only ever goes on. One thread. */
final class DeviceClock {
    private static final long GOOD_MS = 200;
    /** Years in which calendars of chips begin, or in which counters of seconds end. */
    private static final List<Integer> BEGINNINGS = List.of(1970, 2000, 2036, 2106);

    private final Agenda agenda;
    private final Dice dice;
    private long offsetMs;
    private long bootedMs;
    private long startedMs;
    private int boot = 1;
    private ClockQuality quality = ClockQuality.HELD;
    private boolean stubborn;
    private boolean batteryDead;
    private boolean sameBoot;
    private OptionalLong calendarMs = OptionalLong.empty();

    DeviceClock(Agenda agenda, Dice dice) {
        this.agenda = agenda;
        this.dice = dice;
        // Every board has been up for a while.
        this.bootedMs = agenda.nowMs() - dice.between(60_000, 86_400_000);
        this.startedMs = bootedMs;
        this.offsetMs = dice.between(-GOOD_MS, GOOD_MS);
    }

    int boot() {
        return boot;
    }

    ClockQuality quality() {
        return quality;
    }

    long deviceMs() {
        return Math.max(0, agenda.nowMs() + offsetMs);
    }

    long uptimeMs() {
        return agenda.nowMs() - bootedMs;
    }

    /** What deadlines are kept by, whatever uptime says. */
    long timerMs() {
        return agenda.nowMs() - startedMs;
    }

    /** The next boot begins. */
    void restart() {
        boot += sameBoot ? 0 : 1;
        sameBoot = false;
        begin();
    }

    /** A new board counts its boots anew. */
    void replace() {
        boot = 1;
        batteryDead = true;
        begin();
    }

    private void begin() {
        bootedMs = agenda.nowMs();
        startedMs = bootedMs;
        if (batteryDead) {
            batteryDead = false;
            stubborn = false;
            quality = ClockQuality.UNSET;
            offsetMs = -agenda.nowMs();
        } else if (quality != ClockQuality.UNSET) {
            quality = ClockQuality.HELD;
        }
        if (calendarMs.isPresent()) {
            quality = ClockQuality.HELD;
            stubborn = false;
            offsetMs = calendarMs.getAsLong() - agenda.nowMs();
            calendarMs = OptionalLong.empty();
        }
    }

    /** The next boot begins at another date, of which it says that a battery kept it. */
    void resetCalendar() {
        calendarMs = OptionalLong.of(LocalDate.of(dice.pick(BEGINNINGS), 1, 1).toEpochDay()
                * Duration.ofDays(1).toMillis());
    }

    /** Uptime begins anew in the same boot. */
    void wrapUptime() {
        bootedMs = agenda.nowMs();
    }

    /** Uptime falls behind by so much, but not below 0; by less than nothing it jumps ahead. */
    void holdUptime(long ms) {
        bootedMs = Math.min(agenda.nowMs(), bootedMs + ms);
    }

    /** The next boot gets the number of this one. */
    void reuseBoot() {
        sameBoot = true;
    }

    /** There was a time exchange; a stubborn clock only says so. */
    void synced() {
        if (!stubborn && quality != ClockQuality.SYNCED) {
            offsetMs = dice.between(-GOOD_MS, GOOD_MS);
        }
        quality = ClockQuality.SYNCED;
    }

    /** From now on it is wrong by this much and cannot be set. */
    void skew(long ms) {
        stubborn = true;
        offsetMs = ms;
    }

    void step(long ms) {
        offsetMs += ms;
    }

    /** The next boot begins in 1970. */
    void killBattery() {
        batteryDead = true;
    }

    void repair() {
        stubborn = false;
        batteryDead = false;
        if (quality == ClockQuality.SYNCED) {
            offsetMs = 0;
        }
    }
}
