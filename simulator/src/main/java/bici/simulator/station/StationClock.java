package bici.simulator.station;

import bici.wire.ClockQuality;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * A station's clocks: one that tells the time, an uptime, and a timer that only ever goes on and keeps deadlines whatever
 * becomes of uptime. Any thread.
 */
public final class StationClock {
    private final Clock wall;
    private final LongSupplier nanoTime;
    private volatile Boot now;

    /** @param stoodAt where the nanoseconds stood when uptime stopped; empty while it goes on */
    private record Boot(int number, long beganNanos, OptionalLong stoodAt, ClockQuality quality) {
        Boot begun(long nanos) {
            return new Boot(number, nanos, stoodAt, quality);
        }
    }

    /**
     * The clocks of a boot.
     *
     * @param wall tells the device time
     * @param nanoTime goes on, such as {@code System::nanoTime}
     * @param nanosAtBoot what {@code nanoTime} said when the station started, or would have said
     * @param boot counts the station's starts, from 1
     */
    public StationClock(Clock wall, LongSupplier nanoTime, long nanosAtBoot, int boot, ClockQuality quality) {
        this.wall = wall;
        this.nanoTime = nanoTime;
        this.now = new Boot(boot, nanosAtBoot, OptionalLong.empty(), quality);
    }

    /** The clock of a station that has been up for a while already. */
    public static StationClock runningFor(Duration uptime, int boot, Clock wall) {
        return new StationClock(
                wall, System::nanoTime, System.nanoTime() - uptime.toNanos(), boot, ClockQuality.SYNCED);
    }

    /** The clock of a station that starts now; its battery kept the time. */
    public static StationClock starting(int boot, Clock wall) {
        return new StationClock(wall, System::nanoTime, System.nanoTime(), boot, ClockQuality.HELD);
    }

    /** The next boot begins now. */
    synchronized void restart() {
        Boot before = now;
        ClockQuality kept = before.quality() == ClockQuality.UNSET ? ClockQuality.UNSET : ClockQuality.HELD;
        now = new Boot(before.number() + 1, nanoTime.getAsLong(), OptionalLong.empty(), kept);
    }

    /** There was a time exchange in this boot. */
    synchronized void synced() {
        now = new Boot(now.number(), now.beganNanos(), now.stoodAt(), ClockQuality.SYNCED);
    }

    /** A fault: uptime begins anew in the same boot, as one of 32 bits does after 49 days. */
    public synchronized void wrapUptime() {
        now = now.begun(nanos(now));
    }

    /** A fault: uptime goes on from so much later. */
    public synchronized void jumpUptime(Duration ahead) {
        now = now.begun(now.beganNanos() - ahead.toNanos());
    }

    /** A fault: uptime stands still, as some do in sleep. */
    public synchronized void stopUptime() {
        now = new Boot(now.number(), now.beganNanos(), OptionalLong.of(nanos(now)), now.quality());
    }

    /** Uptime goes on from where it stood. */
    public synchronized void resumeUptime() {
        long stood = nanoTime.getAsLong() - nanos(now);
        now = new Boot(now.number(), now.beganNanos() + stood, OptionalLong.empty(), now.quality());
    }

    public long deviceTimeMs() {
        return wall.millis();
    }

    public long uptimeMs() {
        return uptimeMs(now);
    }

    /** What deadlines and the age of answers are kept by. Only differences mean something. */
    long timerMs() {
        return Duration.ofNanos(nanoTime.getAsLong()).toMillis();
    }

    int boot() {
        return now.number();
    }

    ClockQuality quality() {
        return now.quality();
    }

    /** All of one boot, also while the next one begins. */
    Stamp stamp(boolean offline) {
        Boot boot = now;
        return new Stamp(deviceTimeMs(), uptimeMs(boot), boot.number(), boot.quality(), offline);
    }

    private long uptimeMs(Boot boot) {
        return Duration.ofNanos(nanos(boot) - boot.beganNanos()).toMillis();
    }

    private long nanos(Boot boot) {
        return boot.stoodAt().orElseGet(nanoTime);
    }
}
