package bici.simulator.city;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What a city asks for, day by day. The same seed gives the same wishes on the same day. Pure. */
public final class Demand {
    /** What the pilot counts on for a working day. */
    public static final int PILOT_TRIPS_A_DAY = 1_200;

    private static final double PHONE_SHARE = 0.7;
    private static final double THINKS_BETTER_SHARE = 0.02;
    /** Half as many ride to a place that is this much farther. */
    private static final double HALF_AS_MANY_KM = 2.0;
    /** Half as many ride to a place that is this much higher. */
    private static final double HALF_AS_MANY_CLIMB_M = 40;
    /** Who is nearer walks. */
    private static final double WALKED_KM = 0.5;

    private final List<Place> places;
    private final int tripsADay;
    private final long seed;
    /** Of a working day over all places and hours; trips are counted in it. */
    private final double wholeDay;

    public Demand(List<Place> places, int tripsADay, long seed) {
        this.places = List.copyOf(places);
        this.tripsADay = tripsADay;
        this.seed = seed;
        double sum = 0;
        for (int hour = 0; hour < 24; hour++) {
            sum += leavingAll(hour, false);
        }
        this.wholeDay = sum;
    }

    /** Everybody who wants to ride that day, in order of time. */
    public List<Wish> on(LocalDate day) {
        // Days must not resemble each other as neighbouring seeds do.
        RandomGenerator random =
                new SplittableRandom(new SplittableRandom(seed ^ day.toEpochDay() * 0x9E3779B97F4A7C15L).nextLong());
        boolean isFreeDay = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        List<Wish> wishes = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            for (Place from : places) {
                double expected = tripsADay * from.kind().leaving(hour, isFreeDay) * from.docks() / wholeDay;
                for (int n = arrivals(expected, random); n > 0; n--) {
                    wishes.add(wish(hour, from, isFreeDay, random));
                }
            }
        }
        wishes.sort(Comparator.comparing(Wish::at));
        return List.copyOf(wishes);
    }

    private double leavingAll(int hour, boolean isFreeDay) {
        return places.stream()
                .mapToDouble(place -> place.kind().leaving(hour, isFreeDay) * place.docks())
                .sum();
    }

    /** Poisson, by Knuth's product of uniforms: means here are small. */
    private static int arrivals(double expected, RandomGenerator random) {
        double limit = Math.exp(-expected);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    private Wish wish(int hour, Place from, boolean isFreeDay, RandomGenerator random) {
        LocalTime at = LocalTime.of(hour, 0).plusNanos(random.nextLong(3_600_000) * 1_000_000);
        Place to = destination(hour, from, isFreeDay, random);
        return new Wish(
                at,
                from,
                to,
                RideTimes.of(from, to, random),
                random.nextDouble() < PHONE_SHARE ? Wish.By.PHONE : Wish.By.CARD,
                random.nextDouble() >= THINKS_BETTER_SHARE);
    }

    private Place destination(int hour, Place from, boolean isFreeDay, RandomGenerator random) {
        double[] upTo = new double[places.size()];
        double sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += attraction(hour, from, places.get(i), isFreeDay);
            upTo[i] = sum;
        }
        double drawn = random.nextDouble() * sum;
        for (int i = 0; i < upTo.length; i++) {
            if (drawn < upTo[i]) {
                return places.get(i);
            }
        }
        return places.getLast();
    }

    private static double attraction(int hour, Place from, Place to, boolean isFreeDay) {
        double km = from.distanceKm(to);
        if (km < WALKED_KM) {
            return 0;
        }
        double climb = Math.max(0, from.climbM(to));
        // Nobody goes nowhere: also where and when few go, some do.
        double wanted = 0.1 + to.kind().arriving(hour, isFreeDay);
        return to.docks() * wanted * Math.pow(0.5, km / HALF_AS_MANY_KM + climb / HALF_AS_MANY_CLIMB_M);
    }
}
