package bici.infra.chaos;

import bici.fleet.operations.AllowList;
import bici.fleet.operations.CardRegister.Card;
import bici.fleet.operations.StationRegister.Station;
import bici.fleet.people.DataPolicy;
import bici.fleet.people.PhoneNumber;
import bici.fleet.people.Riders;
import bici.fleet.people.Role;
import bici.fleet.people.Staff;
import bici.fleet.store.PostgresCards;
import bici.fleet.store.PostgresFleet;
import bici.fleet.store.PostgresRiders;
import bici.fleet.store.PostgresStaff;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StationId;
import bici.gateway.credentials.StationAuthority;
import bici.infra.run.CardIds;
import bici.infra.server.PhoneKey;
import bici.infra.server.ProofKey;
import bici.simulator.city.CardNumbers;
import bici.simulator.city.Fleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Takes the stations, bikes and people of a simulated city into an empty database. */
final class CityFounding {
    private static final Duration VALID = Duration.ofDays(365);

    private final DataSource dataSource;
    private final Clock clock;

    CityFounding(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    void found(CitySetting city) {
        List<StationId> stations = city.stations().stream().map(StationId::new).toList();
        new PostgresStationRegister(dataSource, clock)
                .put(stations.stream()
                        .map(id -> new Station(
                                id, id.value(), Optional.empty(), city.size().docks()))
                        .toList());
        new PostgresFleet(dataSource, clock)
                .found(IntStream.rangeClosed(1, city.size().bikes())
                        .mapToObj(Fleet::bike)
                        .map(BikeId::new)
                        .toList());
        StationAuthority authority = StationAuthority.open(city.folder(), List.of(), clock);
        stations.forEach(authority::createStation);
        cards(city, new CardIds(authority.getCardKey()));
        riders(city);
        new PostgresStaff(dataSource)
                .put(new Staff.Member(Crowd.TECHNICIAN, "Técnica", Role.TECHNICIAN, true), clock.instant());
    }

    private void cards(CitySetting city, CardIds ids) {
        Instant from = clock.instant().minus(VALID);
        Instant until = clock.instant().plus(VALID);
        List<Card> cards = CardNumbers.listRiders(city.size().cards() * CardHolders.SETS).stream()
                .map(number -> new Card(new CardId(ids.of(number)), AllowList.Holder.RIDER, from, until))
                .toList();
        new PostgresCards(dataSource, ProofKey.open(city.folder())).put(cards);
    }

    private void riders(CitySetting city) {
        Riders register = new PostgresRiders(dataSource, PhoneKey.open(city.folder()));
        List<String> ids = new ArrayList<>();
        for (int n = 0; n < city.size().riders(); n++) {
            RiderId rider = register.putRider(new PhoneNumber(CitySetting.phone(n)), clock.instant());
            register.recordConsent(rider, DataPolicy.current().version(), clock.instant());
            ids.add(rider.value());
        }
        try {
            Files.write(city.riders(), ids);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the riders", e);
        }
    }
}
