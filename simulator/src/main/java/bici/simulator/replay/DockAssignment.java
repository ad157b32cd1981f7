package bici.simulator.replay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Plays a station's stays through its docks: each bike takes the dock that has been empty for longest. */
final class DockAssignment {
    private static final Comparator<Move> IN_ORDER = Comparator.comparingLong(Move::timeMs)
            .thenComparing(Move::phase)
            .thenComparing(move -> move.stay().bike())
            .thenComparingInt(move -> move.stay().order())
            .thenComparing(Move::leaves);

    private DockAssignment() {}

    /** The order within one instant, as {@link StationTimeline} counts it. */
    private enum Phase {
        LEAVE,
        PASS,
        ARRIVE
    }

    private record Move(long timeMs, Phase phase, Stay stay, boolean leaves) {}

    /** The station's facts in order. */
    static List<PlannedFact> facts(Map<Stay, Long> arrivals, int docks) {
        List<Move> moves = new ArrayList<>(arrivals.size() * 2);
        arrivals.forEach((stay, arrivalMs) -> {
            boolean passes = arrivalMs == stay.departMs();
            moves.add(new Move(arrivalMs, passes ? Phase.PASS : Phase.ARRIVE, stay, false));
            if (stay.departMs() != Stay.NEVER) {
                moves.add(new Move(stay.departMs(), passes ? Phase.PASS : Phase.LEAVE, stay, true));
            }
        });
        moves.sort(IN_ORDER);
        return play(moves, docks);
    }

    private static List<PlannedFact> play(List<Move> moves, int docks) {
        ArrayDeque<Integer> free =
                new ArrayDeque<>(IntStream.rangeClosed(1, docks).boxed().toList());
        Map<String, Integer> dockOf = new HashMap<>();
        List<PlannedFact> facts = new ArrayList<>(moves.size());
        for (Move move : moves) {
            String bike = move.stay().bike();
            if (move.leaves()) {
                Integer dock = dockOf.remove(bike);
                if (dock == null) {
                    throw new IllegalStateException("planned to remove bike " + bike + " before it was docked");
                }
                free.addLast(dock);
                facts.add(new PlannedFact(move.timeMs(), dock, bike, removal(move.stay())));
            } else {
                Integer dock = free.pollFirst();
                if (dock == null || dockOf.put(bike, dock) != null) {
                    throw new IllegalStateException("planned bike " + bike + " into docks that are taken");
                }
                facts.add(new PlannedFact(move.timeMs(), dock, bike, new PlannedFact.Kind.Docked()));
            }
        }
        return facts;
    }

    private static PlannedFact.Kind removal(Stay stay) {
        return switch (stay.departure()) {
            case Stay.Departure.ByCard by -> new PlannedFact.Kind.RemovedByCard(by.card());
            case Stay.Departure.ByVan by -> new PlannedFact.Kind.RemovedByCrew();
            case Stay.Departure.NotAtAll by -> throw new IllegalStateException("a bike that stays does not leave");
        };
    }
}
