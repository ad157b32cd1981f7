package bici.infra.simulation;

import bici.fleet.vocabulary.FactId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where each bike really is, and everything that really happened to it: what the core is held against. One thread. */
final class Truth {
    private final Agenda agenda;
    private final Map<String, Bike> bikes = new LinkedHashMap<>();
    private final Map<FactId, Act> byFact = new HashMap<>();
    private final List<Journal> journals = new ArrayList<>();

    Truth(Agenda agenda) {
        this.agenda = agenda;
        City.BIKE_IDS.forEach(id -> bikes.put(id, new Bike(id)));
    }

    /** Who let a bike go. */
    enum Why {
        COMMAND,
        CARD,
        CREW,
        FORCE,
        /** No removal: the bike came in. */
        DOCKED
    }

    /**
     * One bike leaving or entering one dock.
     *
     * @param whom command or card; empty for any other
     * @param fact what the station wrote down of it, if it could
     */
    record Act(long atMs, String station, int dock, Why why, String whom, Optional<FactId> fact) {
        boolean isDocking() {
            return why == Why.DOCKED;
        }
    }

    /** A bike and its past. */
    static final class Bike {
        final String id;
        final List<Act> acts = new ArrayList<>();
        private boolean copied;

        private Bike(String id) {
            this.id = id;
        }

        /** The dock it stands in. */
        Optional<Act> standing() {
            return acts.isEmpty() || !acts.getLast().isDocking() ? Optional.empty() : Optional.of(acts.getLast());
        }

        /** Some dock read its tag where the bike was not. */
        boolean isCopied() {
            return copied;
        }
    }

    void acted(String bike, String station, int dock, Why why, String whom, Optional<FactId> fact) {
        Act act = new Act(agenda.nowMs(), station, dock, why, whom, fact);
        bike(bike).acts.add(act);
        fact.ifPresent(id -> byFact.put(id, act));
    }

    void copied(String bike) {
        bike(bike).copied = true;
    }

    Bike bike(String id) {
        Bike bike = bikes.get(id);
        if (bike == null) {
            throw new IllegalStateException("there is no bike " + id);
        }
        return bike;
    }

    Iterable<Bike> bikes() {
        return bikes.values();
    }

    Optional<Act> findAct(FactId fact) {
        return Optional.ofNullable(byFact.get(fact));
    }

    void began(Journal journal) {
        journals.add(journal);
    }

    List<Journal> journals() {
        return journals;
    }

    Optional<Journal> findJournal(FactId fact) {
        return journals.stream()
                .filter(j -> j.number() == fact.journal() && j.station().equals(fact.station()))
                .findFirst();
    }

    /** Whether the fact still exists anywhere. */
    boolean isDestroyed(FactId fact) {
        return findJournal(fact).map(j -> j.isDestroyed(fact.sequence())).orElse(true);
    }
}
