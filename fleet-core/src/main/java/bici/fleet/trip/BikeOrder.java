package bici.fleet.trip;

import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The order in which a bike's facts happened: by time; within one station by its own (journal, sequence); between
 * stations at the same instant by where the bike last was. Depends on the set of facts alone, never on their arrival.
 */
final class BikeOrder {
    private static final Comparator<BikeFact> BY_TIME =
            Comparator.comparing(BikeFact::at).thenComparing(BikeFact::id);

    private BikeOrder() {}

    static List<BikeFact> sort(Whereabouts start, Collection<BikeFact> facts) {
        Collection<BikeFact> effective = withEffectiveTimes(facts);
        List<BikeFact> loose =
                effective.stream().filter(BikeFact::isLoose).sorted(BY_TIME).toList();
        if (loose.isEmpty()) {
            return sortFirm(start, effective);
        }
        List<BikeFact> firm = new ArrayList<>(effective);
        firm.removeIf(BikeFact::isLoose);
        return LooseFacts.place(start, sortFirm(start, firm), loose);
    }

    private static List<BikeFact> sortFirm(Whereabouts start, Collection<BikeFact> facts) {
        List<BikeFact> byTime = new ArrayList<>(facts);
        byTime.sort(BY_TIME);
        List<BikeFact> ordered = new ArrayList<>(byTime.size());
        Whereabouts now = start;
        int from = 0;
        while (from < byTime.size()) {
            int to = endOfInstant(byTime, from);
            List<BikeFact> instant = byTime.subList(from, to);
            for (BikeFact fact : instant.size() == 1 ? instant : SameInstant.order(now, instant)) {
                ordered.add(fact);
                now = now.after(fact).to();
            }
            from = to;
        }
        return ordered;
    }

    /**
     * Within one station its sequence goes before its clock: a fact is never earlier than the one before it there, and one
     * of which only bounds are known is never later than the one after it. What the ledger inferred has a numbering of its
     * own and stands at its time.
     */
    private static Collection<BikeFact> withEffectiveTimes(Collection<BikeFact> facts) {
        Map<StationId, List<BikeFact>> byStation = new TreeMap<>();
        for (BikeFact fact : facts) {
            byStation
                    .computeIfAbsent(fact.id().station(), s -> new ArrayList<>())
                    .add(fact);
        }
        List<BikeFact> effective = new ArrayList<>(facts.size());
        for (List<BikeFact> ofStation : byStation.values()) {
            ofStation.sort(Comparator.comparing(BikeFact::id));
            effective.addAll(bounded(ofStation));
        }
        return effective;
    }

    /** One station's facts of the bike, in its order. */
    private static List<BikeFact> bounded(List<BikeFact> ofStation) {
        List<BikeFact> forward = new ArrayList<>(ofStation.size());
        Instant known = Instant.MIN;
        for (BikeFact fact : ofStation) {
            if (fact.id().journal() == FactId.INFERRED) {
                forward.add(fact);
            } else if (fact.isLoose()) {
                forward.add(known.isAfter(fact.earliest()) ? fact.within(known, fact.at()) : fact);
            } else {
                known = fact.at().isAfter(known) ? fact.at() : known;
                forward.add(fact.countedAt(known));
            }
        }
        Instant next = Instant.MAX;
        for (int i = forward.size() - 1; i >= 0; i--) {
            BikeFact fact = forward.get(i);
            if (fact.isLoose() && next.isBefore(fact.at())) {
                forward.set(i, fact.within(fact.earliest(), next));
            } else if (!fact.isLoose() && fact.id().journal() != FactId.INFERRED) {
                next = fact.at();
            }
        }
        return forward;
    }

    private static int endOfInstant(List<BikeFact> byTime, int from) {
        Instant at = byTime.get(from).at();
        int to = from + 1;
        while (to < byTime.size() && byTime.get(to).at().equals(at)) {
            to++;
        }
        return to;
    }

    /** Facts at one instant: the way through them with the fewest impossible steps. Those of one station keep their order. */
    static final class SameInstant {
        /** Beyond this many the search would be slow, and no bike is that fast: each step takes what fits next. */
        private static final int MAX_SEARCHED = 10;

        private List<BikeFact> best = List.of();
        private int bestBreaks = Integer.MAX_VALUE;
        private final List<Deque<BikeFact>> streams;
        private final int lookahead;

        private SameInstant(List<Deque<BikeFact>> streams, int size) {
            this.streams = streams;
            this.lookahead = size;
        }

        /** @param instant sorted by fact id */
        static List<BikeFact> order(Whereabouts start, List<BikeFact> instant) {
            Map<StationId, Deque<BikeFact>> byStation = new TreeMap<>();
            for (BikeFact fact : instant) {
                byStation
                        .computeIfAbsent(fact.id().station(), s -> new ArrayDeque<>())
                        .add(fact);
            }
            SameInstant search = new SameInstant(List.copyOf(byStation.values()), instant.size());
            if (instant.size() > MAX_SEARCHED) {
                return search.greedy(start);
            }
            search.extend(start, new ArrayList<>(), 0);
            return search.best;
        }

        private void extend(Whereabouts now, List<BikeFact> path, int breaks) {
            if (breaks >= bestBreaks) {
                return;
            }
            if (path.size() == lookahead) {
                best = List.copyOf(path);
                bestBreaks = breaks;
                return;
            }
            for (Deque<BikeFact> stream : streams) {
                BikeFact next = stream.poll();
                if (next != null) {
                    path.add(next);
                    extend(now.after(next).to(), path, breaks + (now.allows(next) ? 0 : 1));
                    path.remove(path.size() - 1);
                    stream.addFirst(next);
                }
            }
        }

        private List<BikeFact> greedy(Whereabouts start) {
            List<BikeFact> path = new ArrayList<>(lookahead);
            Whereabouts now = start;
            while (path.size() < lookahead) {
                Whereabouts here = now;
                Deque<BikeFact> stream = streams.stream()
                        .filter(s -> !s.isEmpty() && here.allows(s.getFirst()))
                        .findFirst()
                        .orElseGet(() -> streams.stream()
                                .filter(s -> !s.isEmpty())
                                .findFirst()
                                .orElseThrow());
                BikeFact next = stream.removeFirst();
                path.add(next);
                now = now.after(next).to();
            }
            return path;
        }
    }
}
