package bici.infra.pages;

import bici.simulator.city.Demand;
import bici.simulator.city.Place;
import bici.simulator.city.PlaceKind;
import bici.simulator.live.LiveCity;
import bici.simulator.live.People;
import bici.simulator.live.Stickers;
import bici.simulator.live.Tempo;
import bici.simulator.station.StationController;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** People with phones who ride between the stations of the pages' tests: over the real API, at the simulated docks. */
final class RidingTown {
    /** So many wish to ride that every phone is under way nearly always. */
    private static final int TRIPS_A_DAY = 20_000;

    private static final Tempo TEMPO = new Tempo(60);
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    private RidingTown() {}

    static LiveCity create(URI server, Map<String, StationController> stations, Map<String, String> codes, int phones) {
        List<Place> places = Town.ALL.stream()
                .filter(town -> stations.containsKey(town.id()))
                .map(town -> new Place(
                        town.id(), town.name(), PlaceKind.CENTRE, town.latitude(), town.longitude(), town.docks()))
                .toList();
        return new LiveCity(
                new LiveCity.Setting(
                        places,
                        new Demand(places, TRIPS_A_DAY, 1),
                        MONDAY,
                        TEMPO,
                        new People(server, new People.Count(phones, 0), Clock.systemUTC()),
                        new Stickers(codes),
                        1),
                stations);
    }
}
