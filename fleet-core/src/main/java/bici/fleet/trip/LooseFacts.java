package bici.fleet.trip;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the place of facts of which only bounds are known among those whose times are: the way through all with the
 * fewest impossible steps, and of several such ways the one on which the loose facts come latest. Both lists keep their
 * order. A docking that another way of as few impossible steps puts behind a loose fact may have ended another trip: it is
 * marked. Only the time that the loose facts may lie in is looked at; where more happened in it than can be, so that the
 * search would be long, each loose fact counts for its latest, and all dockings are marked. Pure.
 */
final class LooseFacts {
    private static final Comparator<Cost> CHEAPEST =
            Comparator.comparingInt(Cost::breaks).thenComparingLong(Cost::early);

    /** Pairs of a firm and a loose fact that are compared at most: no bike is that fast. */
    static final int MOST_COMPARED = 100_000;

    private static final int NO_WAY = Integer.MAX_VALUE / 4;

    /** What was taken last. */
    private static final int FIRM = 0;

    private static final int LOOSE = 1;

    private final List<BikeFact> firm;
    private final List<BikeFact> loose;
    /** By facts taken of both lists, and whether the last was a loose one. */
    private final @Nullable Way[][][] ways;

    private LooseFacts(List<BikeFact> firm, List<BikeFact> loose) {
        this.firm = firm;
        this.loose = loose;
        this.ways = new Way[firm.size() + 1][loose.size() + 1][2];
    }

    /** @param early how many firm facts come after each loose one, summed */
    private record Cost(int breaks, long early) {}

    private record Way(Whereabouts to, Cost cost, boolean afterLoose) {}

    /**
     * All facts in order, the loose ones at the times they count for.
     *
     * @param firm in order
     * @param loose in an order that they keep
     */
    static List<BikeFact> place(Whereabouts start, List<BikeFact> firm, List<BikeFact> loose) {
        Instant earliest =
                loose.stream().map(BikeFact::earliest).min(Instant::compareTo).orElse(Instant.MAX);
        Instant latest =
                loose.stream().map(BikeFact::at).max(Instant::compareTo).orElse(Instant.MIN);
        int from = 0;
        Whereabouts here = start;
        while (from < firm.size() && firm.get(from).at().isBefore(earliest)) {
            here = here.after(firm.get(from)).to();
            from++;
        }
        int to = from;
        while (to < firm.size() && !firm.get(to).at().isAfter(latest)) {
            to++;
        }
        // The next one after them says whether they fit.
        to = Math.min(firm.size(), to + 1);
        List<BikeFact> ordered = new ArrayList<>(firm.subList(0, from));
        List<BikeFact> between = firm.subList(from, to);
        ordered.addAll(
                (long) between.size() * loose.size() > MOST_COMPARED
                        ? atTheirLatest(between, loose)
                        : new LooseFacts(between, loose).place(here));
        ordered.addAll(firm.subList(to, firm.size()));
        return ordered;
    }

    private static List<BikeFact> atTheirLatest(List<BikeFact> firm, List<BikeFact> loose) {
        List<BikeFact> all = new ArrayList<>(firm);
        all.replaceAll(LooseFacts::marked);
        loose.forEach(fact -> all.add(fact.countedAt(fact.at())));
        all.sort(Comparator.comparing(BikeFact::at));
        return all;
    }

    private List<BikeFact> place(Whereabouts start) {
        ways[0][0][FIRM] = new Way(start, new Cost(0, 0), false);
        for (int i = 0; i <= firm.size(); i++) {
            for (int j = 0; j <= loose.size(); j++) {
                goOn(i, j, FIRM);
                goOn(i, j, LOOSE);
            }
        }
        return timed(walk(findDoubtful()));
    }

    /** The firm facts before which a loose one stands on some way of as few impossible steps as the best. */
    private BitSet findDoubtful() {
        BitSet doubtful = new BitSet(firm.size());
        // By facts taken of both lists and what was the last: the fewest impossible steps from there to the end.
        int[][][] rest = new int[firm.size() + 1][loose.size() + 1][2];
        int best = breaks(ways[firm.size()][loose.size()][FIRM]);
        best = Math.min(best, breaks(ways[firm.size()][loose.size()][LOOSE]));
        for (int i = firm.size(); i >= 0; i--) {
            for (int j = loose.size(); j >= 0; j--) {
                for (int last = FIRM; last <= LOOSE; last++) {
                    Way way = ways[i][j][last];
                    if (way == null) {
                        continue;
                    }
                    int byFirm = canTakeFirm(i, j) ? breaks(way, firm.get(i)) + rest[i + 1][j][FIRM] : NO_WAY;
                    int byLoose = canTakeLoose(i, j) ? breaks(way, loose.get(j)) + rest[i][j + 1][LOOSE] : NO_WAY;
                    boolean end = i == firm.size() && j == loose.size();
                    rest[i][j][last] = end ? 0 : Math.min(NO_WAY, Math.min(byFirm, byLoose));
                    if (way.cost().breaks() + byLoose == best) {
                        doubtful.set(i);
                    }
                }
            }
        }
        return doubtful;
    }

    private static int breaks(@Nullable Way way) {
        return way == null ? NO_WAY : way.cost().breaks();
    }

    private static int breaks(Way way, BikeFact next) {
        return way.to().allows(next) ? 0 : 1;
    }

    private void goOn(int i, int j, int last) {
        Way way = ways[i][j][last];
        if (way == null) {
            return;
        }
        boolean afterLoose = last == LOOSE;
        if (canTakeFirm(i, j)) {
            keep(i + 1, j, FIRM, step(way, firm.get(i), 0, afterLoose));
        }
        if (canTakeLoose(i, j)) {
            keep(i, j + 1, LOOSE, step(way, loose.get(j), firm.size() - i, afterLoose));
        }
    }

    /** Could the next loose fact still come after the next firm one? */
    private boolean canTakeFirm(int i, int j) {
        return i < firm.size()
                && (j == loose.size() || !loose.get(j).at().isBefore(firm.get(i).at()));
    }

    private boolean canTakeLoose(int i, int j) {
        return j < loose.size()
                && (i == firm.size()
                        || !loose.get(j).earliest().isAfter(firm.get(i).at()));
    }

    private static Way step(Way way, BikeFact fact, int early, boolean afterLoose) {
        int breaks = way.cost().breaks() + breaks(way, fact);
        return new Way(way.to().after(fact).to(), new Cost(breaks, way.cost().early() + early), afterLoose);
    }

    private void keep(int i, int j, int last, Way way) {
        if (isCheaper(way, ways[i][j][last])) {
            ways[i][j][last] = way;
        }
    }

    private static boolean isCheaper(@Nullable Way way, @Nullable Way known) {
        return way != null && (known == null || CHEAPEST.compare(way.cost(), known.cost()) < 0);
    }

    /** @param doubtful firm facts that may have come after another loose one than they do */
    private List<BikeFact> walk(BitSet doubtful) {
        List<BikeFact> backwards = new ArrayList<>(firm.size() + loose.size());
        int i = firm.size();
        int j = loose.size();
        int last = isCheaper(ways[i][j][LOOSE], ways[i][j][FIRM]) ? LOOSE : FIRM;
        while (i > 0 || j > 0) {
            boolean afterLoose = ways[i][j][last].afterLoose();
            if (last == LOOSE) {
                backwards.add(loose.get(--j));
            } else {
                i--;
                backwards.add(doubtful.get(i) && !afterLoose ? marked(firm.get(i)) : firm.get(i));
            }
            last = afterLoose ? LOOSE : FIRM;
        }
        return backwards.reversed();
    }

    private static BikeFact marked(BikeFact firm) {
        return firm.step() instanceof BikeFact.Step.Docked ? firm.doubtful() : firm;
    }

    /** Loose facts between two firm ones share the time between them; those after all others count for their latest. */
    private static List<BikeFact> timed(List<BikeFact> ordered) {
        List<BikeFact> timed = new ArrayList<>(ordered.size());
        Instant before = Instant.MIN;
        for (int i = 0; i < ordered.size(); i++) {
            BikeFact fact = ordered.get(i);
            if (fact.isLoose()) {
                int next = i;
                while (next < ordered.size() && ordered.get(next).isLoose()) {
                    next++;
                }
                Instant latest = next == ordered.size()
                        ? fact.at()
                        : earlier(
                                fact.at(),
                                between(fact, before, ordered.get(next).at(), next - i));
                fact = fact.countedAt(later(before, latest));
            }
            timed.add(fact);
            before = fact.at();
        }
        return timed;
    }

    /** The first of so many equal parts of the time that is open. */
    private static Instant between(BikeFact fact, Instant before, Instant next, int facts) {
        Instant from = later(before, fact.earliest());
        return from.plus(Duration.between(from, next).dividedBy(facts + 1L)).truncatedTo(ChronoUnit.MILLIS);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
