package bici.simulator.live;

import bici.simulator.city.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Whoever comes to the street by themselves: sees what stands in the docks and what is printed there, taps a card, takes
 * the bike whose lock opens or walks away from it, and brings it back. All guests share one pair of hands. Any thread.
 */
public final class Guest {
    /** Who walked away is forgotten after so long, so that the next one finds a dock that works. */
    private static final long AWAY_SECONDS = 120;

    private final LiveStations stations;
    private final Hands hands;
    private final LiveCity.Setting setting;
    private final Consumer<String> took;
    private final Executor later = CompletableFuture.delayedExecutor(AWAY_SECONDS, TimeUnit.SECONDS);
    private final Map<Spot, Hands.Stander> away = new ConcurrentHashMap<>();
    private final Map<String, String> cards = new ConcurrentHashMap<>();
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();

    private record Spot(String station, int dock) {}

    /** What is to be seen in the street. */
    public record View(List<Stand> stations, List<String> inHand) {
        public View {
            stations = List.copyOf(stations);
            inHand = List.copyOf(inHand);
        }
    }

    /** A station with its bikes. */
    public record Stand(String id, String name, int docks, List<Bike> bikes) {
        public Stand {
            bikes = List.copyOf(bikes);
        }
    }

    /**
     * A bike in its dock.
     *
     * @param code printed there; empty when the list of stickers knows none
     * @param left somebody walked away: when the lock opens nobody takes the bike
     */
    public record Bike(int dock, String bike, String code, boolean left) {}

    /** @param took hears each bike that a card of the guests took */
    Guest(LiveStations stations, Hands hands, LiveCity.Setting setting, Consumer<String> took) {
        this.stations = stations;
        this.hands = hands;
        this.setting = setting;
        this.took = took;
    }

    /** A bike is in the guests' hands. */
    void took(String bike) {
        inHand.add(bike);
    }

    /** Whoever brought it: a bike that is in a dock is in nobody's hands. */
    void docked(String bike) {
        inHand.remove(bike);
    }

    /** All stations, in the order of the city. */
    public View view() {
        putDown();
        List<Stand> all = new ArrayList<>();
        for (Place place : setting.places()) {
            List<Bike> bikes = new ArrayList<>();
            new TreeMap<>(stations.bikes(place.station()))
                    .forEach((dock, bike) -> bikes.add(new Bike(
                            dock,
                            bike,
                            setting.stickers().find(place.station(), dock, bike).orElse(""),
                            away.containsKey(new Spot(place.station(), dock)))));
            all.add(new Stand(place.station(), place.name(), place.docks(), bikes));
        }
        return new View(all, listInHand());
    }

    /** Taps a rider's card at a dock; the bike that it let go, or empty: none there, in use, or the card is refused. */
    public Optional<String> tapCard(String station, int dock) {
        putDown();
        Optional<String> bike = stations.find(station)
                .flatMap(place -> Optional.ofNullable(stations.bikes(station).get(dock)));
        Optional<Hands.Stander> stander = bike.flatMap(standing -> hands.stand(station, dock, true));
        if (bike.isEmpty() || stander.isEmpty()) {
            return Optional.empty();
        }
        try {
            return tap(station, dock, bike.get());
        } finally {
            hands.leave(station, dock, stander.get());
        }
    }

    private Optional<String> tap(String station, int dock, String bike) {
        Optional<String> card = setting.people().takeCard();
        if (card.isEmpty()) {
            return Optional.empty();
        }
        if (!stations.tap(station, dock, card.get())) {
            setting.people().putCard(card.get());
            return Optional.empty();
        }
        cards.put(bike, card.get());
        took.accept(bike);
        return Optional.of(bike);
    }

    /** Brings back a bike of the guests', to this station or the nearest one with room; where it is. Empty: not in their hands. */
    public Optional<String> dock(String bike, String station) {
        return inHand.contains(bike) && hands.isOut(bike)
                ? stations.find(station)
                        .flatMap(place -> stations.dock(bike, place))
                        .map(Place::station)
                : Optional.empty();
    }

    /** What the guests hold, in order. */
    List<String> listInHand() {
        putDown();
        return inHand.stream().sorted().toList();
    }

    /** From now on nobody takes this dock's bike when a phone opens its lock. Whether a bike stands there alone. */
    public boolean walkAway(String station, int dock) {
        if (stations.find(station).isEmpty() || !stations.bikes(station).containsKey(dock)) {
            return false;
        }
        Optional<Hands.Stander> nobody = hands.stand(station, dock, false);
        nobody.ifPresent(stander -> {
            away.put(new Spot(station, dock), stander);
            later.execute(() -> comeBack(station, dock, stander));
        });
        return nobody.isPresent() || away.containsKey(new Spot(station, dock));
    }

    /** Stands at the dock again, and takes the bike when its lock opens. */
    public boolean stay(String station, int dock) {
        Optional.ofNullable(away.get(new Spot(station, dock))).ifPresent(stander -> comeBack(station, dock, stander));
        return stations.find(station).isPresent();
    }

    private void comeBack(String station, int dock, Hands.Stander stander) {
        hands.leave(station, dock, stander);
        away.remove(new Spot(station, dock), stander);
    }

    /** What is docked again is in nobody's hands, and its card is for the next one. */
    private void putDown() {
        inHand.removeIf(bike -> !hands.isOut(bike));
        cards.forEach((bike, card) -> {
            if (!hands.isOut(bike) && cards.remove(bike, card)) {
                setting.people().putCard(card);
            }
        });
    }
}
