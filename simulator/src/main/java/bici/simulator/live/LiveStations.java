package bici.simulator.live;

import bici.simulator.city.Place;
import bici.simulator.city.VanTrip;
import bici.simulator.station.StationController;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;

/** The stations as people see them who stand in front of them. Blocking for moments; any thread. */
final class LiveStations {
    private final List<Place> places;
    private final Map<String, StationController> controllers;

    LiveStations(List<Place> places, Map<String, StationController> controllers) {
        this.places = List.copyOf(places);
        this.controllers = Map.copyOf(controllers);
    }

    List<Place> places() {
        return places;
    }

    /** The bikes that stand there, by dock. */
    Map<Integer, String> bikes(String station) {
        try {
            return controller(station).bikes().join();
        } catch (CompletionException | RejectedExecutionException stopping) {
            return Map.of();
        }
    }

    boolean tap(String station, int dock, String cardNumber) {
        try {
            return controller(station).tapCard(dock, cardNumber).join();
        } catch (CompletionException | RejectedExecutionException stopping) {
            return false;
        }
    }

    /** There, or at the nearest station with room; where it was. */
    Optional<Place> dock(String bike, Place wanted) {
        List<Place> byDistance = new ArrayList<>(places);
        byDistance.sort(Comparator.comparingDouble(wanted::distanceKm));
        for (Place place : byDistance) {
            try {
                if (controller(place.station()).dockBike(bike).join().isPresent()) {
                    return Optional.of(place);
                }
            } catch (CompletionException | RejectedExecutionException stopping) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    List<VanTrip.Level> levels() {
        return places.stream()
                .map(place ->
                        new VanTrip.Level(place.docks(), bikes(place.station()).size()))
                .toList();
    }

    Optional<Place> find(String station) {
        return places.stream().filter(place -> place.station().equals(station)).findFirst();
    }

    private StationController controller(String station) {
        StationController controller = controllers.get(station);
        if (controller == null) {
            throw new IllegalArgumentException("no such station in this city: " + station);
        }
        return controller;
    }
}
