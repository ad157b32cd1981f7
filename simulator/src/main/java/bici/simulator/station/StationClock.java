package bici.simulator.station;

import bici.wire.ClockQuality;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A station's two clocks: one that tells the time and one that only ever goes on. Any thread.
 *
 * @param wall tells the device time
 * @param nanoTime goes on, such as {@code System::nanoTime}
 * @param nanosAtBoot what {@code nanoTime} said when the station started, or would have said
 * @param boot counts the station's starts, from 1
 */
public record StationClock(Clock wall, LongSupplier nanoTime, long nanosAtBoot, int boot, ClockQuality quality) {

    /** The clock of a station that has been up for a while already. */
    public static StationClock runningFor(Duration uptime, int boot, Clock wall) {
        return new StationClock(
                wall, System::nanoTime, System.nanoTime() - uptime.toNanos(), boot, ClockQuality.SYNCED);
    }

    public long deviceTimeMs() {
        return wall.millis();
    }

    public long uptimeMs() {
        return Duration.ofNanos(nanoTime.getAsLong() - nanosAtBoot).toMillis();
    }

    Stamp stamp(boolean offline) {
        return new Stamp(deviceTimeMs(), uptimeMs(), boot, quality, offline);
    }
}
