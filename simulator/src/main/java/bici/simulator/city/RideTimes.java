package bici.simulator.city;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long rides take: by distance, by slope, and by who rides. Pure. */
final class RideTimes {
    private static final double FLAT_KM_PER_HOUR = 14;
    private static final double FASTEST_KM_PER_HOUR = 22;
    private static final double SLOWEST_KM_PER_HOUR = 6;
    /** Speed lost for each metre climbed on a kilometre, gained when it goes down. */
    private static final double KM_PER_HOUR_PER_METRE_PER_KM = 0.22;

    private static final Duration AT_BOTH_DOCKS = Duration.ofMinutes(1);
    private static final double SPREAD = 0.2;

    private RideTimes() {}

    /** For an average rider. */
    static Duration usual(Place from, Place to) {
        double km = from.distanceKm(to);
        double climbPerKm = km == 0 ? 0 : from.climbM(to) / km;
        double speed = Math.clamp(
                FLAT_KM_PER_HOUR - climbPerKm * KM_PER_HOUR_PER_METRE_PER_KM, SLOWEST_KM_PER_HOUR, FASTEST_KM_PER_HOUR);
        return AT_BOTH_DOCKS.plusSeconds(Math.round(km / speed * 3_600));
    }

    /** For one rider of many: mostly near the usual, now and then twice as long. */
    static Duration of(Place from, Place to, RandomGenerator random) {
        double pace = Math.exp(SPREAD * random.nextGaussian());
        return Duration.ofSeconds(Math.round(usual(from, to).toSeconds() * pace));
    }
}
