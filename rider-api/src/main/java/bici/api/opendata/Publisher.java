package bici.api.opendata;

import bici.fleet.availability.BikeView;
import bici.fleet.availability.DockView;
import bici.fleet.availability.LiveBikes;
import bici.fleet.availability.LiveStations;
import bici.fleet.availability.StationView;
import bici.fleet.operations.StationRegister.Position;
import bici.fleet.operations.StationRules;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Turns the fleet into what may be published. A station that has no position or never spoke is not published; one that
 * breaks the {@link StationRules} is left out alone. Blocking:
 * {@code bici.fleet.dock.LedgerUnavailable} while the database is away.
 */
final class Publisher {
    private final LiveStations stations;
    private final LiveBikes bikes;
    private final VehiclePseudonyms pseudonyms;

    Publisher(LiveStations stations, LiveBikes bikes, VehiclePseudonyms pseudonyms) {
        this.stations = stations;
        this.bikes = bikes;
        this.pseudonyms = pseudonyms;
    }

    /**
     * What an edition is made of.
     *
     * @param stations by id
     * @param leftOut which rule a station breaks
     */
    record Publication(List<PublishedStation> stations, Map<StationId, String> leftOut) {}

    Publication publish(SystemFacts facts) {
        Map<BikeId, BikeView> moves = new HashMap<>();
        bikes.listAll().forEach(bike -> moves.put(bike.id(), bike));
        List<PublishedStation> published = new ArrayList<>();
        Map<StationId, String> leftOut = new TreeMap<>();
        for (StationView station : stations.listStations()) {
            Optional<StationRules.Fault> fault = StationRules.findFault(station.name(), station.position());
            if (fault.isPresent()) {
                leftOut.put(station.id(), fault.get().rule());
                continue;
            }
            station.position()
                    .flatMap(at -> station.lastReported().map(spoke -> published(facts, station, at, spoke, moves)))
                    .ifPresent(published::add);
        }
        return new Publication(published, leftOut);
    }

    private PublishedStation published(
            SystemFacts facts, StationView station, Position at, Instant lastReported, Map<BikeId, BikeView> moves) {
        PublishedStation.Counts counts = new PublishedStation.Counts(
                station.bikesAvailable(), station.bikesDisabled(), station.docksAvailable(), station.docksDisabled());
        PublishedStation.Place place = new PublishedStation.Place(
                station.id(),
                Text.name(station.name()),
                at.latitude(),
                at.longitude(),
                facts.regionOf(at.latitude(), at.longitude()).id(),
                station.capacity());
        PublishedStation.Service service = new PublishedStation.Service(
                station.inService(), station.isRenting(), station.isReturning(), lastReported);
        List<PublishedStation.Vehicle> vehicles = station.registeredDocks().stream()
                .flatMap(dock -> dock.standing().map(bike -> vehicle(station, dock, bike, moves)).stream())
                .toList();
        return new PublishedStation(place, service, counts, vehicles);
    }

    private PublishedStation.Vehicle vehicle(
            StationView station, DockView dock, BikeId bike, Map<BikeId, BikeView> moves) {
        Instant since = arrival(new DockId(station.id(), dock.number()), bike, Optional.ofNullable(moves.get(bike)))
                .orElse(dock.since());
        return new PublishedStation.Vehicle(pseudonyms.pseudonym(bike, since), !station.offersBike(dock));
    }

    /** Bikes were read a moment before stations: one that has come meanwhile is asked for again. */
    private Optional<Instant> arrival(DockId dock, BikeId bike, Optional<BikeView> read) {
        return read.filter(view -> view.dock().equals(Optional.of(dock)))
                .or(() -> bikes.findBike(bike).filter(view -> view.dock().equals(Optional.of(dock))))
                .flatMap(BikeView::since);
    }
}
