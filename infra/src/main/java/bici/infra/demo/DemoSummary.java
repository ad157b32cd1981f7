package bici.infra.demo;

import bici.fleet.report.Totals.Sums;

/**
 * The figures of the last line.
 *
 * @param opened trips of this run, not of its history
 * @param closed of these
 */
record DemoSummary(long stations, long bikes, long facts, long opened, long closed, long violations) {

    static DemoSummary of(Sums before, Sums after, long violations) {
        return new DemoSummary(
                after.stations(),
                after.bikes(),
                after.facts(),
                after.tripsOpened() - before.tripsOpened(),
                after.tripsClosed() - before.tripsClosed(),
                violations);
    }

    boolean isGood() {
        return violations == 0;
    }

    String toLine() {
        return "demo: stations=" + stations + " bikes=" + bikes + " facts=" + facts + " trips_opened=" + opened
                + " trips_closed=" + closed + " violations=" + violations;
    }
}
