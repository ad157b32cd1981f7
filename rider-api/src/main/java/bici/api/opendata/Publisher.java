package bici.api.opendata;

import bici.fleet.availability.BikeView;
import bici.fleet.availability.DockView;
import bici.fleet.availability.LiveBikes;
import bici.fleet.availability.LiveStations;
import bici.fleet.availability.StationView;
import bici.fleet.operations.StationRegister.Position;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the fleet into what may be published. A station that has no position or never spoke is not published. Blocking:
 * {@code bici.fleet.dock.LedgerUnavailable} while the database is away.
 */
final class Publisher {
    private final LiveStations stations;
    private final LiveBikes bikes;
    private final SystemFacts facts;
    private final VehiclePseudonyms pseudonyms;

    Publisher(LiveStations stations, LiveBikes bikes, SystemFacts facts, VehiclePseudonyms pseudonyms) {
        this.stations = stations;
        this.bikes = bikes;
        this.facts = facts;
        this.pseudonyms = pseudonyms;
    }

    /** By station id. */
    List<PublishedStation> publish() {
        Map<BikeId, BikeView> moves = new HashMap<>();
        bikes.listAll().forEach(bike -> moves.put(bike.id(), bike));
        List<PublishedStation> published = new ArrayList<>();
        for (StationView station : stations.listStations()) {
            station.position()
                    .flatMap(at -> station.lastReported().map(spoke -> published(station, at, spoke, moves)))
                    .ifPresent(published::add);
        }
        return published;
    }

    private PublishedStation published(
            StationView station, Position at, Instant lastReported, Map<BikeId, BikeView> moves) {
        PublishedStation.Counts counts = new PublishedStation.Counts(
                station.bikesAvailable(), station.bikesDisabled(), station.docksAvailable(), station.docksDisabled());
        PublishedStation.Place place = new PublishedStation.Place(
                station.id(),
                Text.name(station.name()),
                at.latitude(),
                at.longitude(),
                facts.regionOf(at.latitude(), at.longitude()).id(),
                counts.sum());
        PublishedStation.Service service = new PublishedStation.Service(
                station.inService(), station.isRenting(), station.isReturning(), lastReported);
        List<PublishedStation.Vehicle> vehicles = station.docks().stream()
                .flatMap(dock -> dock.bike().map(bike -> vehicle(station, dock, bike, moves)).stream())
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
