package bici.infra.chaos;

import bici.infra.chaos.Truth.Act;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where each bike went, one act after the other, as far as it happened. Immutable. */
final class BikeMoves {
    private final Map<String, List<Act>> ofBike = new HashMap<>();
    private final Map<String, Integer> placeOfFact = new HashMap<>();
    private final Set<String> copied = new HashSet<>();

    /** @param recorded facts: they tell whether an act that a kill cut off did happen */
    BikeMoves(Truth truth, Set<String> recorded) {
        for (Act act : truth.acts().values()) {
            if (act.isOfCopiedTag()) {
                copied.add(act.bike());
            }
            if (act.moves() && (act.done() || recorded.contains(act.fact()))) {
                List<Act> acts = ofBike.computeIfAbsent(act.bike(), bike -> new ArrayList<>());
                placeOfFact.put(act.fact(), acts.size());
                acts.add(act);
            }
        }
    }

    /** Was the bike's tag read at any time where the bike was not? */
    boolean isCopied(String bike) {
        return copied.contains(bike);
    }

    Optional<Act> findNext(Act act) {
        List<Act> acts = ofBike.getOrDefault(act.bike(), List.of());
        int next = placeOfFact.getOrDefault(act.fact(), acts.size()) + 1;
        return next < acts.size() ? Optional.of(acts.get(next)) : Optional.empty();
    }

    /** What the trip of a removal follows from: the act before it and those up to the next removal. */
    List<Act> around(Act removal) {
        List<Act> acts = ofBike.getOrDefault(removal.bike(), List.of());
        int place = placeOfFact.getOrDefault(removal.fact(), acts.size());
        return acts.subList(Math.max(0, place - 1), Math.min(acts.size(), place + 3));
    }
}
