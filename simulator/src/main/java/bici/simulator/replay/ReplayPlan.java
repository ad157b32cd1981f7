package bici.simulator.replay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How a trip history is played.
 *
 * @param rows of the files, times the copies
 * @param rides what an export must show afterwards, in {@link Ride#BY_TIME} order
 * @param leftOut the other rows
 * @param stations in order of id
 * @param cards the riders' card ids; a {@link PlannedFact.Kind.RemovedByCard} counts in them
 * @param bootMs when every station started: a whole hour before the first fact
 * @param files what {@link RowRef#file} counts
 * @param notes what was decided that the files do not say, one line each
 */
public record ReplayPlan(
        long rows,
        List<Ride> rides,
        List<LeftOut> leftOut,
        List<StationPlan> stations,
        List<String> cards,
        String crewCard,
        long bootMs,
        List<String> files,
        List<String> notes) {
    public ReplayPlan {
        rides = List.copyOf(rides);
        leftOut = List.copyOf(leftOut);
        stations = List.copyOf(stations);
        cards = List.copyOf(cards);
        files = List.copyOf(files);
        notes = List.copyOf(notes);
    }

    public long facts() {
        return stations.stream().mapToLong(station -> station.facts().size()).sum();
    }

    /** How many rows were left out for each reason that occurs. */
    public Map<Reason, Long> countsByReason() {
        Map<Reason, Long> counts = new EnumMap<>(Reason.class);
        leftOut.forEach(row -> counts.merge(row.reason(), 1L, Long::sum));
        return counts;
    }

    /** Every bike of the plan, in order. */
    public List<String> listBikes() {
        return new ArrayList<>(
                rides.stream().map(Ride::bike).distinct().sorted().toList());
    }
}
