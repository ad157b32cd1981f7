package bici.simulator.city;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Bikes that a van should move.
 *
 * @param from counts the stations as they were given, as does {@code to}
 */
public record VanTrip(int from, int to, int bikes) {
    private static final int VAN_HOLDS = 12;
    private static final double FULL = 0.85;
    private static final double EMPTY = 0.12;
    private static final double GOOD = 0.5;

    /** How full a station is. */
    public record Level(int docks, int bikes) {
        double share() {
            return (double) bikes / docks;
        }

        /** Above what is good, negative when below. */
        int spare() {
            return bikes - (int) Math.round(GOOD * docks);
        }
    }

    /** What is worth the way now: full stations help the emptiest ones, empty ones are helped by the fullest. */
    public static List<VanTrip> plan(List<Level> levels) {
        List<Integer> byShare = IntStream.range(0, levels.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> levels.get(i).share()))
                .toList();
        List<VanTrip> trips = new ArrayList<>();
        int low = 0;
        int high = byShare.size() - 1;
        while (low < high) {
            Level emptiest = levels.get(byShare.get(low));
            Level fullest = levels.get(byShare.get(high));
            boolean worthIt = emptiest.share() <= EMPTY || fullest.share() >= FULL;
            int bikes = Math.min(VAN_HOLDS, Math.min(fullest.spare(), -emptiest.spare()));
            if (!worthIt || bikes <= 0) {
                break;
            }
            trips.add(new VanTrip(byShare.get(high), byShare.get(low), bikes));
            low++;
            high--;
        }
        return trips;
    }
}
