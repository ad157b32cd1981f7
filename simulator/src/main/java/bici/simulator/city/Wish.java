package bici.simulator.city;

import java.time.Duration;
import java.time.LocalTime;

/**
 * Somebody wants to ride.
 *
 * @param at local time of the day
 * @param rides how long it takes at that rider's pace
 * @param by how the bike is asked for
 * @param pulls false for somebody who thinks better of it when the lock opens
 */
public record Wish(LocalTime at, Place from, Place to, Duration rides, By by, boolean pulls) {
    /** What the rider carries. */
    public enum By {
        PHONE,
        CARD
    }
}
