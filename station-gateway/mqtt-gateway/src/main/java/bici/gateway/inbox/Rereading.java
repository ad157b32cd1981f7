package bici.gateway.inbox;

import bici.fleet.vocabulary.StationId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How many old facts each station lately had read again. A bike whose past is uncertain is folded from its beginning at each
 * of its facts: a station that tells many of those would hold up all whose facts are in the same transactions. One thread at
 * a time; time is {@link System#nanoTime}.
 */
final class Rereading {
    /** Half a percent of a writer's time. */
    private static final double FORGOTTEN_A_SECOND = 500;

    private static final double BORNE = 2_000;
    /** Whoever stops is like the others after a minute. */
    private static final double MOST = BORNE + 60 * FORGOTTEN_A_SECOND;

    private final Map<StationId, Debt> debts = new HashMap<>();

    /** What one station owes. */
    private static final class Debt {
        private double facts;
        private long atNanos;
        private boolean apart;

        Debt(long nowNanos) {
            this.atNanos = nowNanos;
        }

        void forgetUntil(long nowNanos) {
            double seconds = (double) (nowNanos - atNanos) / TimeUnit.SECONDS.toNanos(1);
            facts = Math.max(0, facts - FORGOTTEN_A_SECOND * seconds);
            atNanos = nowNanos;
        }
    }

    /** True when that makes the station one to be written apart. */
    boolean add(StationId station, int facts, long nowNanos) {
        Debt debt = debts.computeIfAbsent(station, s -> new Debt(nowNanos));
        debt.forgetUntil(nowNanos);
        debt.facts = Math.min(MOST, debt.facts + facts);
        boolean more = !debt.apart && debt.facts > BORNE;
        debt.apart |= more;
        return more;
    }

    /** Until all of it is forgotten. */
    boolean isApart(StationId station, long nowNanos) {
        Debt debt = debts.get(station);
        if (debt == null) {
            return false;
        }
        debt.forgetUntil(nowNanos);
        if (debt.facts == 0) {
            debts.remove(station);
        }
        return debt.facts > 0 && debt.apart;
    }
}
