package bici.infra.replay;

import bici.simulator.replay.ReplayPlan;

/** The figures of the last line. */
record ReplaySummary(long rows, long replayed, long leftOut, long exported, long matched) {

    static ReplaySummary of(ReplayPlan plan, TripMatch match) {
        return new ReplaySummary(
                plan.rows(), plan.rides().size(), plan.leftOut().size(), match.exported(), match.matched());
    }

    /** Rows in no bucket, and rows or exported trips without their like. */
    long unexplained() {
        return Math.abs(rows - replayed - leftOut) + Math.max(replayed, exported) - matched;
    }

    /** A replay of nothing is none. */
    boolean isGood() {
        return unexplained() == 0 && replayed > 0;
    }

    String toLine() {
        return "replay: rows=" + rows + " replayed=" + replayed + " left_out=" + leftOut + " exported=" + exported
                + " matched=" + matched + " unexplained=" + unexplained();
    }
}
