package bici.fleet.ledger;

import bici.fleet.dock.DockState.AsOf;
import bici.fleet.ledger.Inventories.Sighting;
import bici.fleet.trip.BikeFact;
import bici.fleet.trip.BikeFold;
import bici.fleet.trip.Whereabouts;
import bici.fleet.vocabulary.FactId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Where inventories show a bike, held against where its facts have it. A station's own facts always agree with its
 * inventories: what differs is told by others. Pure.
 */
final class Sightings {
    private static final Comparator<Sighting> BY_TIME = Comparator.comparing(Sighting::at)
            .thenComparing(Sighting::dock)
            .thenComparingLong(sighting -> sighting.taken().epoch());

    private Sightings() {}

    /**
     * Sightings of a bike that by its facts was elsewhere then; each shows where it is until its next fact.
     *
     * @param history from its beginning, or from a fact that tells its place
     */
    static List<Sighting> contradicted(Collection<BikeFact> history, Collection<Sighting> sightings) {
        List<BikeFact> ordered =
                BikeFold.fold(new Whereabouts.Unknown(), history).ordered();
        List<Sighting> contradicted = new ArrayList<>();
        Whereabouts now = new Whereabouts.Unknown();
        int next = 0;
        for (Sighting sighting : sightings.stream().sorted(BY_TIME).toList()) {
            while (next < ordered.size() && !ordered.get(next).at().isAfter(sighting.at())) {
                now = now.after(ordered.get(next)).to();
                next++;
            }
            if (isElsewhere(now, sighting) && isNews(ordered.subList(0, next), sighting)) {
                contradicted.add(sighting);
                now = new Whereabouts.AtDock(sighting.dock(), sighting.at());
            }
        }
        return contradicted;
    }

    private static boolean isElsewhere(Whereabouts now, Sighting sighting) {
        return switch (now) {
            case Whereabouts.Unknown unknown -> false;
            case Whereabouts.AtDock here -> !here.dock().equals(sighting.dock());
            case Whereabouts.OnTrip riding -> true;
            case Whereabouts.OnTruck truck -> true;
            case Whereabouts.Missing missing -> true;
        };
    }

    /** Not inferred before; and its station has told nothing since the inventory that counts for a time before it. */
    private static boolean isNews(List<BikeFact> until, Sighting sighting) {
        return until.stream().noneMatch(fact -> isInferredFrom(fact, sighting) || isTakenLater(fact, sighting));
    }

    private static boolean isInferredFrom(BikeFact fact, Sighting sighting) {
        return fact.id().journal() == FactId.INFERRED
                && fact.step() instanceof BikeFact.Step.Docked
                && fact.dock().equals(sighting.dock())
                && fact.at().equals(sighting.at());
    }

    private static boolean isTakenLater(BikeFact fact, Sighting sighting) {
        FactId id = fact.id();
        return id.station().equals(sighting.dock().station())
                && id.journal() != FactId.INFERRED
                && new AsOf(id.journal(), id.sequence())
                                .compareTo(sighting.taken().asOf())
                        > 0;
    }
}
