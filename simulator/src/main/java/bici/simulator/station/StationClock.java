package bici.simulator.station;

import bici.wire.ClockQuality;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A station's two clocks: one that tells the time and one that only ever goes on. Any thread. */
public final class StationClock {
    private final Clock wall;
    private final LongSupplier nanoTime;
    private volatile Boot now;

    private record Boot(int number, long beganNanos, ClockQuality quality) {}

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
        this.now = new Boot(boot, nanosAtBoot, quality);
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
    void restart() {
        Boot before = now;
        ClockQuality kept = before.quality() == ClockQuality.UNSET ? ClockQuality.UNSET : ClockQuality.HELD;
        now = new Boot(before.number() + 1, nanoTime.getAsLong(), kept);
    }

    /** There was a time exchange in this boot. */
    void synced() {
        now = new Boot(now.number(), now.beganNanos(), ClockQuality.SYNCED);
    }

    public long deviceTimeMs() {
        return wall.millis();
    }

    public long uptimeMs() {
        return uptimeMs(now);
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
        return Duration.ofNanos(nanoTime.getAsLong() - boot.beganNanos()).toMillis();
    }
}
