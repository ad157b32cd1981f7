package bici.infra.simulation;

import bici.fleet.dock.Birth;
import bici.fleet.dock.Fact;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import bici.wire.ClockQuality;
import bici.wire.WireFact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Of which facts the protocol lets the time be known: decided from what really happened and the births that arrived, by
 * nothing of how the core judges times. One thread.
 */
final class ClockTruth {
    /** How far a clock may be off and still be right: the way of a birth, and rounding. */
    private static final long RIGHT_MS = 1_000;

    private static final long SOON_MS = 120_000;

    private final World world;
    private final Map<StationId, List<Birth>> births = new TreeMap<>();

    /** @param births of each station in their order */
    ClockTruth(World world, Collection<Birth> births) {
        this.world = world;
        births.forEach(birth -> this.births
                .computeIfAbsent(birth.station(), s -> new ArrayList<>())
                .add(birth));
    }

    /**
     * Births of its boot on both sides show that uptime went on as it should; or it did so since the one there is, and a right
     * calendar says the same, or the fact was told on line and arrived soon.
     *
     * @param arrivedMs when the fact arrived
     */
    boolean isKnowable(Fact fact, long arrivedMs) {
        Optional<Boolean> before = findBefore(fact).map(birth -> wentOn(birth, fact));
        Optional<Boolean> after = findAfter(fact).map(birth -> wentOn(birth, fact));
        boolean one = before.orElse(false) || after.orElse(false);
        boolean soon = !fact.stamp().offline() && arrivedMs - happenedMs(fact.id()) < SOON_MS;
        return isConfirmed(fact) || (one && isCalendarRight(fact)) || (before.orElse(false) && after.isEmpty() && soon);
    }

    /** Births of its boot on both sides show that uptime went on as it should. */
    boolean isConfirmed(Fact fact) {
        return findBefore(fact).filter(birth -> wentOn(birth, fact)).isPresent()
                && findAfter(fact).filter(birth -> wentOn(birth, fact)).isPresent();
    }

    /** Births of its boot on both sides show that uptime did not go on as it should. */
    boolean isContradicted(Fact fact) {
        return findBefore(fact).isPresent() && findAfter(fact).isPresent();
    }

    private Optional<Birth> findBefore(Fact fact) {
        return ofBoot(fact).stream()
                .filter(birth -> birth.asOf() < fact.id().sequence())
                .reduce((a, b) -> b);
    }

    private Optional<Birth> findAfter(Fact fact) {
        return ofBoot(fact).stream()
                .filter(birth -> birth.asOf() >= fact.id().sequence())
                .findFirst();
    }

    private List<Birth> ofBoot(Fact fact) {
        return births.getOrDefault(fact.id().station(), List.of()).stream()
                .filter(birth -> birth.journal() == fact.id().journal()
                        && birth.boot() == fact.stamp().boot())
                .toList();
    }

    private boolean wentOn(Birth birth, Fact fact) {
        long byUptime = fact.stamp().uptime().minus(birth.clock().uptime()).toMillis();
        long really = happenedMs(fact.id()) - birth.clock().arrivedAt().toEpochMilli();
        return Math.abs(byUptime - really) <= RIGHT_MS;
    }

    private boolean isCalendarRight(Fact fact) {
        WireFact told =
                world.truth().findJournal(fact.id()).orElseThrow().get(fact.id().sequence());
        return told.clock() != ClockQuality.UNSET && Math.abs(told.deviceTimeMs() - happenedMs(fact.id())) <= RIGHT_MS;
    }

    private long happenedMs(FactId fact) {
        return world.truth().findJournal(fact).orElseThrow().happenedMs(fact.sequence());
    }
}
