package bici.simulator.city;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Where the bikes of a city stand before anybody rode. Pure. */
public final class Fleet {
    private Fleet() {}

    public static String bike(int number) {
        return String.format(Locale.ROOT, "B%04d", number);
    }

    /**
     * The bikes {@code B0001} and on, spread over the stations by their number of docks; each from dock 1 on.
     *
     * @throws IllegalArgumentException when there are more bikes than docks
     */
    public static Map<Place, List<String>> spread(List<Place> places, int bikes) {
        int docks = places.stream().mapToInt(Place::docks).sum();
        if (bikes > docks) {
            throw new IllegalArgumentException(bikes + " bikes do not fit into " + docks + " docks");
        }
        Map<Place, List<String>> standing = new TreeMap<>(Comparator.comparing(Place::station));
        int before = 0;
        int given = 0;
        for (Place place : places) {
            before += place.docks();
            int upTo = Math.toIntExact((long) bikes * before / docks);
            List<String> here = new ArrayList<>();
            while (given < upTo) {
                here.add(bike(++given));
            }
            standing.put(place, List.copyOf(here));
        }
        return standing;
    }
}
