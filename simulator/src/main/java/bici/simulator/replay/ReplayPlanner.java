package bici.simulator.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Makes a plan of a history. The same history gives the same plan. Not for more than one thread. */
public final class ReplayPlanner {
    /** As many as the inventory in a birth message has room for. */
    private static final int MAX_DOCKS = 150;

    private final TripHistory history;
    private final Map<String, Site> stationFile;
    private final int copies;
    private final Instant now;
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * @param stationFile stations with their docks; empty when both are to be made from the trips
     * @param copies how often the history is played, 1 or more
     * @param now rides that are not over by then are left out
     */
    public ReplayPlanner(TripHistory history, Map<String, Site> stationFile, int copies, Instant now) {
        if (copies < 1) {
            throw new IllegalArgumentException("a history is played at least once, not " + copies + " times");
        }
        this.history = history;
        this.stationFile = Map.copyOf(stationFile);
        this.copies = copies;
        this.now = now;
    }

    /**
     * Makes the plan.
     *
     * @throws BadInput when a station would need more docks than a station can have, or bikes' names clash
     */
    public ReplayPlan plan() {
        refuseClashingBikes();
        Calendar calendar = Calendar.of(history.rides());
        List<List<Ride>> chains = new ArrayList<>();
        for (int copy = 0; copy < copies; copy++) {
            chains.addAll(BikeChains.playable(copy(copy, calendar), leftOut));
        }
        List<Ride> rides =
                chains.stream().flatMap(List::stream).sorted(Ride.BY_TIME).toList();
        CardPool pool = CardPool.of(rides);
        notes.addAll(0, history.notes());
        return new ReplayPlan(
                history.rows() * copies,
                rides,
                leftOut,
                stations(stays(chains, pool, calendar)),
                IntStream.range(0, pool.size())
                        .mapToObj(n -> CardPool.cardId("replay card", n))
                        .toList(),
                CardPool.cardId("replay crew card", 0),
                calendar.bootMs(),
                history.files(),
                notes);
    }

    /** The rides of a copy that are over; its other rows are left out. */
    private List<Ride> copy(int copy, Calendar calendar) {
        for (LeftOut out : history.leftOut()) {
            RowRef row = new RowRef(out.row().file(), out.row().line(), copy);
            leftOut.add(new LeftOut(row, out.reason(), out.detail()));
        }
        List<Ride> over = new ArrayList<>(history.rides().size());
        for (Ride original : history.rides()) {
            Ride ride = copy == 0 ? original : original.copied(copy, calendar.shiftMs(copy));
            if (ride.endMs() <= now.toEpochMilli()) {
                over.add(ride);
            } else {
                leftOut.add(
                        new LeftOut(ride.row(), Reason.IN_THE_FUTURE, "ends at " + Instant.ofEpochMilli(ride.endMs())));
            }
        }
        return over;
    }

    private void refuseClashingBikes() {
        long bikes = history.rides().stream().map(Ride::bike).distinct().count();
        long withCopies = history.rides().stream()
                .map(Ride::bike)
                .distinct()
                .flatMap(bike -> IntStream.range(0, copies).mapToObj(copy -> copy == 0 ? bike : bike + "-" + copy))
                .distinct()
                .count();
        if (withCopies != bikes * copies) {
            throw new BadInput("the bikes of the copies, named like 123-1, would clash with bikes of the files");
        }
    }

    private List<Stay> stays(List<List<Ride>> chains, CardPool pool, Calendar calendar) {
        List<Stay> stays = new ArrayList<>();
        for (List<Ride> chain : chains) {
            int copy = chain.getFirst().row().copy();
            OptionalLong taken =
                    copy == copies - 1 ? OptionalLong.empty() : OptionalLong.of(calendar.beginMs(copy + 1));
            stays.addAll(Stays.of(chain, pool, calendar.beginMs(copy), taken));
        }
        return stays;
    }

    private List<StationPlan> stations(List<Stay> stays) {
        Map<String, List<Stay>> byStation = new TreeMap<>();
        stationFile.keySet().forEach(station -> byStation.put(station, new ArrayList<>()));
        stays.forEach(stay -> byStation
                .computeIfAbsent(stay.station(), s -> new ArrayList<>())
                .add(stay));
        List<StationPlan> plans = new ArrayList<>(byStation.size());
        byStation.forEach((station, there) -> plans.add(station(station, there)));
        return plans;
    }

    private StationPlan station(String station, List<Stay> stays) {
        StationTimeline timeline = new StationTimeline(stays);
        int needed = Math.max(1, timeline.docksNeeded());
        if (needed > MAX_DOCKS) {
            throw new BadInput(
                    "station " + station + " would need " + needed + " docks; a station has at most " + MAX_DOCKS);
        }
        Site site = stationFile.get(station);
        if (site == null) {
            site = history.sites().get(station);
        }
        if (site == null) {
            throw new IllegalStateException("a ride names station " + station + ", which the history does not know");
        }
        if (!stationFile.isEmpty() && !stationFile.containsKey(station)) {
            notes.add("station " + station + " is not in the station file: made with " + needed + " docks");
        } else if (!stationFile.isEmpty() && needed > site.docks()) {
            notes.add("station " + station + " enlarged from " + site.docks() + " to " + needed + " docks");
        }
        int docks = Math.max(site.docks(), needed);
        return new StationPlan(site, docks, DockAssignment.facts(timeline.place(docks), docks));
    }
}
