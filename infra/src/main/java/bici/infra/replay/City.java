package bici.infra.replay;

import bici.fleet.operations.AllowList;
import bici.fleet.operations.CardProofs;
import bici.fleet.operations.CardRegister.Card;
import bici.fleet.operations.ServiceArea;
import bici.fleet.operations.StationRegister.Position;
import bici.fleet.operations.StationRegister.Station;
import bici.fleet.operations.StationRules;
import bici.fleet.store.PostgresCards;
import bici.fleet.store.PostgresFleet;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.StationId;
import bici.infra.command.CommandFailed;
import bici.simulator.replay.ReplayPlan;
import bici.simulator.replay.Site;
import bici.simulator.replay.StationPlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Takes a plan's stations, bikes and cards into an empty database. */
final class City {
    private static final Duration BEFORE_THE_FIRST_ROW = Duration.ofDays(1);
    private static final Duration STILL_VALID = Duration.ofDays(365);

    private final DataSource dataSource;
    private final CardProofs proofs;
    private final Clock clock;

    City(DataSource dataSource, CardProofs proofs, Clock clock) {
        this.dataSource = dataSource;
        this.proofs = proofs;
        this.clock = clock;
    }

    /** Whether there is no station yet, so that nothing but the plan will be found in the export. */
    boolean isEmpty() {
        return new PostgresStationRegister(dataSource, clock).listStations().isEmpty();
    }

    /** Takes everything in; the answer is the allow-list that the stations held all along. */
    AllowList takeIn(ReplayPlan plan) {
        try {
            // Histories are of any city.
            new PostgresStationRegister(dataSource, clock, ServiceArea.WORLD)
                    .put(plan.stations().stream().map(City::station).toList());
        } catch (IllegalArgumentException e) {
            throw new CommandFailed("the history cannot be replayed: " + e.getMessage(), e);
        }
        new PostgresFleet(dataSource, clock)
                .found(plan.listBikes().stream().map(BikeId::new).toList());
        PostgresCards cards = new PostgresCards(dataSource, proofs);
        Instant from = Instant.ofEpochMilli(plan.bootMs()).minus(BEFORE_THE_FIRST_ROW);
        Instant until = clock.instant().plus(STILL_VALID);
        List<Card> all = new ArrayList<>();
        plan.cards().forEach(card -> all.add(new Card(new CardId(card), AllowList.Holder.RIDER, from, until)));
        all.add(new Card(new CardId(plan.crewCard()), AllowList.Holder.CREW, from, until));
        cards.put(all);
        return cards.getAllowList();
    }

    private static Station station(StationPlan plan) {
        Site site = plan.site();
        return new Station(
                new StationId(plan.station()),
                name(site),
                site.position().map(p -> new Position(p.latitude(), p.longitude())),
                plan.docks());
    }

    /** As the file has it, as far as a station can have it. */
    private static String name(Site site) {
        String written = site.name();
        String name = written.codePointCount(0, written.length()) <= StationRules.MAX_NAME
                ? written
                : written.substring(0, written.offsetByCodePoints(0, StationRules.MAX_NAME));
        return StationRules.findFault(name, Optional.empty()).isPresent() ? site.station() : name;
    }
}
