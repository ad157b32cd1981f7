package bici.simulator.replay;

import bici.wire.ClockQuality;
import bici.wire.WireFact;
import bici.wire.WireFact.Cause;
import bici.wire.WireFact.Happening;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Says a plan's facts as its stations journalled them: off line, with a clock that was set.
 *
 * @param cards the riders' card ids, as the plan counts them
 * @param proofOf the allow-list's proof of a card id
 */
public record WireFacts(
        List<String> cards, String crewCard, long bootMs, long listVersion, UnaryOperator<String> proofOf) {
    private static final int FIRST_BOOT = 1;

    public static WireFacts of(ReplayPlan plan, long listVersion, UnaryOperator<String> proofOf) {
        return new WireFacts(plan.cards(), plan.crewCard(), plan.bootMs(), listVersion, proofOf);
    }

    /** The station's journal, from sequence 1. */
    public Stream<WireFact> journal(StationPlan station) {
        List<PlannedFact> facts = station.facts();
        return IntStream.range(0, facts.size()).mapToObj(i -> wire(i + 1L, facts.get(i)));
    }

    private WireFact wire(long sequence, PlannedFact fact) {
        return new WireFact(
                sequence,
                fact.timeMs(),
                fact.timeMs() - bootMs,
                FIRST_BOOT,
                ClockQuality.SYNCED,
                true,
                happening(fact));
    }

    private Happening happening(PlannedFact fact) {
        return switch (fact.kind()) {
            case PlannedFact.Kind.Docked docked -> new Happening.BikeDocked(fact.dock(), fact.bike());
            case PlannedFact.Kind.RemovedByCard removed ->
                new Happening.BikeRemoved(fact.dock(), fact.bike(), byCard(cards.get(removed.card())));
            case PlannedFact.Kind.RemovedByCrew removed ->
                new Happening.BikeRemoved(fact.dock(), fact.bike(), new Cause.ByCrew(crewCard));
        };
    }

    private Cause byCard(String card) {
        return new Cause.ByCard(card, listVersion, proofOf.apply(card));
    }
}
