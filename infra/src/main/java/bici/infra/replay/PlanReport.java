package bici.infra.replay;

import bici.simulator.replay.LeftOut;
import bici.simulator.replay.Reason;
import bici.simulator.replay.ReplayPlan;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/** What a plan decided, for people: lines for the terminal. */
final class PlanReport {
    private PlanReport() {}

    /** How many rows were left out for each reason, with one of them to look at. */
    static Stream<String> reasons(ReplayPlan plan) {
        Map<Reason, LeftOut> examples = new EnumMap<>(Reason.class);
        plan.leftOut().forEach(out -> examples.putIfAbsent(out.reason(), out));
        return plan.countsByReason().entrySet().stream().map(count -> {
            LeftOut example = examples.get(count.getKey());
            String where = example == null
                    ? ""
                    : ", such as " + plan.files().get(example.row().file()) + " line "
                            + example.row().line() + " (" + example.detail() + ")";
            return "left out: " + count.getKey().word() + "=" + count.getValue() + where;
        });
    }

    /** Why there is nothing to play. */
    static String nothing(ReplayPlan plan) {
        return plan.countsByReason().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(most -> "nothing was replayed: " + most.getValue() + " of " + plan.rows()
                        + " rows were left out as " + most.getKey().word())
                .orElse("nothing was replayed: no rows below the header");
    }

    static String size(ReplayPlan plan) {
        return "plan: " + plan.stations().size() + " stations, "
                + plan.stations().stream().mapToInt(s -> s.docks()).sum() + " docks, "
                + plan.listBikes().size() + " bikes, " + plan.cards().size() + " cards, " + plan.facts()
                + " facts for " + plan.rides().size() + " trips";
    }
}
