package bici.infra.bench;

import bici.api.access.AccessTokens;
import bici.fleet.operations.AllowList;
import bici.fleet.operations.CardRegister;
import bici.fleet.people.DataPolicy;
import bici.fleet.people.PhoneNumber;
import bici.fleet.people.Principal;
import bici.fleet.people.Riders;
import bici.fleet.store.PostgresCards;
import bici.fleet.store.PostgresPrintedCodes;
import bici.fleet.store.PostgresRiders;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.RiderId;
import bici.infra.bench.load.Renters;
import bici.infra.bench.load.Rides;
import bici.infra.run.RunPlace;
import bici.infra.server.PhoneKey;
import bici.infra.server.ProofKey;
import bici.infra.server.TokenKeyFile;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** People of a benchmark's city: taken in straight into its database, with tokens as the server would make them. */
record BenchPeople(RunPlace place, DataSource database, Clock clock) {
    private static final Duration VALID = Duration.ofDays(30);

    /** One rider's card for each bike, on the allow-list that the stations hold. */
    Rides.Plan plan(int stations, int bikesPerStation) {
        PostgresCards register = new PostgresCards(database, ProofKey.open(place.folder()));
        var from = clock.instant().minus(VALID);
        var until = clock.instant().plus(VALID);
        register.put(IntStream.range(0, stations * bikesPerStation)
                .mapToObj(n ->
                        new CardRegister.Card(new CardId("C%06d".formatted(n)), AllowList.Holder.RIDER, from, until))
                .toList());
        AllowList list = register.getAllowList();
        List<Rides.Card> cards = list.entries().stream()
                .map(entry -> new Rides.Card(entry.card().value(), entry.proof()))
                .toList();
        return new Rides.Plan(bikesPerStation, list.version(), cards);
    }

    /** So many riders who have agreed to everything. */
    List<RiderId> riders(int count) {
        Riders register = new PostgresRiders(database, PhoneKey.open(place.folder()));
        var now = clock.instant();
        List<RiderId> all = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            RiderId rider = register.putRider(new PhoneNumber("+57300%07d".formatted(n)), now);
            register.recordConsent(rider, DataPolicy.current().version(), now);
            all.add(rider);
        }
        return all;
    }

    /** Of the n-th bike the code printed on it and a fresh token of the n-th rider. Every bike has been docked once. */
    List<Renters.Phone> phones(List<RiderId> riders, List<String> bikes) {
        AccessTokens tokens = TokenKeyFile.open(place.folder(), clock);
        Map<String, String> codes = new HashMap<>();
        new PostgresPrintedCodes(database)
                .listCodes()
                .forEach(printed -> printed.bike()
                        .ifPresent(
                                bike -> codes.put(bike.value(), printed.code().value())));
        return IntStream.range(0, bikes.size())
                .mapToObj(n -> new Renters.Phone(
                        Optional.ofNullable(codes.get(bikes.get(n))).orElseThrow(),
                        tokens.create(new Principal.OfRider(riders.get(n)))))
                .toList();
    }
}
