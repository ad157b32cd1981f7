package bici.infra.demo;

import bici.fleet.operations.AllowList;
import bici.fleet.operations.CardRegister.Card;
import bici.fleet.operations.StationRegister;
import bici.fleet.operations.StationRegister.Position;
import bici.fleet.operations.StationRegister.Station;
import bici.fleet.store.PostgresCards;
import bici.fleet.store.PostgresFleet;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.StationId;
import bici.gateway.credentials.StationAuthority;
import bici.infra.command.CommandFailed;
import bici.infra.database.Database;
import bici.infra.machine.Progress;
import bici.infra.run.CardIds;
import bici.infra.run.Journals;
import bici.infra.run.RunPlace;
import bici.infra.server.ProofKey;
import bici.simulator.city.CardNumbers;
import bici.simulator.city.CityHistory;
import bici.simulator.city.CityPast;
import bici.simulator.city.Demand;
import bici.simulator.city.Fleet;
import bici.simulator.city.Place;
import bici.simulator.replay.WireFacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Takes a city's stations, bikes and cards in and writes what its stations journalled so far. Once for a data folder. */
final class DemoCity {
    static final int BIKES = 200;
    /** More cards than a day's history ever needs at once. */
    static final int CARDS = 400;

    /** Whose wishes are dealt out first: a Monday, also for who looks at it on a Sunday. */
    static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 23);

    static final ZoneId ZONE = ZoneId.of("America/Bogota");

    private static final Duration BEFORE_BOOT = Duration.ofDays(1);
    private static final Duration STILL_VALID = Duration.ofDays(3_650);
    /** A history ends a little before its stations connect. */
    private static final Duration ENDS_BEFORE_NOW = Duration.ofMinutes(1);

    private final List<Place> places;
    private final RunPlace place;
    private final Clock clock;
    private final Progress progress;

    DemoCity(List<Place> places, RunPlace place, Clock clock, Progress progress) {
        this.places = places;
        this.place = place;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Returns when stations may be started.
     *
     * @return when stations that never ran were started
     * @throws CommandFailed when the database holds other stations
     */
    Instant takeIn(Database database, Demand demand, int days) {
        StationRegister register = new PostgresStationRegister(database.dataSource(), clock);
        Set<String> there = register.listStations().stream()
                .map(station -> station.id().value())
                .collect(Collectors.toSet());
        Set<String> ours = places.stream().map(Place::station).collect(Collectors.toSet());
        if (there.equals(ours)) {
            progress.say("the city is there already and goes on");
            return clock.instant();
        }
        if (!there.isEmpty()) {
            throw new CommandFailed("the database holds other stations; a demo needs its own or an empty one");
        }
        Instant now = clock.instant();
        CityHistory history = CityPast.play(places, BIKES, demand, days, now.minus(ENDS_BEFORE_NOW), ZONE);
        if (history.cards() > CARDS) {
            throw new CommandFailed("so much history needs " + history.cards() + " cards, there are " + CARDS);
        }
        register.put(places.stream().map(DemoCity::station).toList());
        new PostgresFleet(database.dataSource(), clock)
                .found(IntStream.rangeClosed(1, BIKES)
                        .mapToObj(Fleet::bike)
                        .map(BikeId::new)
                        .toList());
        StationAuthority authority = StationAuthority.open(place.folder(), List.of(), clock);
        writeJournals(database, authority, history);
        return Instant.ofEpochMilli(history.bootMs());
    }

    private void writeJournals(Database database, StationAuthority authority, CityHistory history) {
        PostgresCards register = new PostgresCards(database.dataSource(), ProofKey.open(place.folder()));
        CardIds ids = new CardIds(authority.getCardKey());
        List<String> riders =
                CardNumbers.listRiders(CARDS).stream().map(ids::of).toList();
        String crew = ids.of(CardNumbers.CREW);
        Instant from = Instant.ofEpochMilli(history.bootMs()).minus(BEFORE_BOOT);
        Instant until = clock.instant().plus(STILL_VALID);
        List<Card> cards = new ArrayList<>();
        riders.forEach(id -> cards.add(new Card(new CardId(id), AllowList.Holder.RIDER, from, until)));
        cards.add(new Card(new CardId(crew), AllowList.Holder.CREW, from, until));
        register.put(cards);
        AllowList list = register.getAllowList();

        progress.say("make " + places.size() + " certificates, write the journals: " + history.rides() + " rides, "
                + history.facts() + " facts");
        places.stream().map(Place::station).map(StationId::new).forEach(authority::createStation);
        WireFacts facts = new WireFacts(riders, crew, history.bootMs(), list.version(), Journals.proofs(list));
        Journals.write(history.stations(), facts, place.stations());
    }

    private static Station station(Place at) {
        return new Station(
                new StationId(at.station()),
                at.name(),
                java.util.Optional.of(new Position(at.latitude(), at.longitude())),
                at.docks());
    }
}
