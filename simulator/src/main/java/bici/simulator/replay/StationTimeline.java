package bici.simulator.replay;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many docks of one station are taken over time, and when the van can bring what it carries.
 *
 * <p>Within one instant bikes that stood there leave first, then come those that stay for no time at all, one after the
 * other, and bikes that stay come last: the order that needs the fewest docks and that every bike could have lived
 * through.
 */
final class StationTimeline {
    private final List<Stay> stays;
    private final long[] instants;
    /** Bikes there after the instant, up to the next. */
    private final int[] after;
    /** The most bikes there within the instant. */
    private final int[] within;

    StationTimeline(List<Stay> stays) {
        this.stays = stays;
        this.instants = instants(stays);
        this.after = new int[instants.length];
        this.within = new int[instants.length];
        count();
    }

    /** What no timing of the van can do without. */
    int docksNeeded() {
        return Math.max(
                Arrays.stream(after).max().orElse(0),
                Arrays.stream(within).max().orElse(0));
    }

    /**
     * When each stay begins: as early as {@code docks} allow, those first that could come first.
     *
     * @param docks at least {@link #docksNeeded()}
     */
    Map<Stay, Long> place(int docks) {
        Map<Stay, Long> arrivals = new LinkedHashMap<>();
        for (Stay stay : stays.stream().sorted(Stay.BY_EARLIEST).toList()) {
            arrivals.put(stay, stay.isMovable() ? bringForward(stay, docks) : stay.latestMs());
        }
        return arrivals;
    }

    private long bringForward(Stay stay, int docks) {
        int earliest = indexOf(stay.earliestMs());
        int latest = indexOf(stay.latestMs());
        int arrival = latest;
        while (arrival > earliest && after[arrival - 1] < docks && within[arrival] < docks) {
            arrival--;
            after[arrival]++;
            within[arrival + 1]++;
        }
        return instants[arrival];
    }

    private void count() {
        int[] leaving = new int[instants.length];
        boolean[] passing = new boolean[instants.length];
        for (Stay stay : stays) {
            int arrival = indexOf(stay.latestMs());
            if (stay.isMomentary()) {
                passing[arrival] = true;
                continue;
            }
            after[arrival]++;
            if (stay.departMs() != Stay.NEVER) {
                int departure = indexOf(stay.departMs());
                after[departure]--;
                leaving[departure]++;
            }
        }
        int before = 0;
        for (int i = 0; i < instants.length; i++) {
            after[i] += before;
            within[i] = before - leaving[i] + (passing[i] ? 1 : 0);
            before = after[i];
        }
    }

    private int indexOf(long instantMs) {
        return Arrays.binarySearch(instants, instantMs);
    }

    private static long[] instants(List<Stay> stays) {
        long[] all = new long[stays.size() * 3];
        int n = 0;
        for (Stay stay : stays) {
            all[n++] = stay.earliestMs();
            all[n++] = stay.latestMs();
            if (stay.departMs() != Stay.NEVER) {
                all[n++] = stay.departMs();
            }
        }
        return Arrays.stream(all, 0, n).sorted().distinct().toArray();
    }
}
