package bici.infra.ledger;

import bici.fleet.dock.Cause;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Stamp;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A small city played by dice: what its stations journalled, and the trips that really happened. Times are whole minutes,
 * so that many things happen at one instant.
 */
final class PlayedCity {
    static final Instant MORNING = Instant.parse("2026-03-02T11:00:00Z");
    private static final int DOCKS = 12;

    private final Random dice;
    private final List<Yard> yards = new ArrayList<>();
    private final Map<BikeId, Instant> lastStart = new HashMap<>();
    private final List<Move> under = new ArrayList<>();
    private final TreeSet<String> trips = new TreeSet<>();

    private PlayedCity(long seed, int stations, int bikes) {
        this.dice = new Random(seed);
        for (int s = 1; s <= stations; s++) {
            yards.add(new Yard(new StationId("S" + s)));
        }
        for (int b = 1; b <= bikes; b++) {
            yards.get(b % stations).dock(new BikeId("B" + b), MORNING);
        }
    }

    /** A station: its docks and its journal. */
    private static final class Yard {
        private final StationId id;
        private final TreeMap<Integer, BikeId> docked = new TreeMap<>();
        private final List<Fact> journal = new ArrayList<>();

        Yard(StationId id) {
            this.id = id;
        }

        int dock(BikeId bike, Instant at) {
            int dock = 1;
            while (docked.containsKey(dock)) {
                dock++;
            }
            docked.put(dock, bike);
            add(at, new Event.BikeDocked(dock, bike));
            return dock;
        }

        FactId add(Instant at, Event event) {
            FactId fact = new FactId(id, 1, journal.size() + 1L);
            Duration uptime = Duration.between(MORNING.minus(Duration.ofHours(1)), at);
            journal.add(new Fact(fact, new Stamp(at, uptime, 1, Stamp.ClockQuality.SYNCED, true), event));
            return fact;
        }
    }

    /** A bike between two docks. */
    private record Move(FactId opening, BikeId bike, String from, Instant start, boolean van) {}

    /** A bike that may set out. */
    private record Ready(Yard yard, int dock, BikeId bike) {}

    /** Plays until {@code moves} trips and van moves have begun, and all have ended. */
    static PlayedCity play(long seed, int stations, int bikes, int moves) {
        PlayedCity city = new PlayedCity(seed, stations, bikes);
        Instant now = MORNING;
        int begun = 0;
        while (begun < moves || !city.under.isEmpty()) {
            now = now.plus(Duration.ofMinutes(city.dice.nextInt(3)));
            List<Ready> ready = city.ready(now);
            if (begun < moves && !ready.isEmpty() && (city.under.isEmpty() || city.dice.nextBoolean())) {
                city.begin(ready.get(city.dice.nextInt(ready.size())), now);
                begun++;
            } else if (!city.under.isEmpty()) {
                city.end(city.under.remove(city.dice.nextInt(city.under.size())), now);
            }
            if (city.dice.nextInt(4) == 0) {
                city.trouble(now);
            }
        }
        return city;
    }

    /** No bike sets out twice in one minute: there would be no telling which way it went first. */
    private List<Ready> ready(Instant now) {
        List<Ready> ready = new ArrayList<>();
        for (Yard yard : yards) {
            yard.docked.forEach((dock, bike) -> {
                if (!now.equals(lastStart.get(bike))) {
                    ready.add(new Ready(yard, dock, bike));
                }
            });
        }
        return ready;
    }

    private void begin(Ready ready, Instant now) {
        ready.yard().docked.remove(ready.dock());
        lastStart.put(ready.bike(), now);
        boolean van = dice.nextInt(5) == 0;
        CardId card = new CardId(van ? "C-crew" : "C-" + ready.bike());
        Cause cause = van ? new Cause.ByCrew(card) : new Cause.ByCard(card, 1, "proof");
        FactId opening = ready.yard().add(now, new Event.BikeRemoved(ready.dock(), ready.bike(), cause));
        under.add(new Move(opening, ready.bike(), ready.yard().id + "/" + ready.dock(), now, van));
    }

    private void end(Move move, Instant now) {
        List<Yard> withRoom =
                yards.stream().filter(y -> y.docked.size() < DOCKS).toList();
        Yard to = withRoom.get(dice.nextInt(withRoom.size()));
        int dock = to.dock(move.bike(), now);
        if (!move.van()) {
            trips.add(move.opening() + " " + move.bike() + " " + move.from() + "@" + move.start() + " " + to.id + "/"
                    + dock + "@" + now);
        }
    }

    /** A lock or dock in trouble, or out of it: no bike moves by that. */
    private void trouble(Instant now) {
        Yard yard = yards.get(dice.nextInt(yards.size()));
        int dock = 1 + dice.nextInt(DOCKS);
        BikeId bike = yard.docked.get(dock);
        yard.add(
                now,
                switch (dice.nextInt(4)) {
                    case 0 -> new Event.LockFailed(dock, Optional.empty(), "stuck");
                    case 1 -> new Event.DockFault(dock, "code-" + dice.nextInt(3));
                    case 2 -> new Event.DockCleared(dock);
                    default ->
                        bike == null
                                ? new Event.Tamper(dock)
                                : new Event.LockOpenedNotTaken(dock, bike, Optional.empty());
                });
    }

    Map<StationId, List<Fact>> journals() {
        return yards.stream().collect(Collectors.toMap(y -> y.id, y -> y.journal, (a, b) -> a, TreeMap::new));
    }

    /** Bikes at rest, one line each: {@code B1 S2/3}. */
    Set<String> docked() {
        Set<String> docked = new TreeSet<>();
        yards.forEach(y -> y.docked.forEach((dock, bike) -> docked.add(bike + " " + y.id + "/" + dock)));
        return docked;
    }

    /** One line a trip: id, bike, from, to. */
    Set<String> trips() {
        return trips;
    }
}
