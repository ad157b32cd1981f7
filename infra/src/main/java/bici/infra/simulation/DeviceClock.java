package bici.infra.simulation;

import bici.wire.ClockQuality;

/** A station's two clocks: one that may be wrong, and one that only ever goes on. One thread. */
final class DeviceClock {
    private static final long GOOD_MS = 200;

    private final Agenda agenda;
    private final Dice dice;
    private long offsetMs;
    private long bootedMs;
    private int boot = 1;
    private ClockQuality quality = ClockQuality.HELD;
    private boolean stubborn;
    private boolean batteryDead;

    DeviceClock(Agenda agenda, Dice dice) {
        this.agenda = agenda;
        this.dice = dice;
        // Every board has been up for a while.
        this.bootedMs = agenda.nowMs() - dice.between(60_000, 86_400_000);
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

    /** The next boot begins. */
    void restart() {
        boot++;
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
        if (batteryDead) {
            batteryDead = false;
            stubborn = false;
            quality = ClockQuality.UNSET;
            offsetMs = -agenda.nowMs();
        } else if (quality != ClockQuality.UNSET) {
            quality = ClockQuality.HELD;
        }
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
