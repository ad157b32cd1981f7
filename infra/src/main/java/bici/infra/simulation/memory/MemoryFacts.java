package bici.infra.simulation.memory;

import bici.fleet.dock.Cause;
import bici.fleet.dock.DockState.AsOf;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.RecordedFact;
import bici.fleet.dock.TimeJudge.TimeQuality;
import bici.fleet.ledger.FactLog;
import bici.fleet.ledger.Inventories.Sighting;
import bici.fleet.ledger.StationCursors.BootKey;
import bici.fleet.trip.BikeFact;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Facts, by identity, bike, dock and station. */
final class MemoryFacts implements FactLog {
    private final Rows rows;

    MemoryFacts(Rows rows) {
        this.rows = rows;
    }

    @Override
    public void append(List<RecordedFact> facts) {
        for (RecordedFact recorded : facts) {
            FactId id = recorded.fact().id();
            Checks.require(
                    (id.journal() == FactId.INFERRED)
                            == recorded.evidenceEpoch().isPresent(),
                    "what is inferred has its evidence");
            requireSayable(recorded.fact().event());
            rows.facts.insert(FactKey.of(recorded), recorded);
            findDock(recorded.fact()).ifPresent(dock -> rows.factsOfDock.add(dock, recorded));
            findBike(recorded.fact().event()).ifPresent(bike -> {
                rows.stepsOfBike.add(bike, recorded);
                rows.stepsAtStation.add(id.station(), recorded);
            });
        }
    }

    private static void requireSayable(Event event) {
        switch (event) {
            case Event.LockFailed failed -> Checks.requireSayable(failed.code());
            case Event.DockFault broken -> Checks.requireSayable(broken.code());
            case Event.Button button -> Checks.requireSayable(button.code());
            case Event.BikeRemoved removed -> {
                if (removed.cause() instanceof Cause.ByCard by) {
                    Checks.requireSayable(by.proof());
                }
            }
            default -> {
                // Has no text.
            }
        }
    }

    private static Optional<DockId> findDock(Fact fact) {
        Optional<Integer> number = switch (fact.event()) {
            case Event.BikeRemoved e -> Optional.of(e.dock());
            case Event.BikeDocked e -> Optional.of(e.dock());
            case Event.LockOpenedNotTaken e -> Optional.of(e.dock());
            case Event.LockFailed e -> Optional.of(e.dock());
            case Event.DockFault e -> Optional.of(e.dock());
            case Event.DockCleared e -> Optional.of(e.dock());
            default -> Optional.empty();
        };
        return number.map(dock -> new DockId(fact.id().station(), dock));
    }

    private static Optional<BikeId> findBike(Event event) {
        return switch (event) {
            case Event.BikeRemoved e -> Optional.of(e.bike());
            case Event.BikeDocked e -> Optional.of(e.bike());
            default -> Optional.empty();
        };
    }

    @Override
    public List<RecordedFact> loadDoubtful(BootKey boot, long after) {
        FactId from = new FactId(boot.station(), boot.journal(), after + 1);
        List<RecordedFact> facts = new ArrayList<>();
        for (RecordedFact recorded : rows.facts.from(FactKey.first(from)).values()) {
            FactId id = recorded.fact().id();
            if (!id.station().equals(from.station()) || id.journal() != from.journal()) {
                break;
            }
            RecordedFact timed = rows.timed(recorded);
            if (recorded.fact().stamp().boot() == boot.boot() && timed.time().quality() != TimeQuality.DEVICE) {
                facts.add(timed);
            }
        }
        return facts;
    }

    @Override
    public void judgeAnew(List<RecordedFact> facts, long epoch) {
        facts.forEach(recorded -> rows.times.put(recorded.fact().id(), recorded.time()));
    }

    @Override
    public Set<Fact> findSame(Collection<Fact> repeated) {
        Set<Fact> same = new HashSet<>();
        for (Fact fact : repeated) {
            if (isKept(fact)) {
                same.add(fact);
            }
        }
        return same;
    }

    private boolean isKept(Fact fact) {
        for (RecordedFact known : rows.facts.from(FactKey.first(fact.id())).values()) {
            if (!known.fact().id().equals(fact.id())) {
                break;
            }
            if (known.fact().equals(fact)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Map<BikeId, Instant> findRefoldStarts(Map<BikeId, Instant> earliestLate) {
        Map<BikeId, Instant> starts = new HashMap<>();
        earliestLate.forEach((bike, before) -> findStart(bike, before).ifPresent(start -> starts.put(bike, start)));
        return starts;
    }

    private Optional<Instant> findStart(BikeId bike, Instant before) {
        TreeMap<Instant, Boolean> alone = new TreeMap<>();
        for (RecordedFact recorded : rows.timed(rows.stepsOfBike.of(bike))) {
            Instant at = recorded.at();
            if (at.isBefore(before)) {
                boolean wasTaken =
                        recorded.evidenceEpoch().isEmpty() && recorded.fact().event() instanceof Event.BikeRemoved;
                alone.merge(at, wasTaken, (first, second) -> false);
            }
        }
        return alone.descendingMap().entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public Map<BikeId, Set<BikeFact>> loadHistories(Map<BikeId, Instant> since) {
        Map<BikeId, Set<BikeFact>> histories = new HashMap<>();
        since.forEach((bike, from) -> {
            Set<BikeFact> steps = new HashSet<>();
            for (RecordedFact recorded : rows.timed(rows.stepsOfBike.of(bike))) {
                if (!recorded.at().isBefore(from)) {
                    steps.add(BikeFact.of(recorded));
                }
            }
            if (!steps.isEmpty()) {
                histories.put(bike, steps);
            }
        });
        return histories;
    }

    @Override
    public Map<BikeId, Set<BikeFact>> findToldAfter(Collection<Sighting> sightings, Map<BikeId, Instant> before) {
        Map<BikeId, Set<BikeFact>> found = new HashMap<>();
        for (Sighting sighting : sightings) {
            Instant limit = Objects.requireNonNull(before.get(sighting.bike()));
            for (RecordedFact recorded : rows.timed(rows.stepsOfBike.of(sighting.bike()))) {
                if (recorded.at().isBefore(limit) && isToldAfter(recorded.fact().id(), sighting)) {
                    found.computeIfAbsent(sighting.bike(), b -> new HashSet<>()).add(BikeFact.of(recorded));
                }
            }
        }
        return found;
    }

    private static boolean isToldAfter(FactId fact, Sighting sighting) {
        return fact.station().equals(sighting.dock().station())
                && new AsOf(fact.journal(), fact.sequence())
                                .compareTo(sighting.taken().asOf())
                        > 0;
    }
}
