package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.fleet.availability.LiveStations;
import bici.fleet.operations.AllowList;
import bici.fleet.operations.AllowList.Holder;
import bici.fleet.operations.CardProofs;
import bici.fleet.operations.CardRegister.Card;
import bici.fleet.operations.Cards.Authorisation;
import bici.fleet.operations.ServiceArea;
import bici.fleet.operations.StationRegister;
import bici.fleet.operations.StationRegister.Position;
import bici.fleet.operations.StationRegister.Station;
import bici.fleet.operations.StationRules;
import bici.fleet.store.PostgresCards;
import bici.fleet.store.PostgresLiveStations;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.StationId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Stations as they are taken in, cards and what they may do. */
class RegistersTest {
    private static final Instant FROM = Told.at("12:00");
    private static final Instant UNTIL = Told.at("13:00");
    private static final CardProofs PROOFS = new CardProofs("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    private static LedgerWorld world;
    private static PostgresCards cards;
    private static StationRegister stations;

    @BeforeAll
    static void open() {
        world = LedgerWorld.withStations("S1");
        cards = new PostgresCards(world.database().dataSource(), PROOFS);
        stations = new PostgresStationRegister(world.database().dataSource(), Clock.systemUTC());
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void startAnew() {
        world.startAnew(List.of());
    }

    @Test
    void stationsAreListedAsTheyWerePutLast() {
        Station surveyed = new Station(
                new StationId("101"), "Parque García Rovira", Optional.of(new Position(7.11935, -73.1227)), 22);
        Station unnamed = new Station(new StationId("102"), "102", Optional.empty(), 0, true);
        stations.put(List.of(unnamed, new Station(surveyed.id(), "old", Optional.empty(), 1)));
        stations.put(List.of(surveyed));
        stations.put(List.of());
        assertThat(stations.listStations()).containsExactly(surveyed, unnamed);
        world.execute("UPDATE station SET retired_at = now() WHERE station_id = '102'");
        assertThat(stations.listStations()).containsExactly(surveyed);
        assertThat(new PostgresLiveStations(world.database().dataSource()).listRetired())
                .containsExactly(new LiveStations.Retired(unnamed.id(), "102"));
    }

    /** One set of rules, written twice: the register's and the database's. */
    @ParameterizedTest
    @MethodSource("names")
    void theDatabaseJudgesNamesAsTheRegisterDoes(String name, String fault) {
        assertThat(StationRules.findFault(name, Optional.empty())
                        .map(StationRules.Fault::word)
                        .orElse(""))
                .isEqualTo(fault);
        assertThat(world.texts("SELECT coalesce(station_fault('" + name + "', NULL, NULL), '')"))
                .containsExactly(fault);
    }

    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of("UIS", ""),
                Arguments.of(" Parque Guarín\u00a0", ""),
                Arguments.of("🚲".repeat(100), ""),
                Arguments.of("a".repeat(101), "name-too-long"),
                Arguments.of("", "name-blank"),
                Arguments.of("  ", "name-blank"),
                Arguments.of("\u00a0\u2003\u200b\ufeff\u3000", "name-blank"),
                Arguments.of("a\tb", "name-with-control-characters"),
                Arguments.of("a\nb", "name-with-control-characters"),
                Arguments.of("a\u007f", "name-with-control-characters"),
                Arguments.of("a\u202eb", "name-with-control-characters"),
                Arguments.of("a\u2028b", "name-with-control-characters"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, no station stands at",
        "NaN, NaN, a latitude is -90 to 90",
        "91, 0, a latitude is -90 to 90",
        "7.1, -181, a latitude is -90 to 90",
        "40.7, -74.0, outside the service area",
        "7.1, 73.1, outside the service area"
    })
    void aStationStandsInTheServiceArea(double latitude, double longitude, String why) {
        Station station = new Station(new StationId("101"), "UIS", Optional.of(new Position(latitude, longitude)), 4);
        assertThatThrownBy(() -> stations.put(List.of(station)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("station 101: ")
                .hasMessageContaining(why);
        assertThat(stations.listStations()).isEmpty();
    }

    @Test
    void anotherServiceAreaIsASetting() {
        ServiceArea manhattan = ServiceArea.parse("40.6,-74.1,40.9,-73.9");
        assertThat(ServiceArea.parse(manhattan.toString())).isEqualTo(manhattan);
        Station station = new Station(new StationId("101"), "8 Av", Optional.of(new Position(40.7, -74.0)), 4);
        new PostgresStationRegister(world.database().dataSource(), Clock.systemUTC(), manhattan).put(List.of(station));
        assertThat(stations.listStations()).containsExactly(station);
        for (String wrong : List.of("1,2,3", "a,b,c,d", "2,0,1,1", "NaN,0,1,1", "0,0,91,1")) {
            assertThatThrownBy(() -> ServiceArea.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theDatabaseRefusesWhatTheRegisterWould() {
        stations.put(List.of(new Station(new StationId("101"), "UIS", Optional.empty(), 4)));
        for (String wrong :
                List.of("name = ' '", "name = repeat('a', 101)", "latitude = 0, longitude = 0", "latitude = 7")) {
            assertThatThrownBy(() -> world.execute("UPDATE station SET " + wrong))
                    .hasStackTraceContaining("station_is_in_order");
        }
    }

    @Test
    void aStationHasRoomForNoneTo500() {
        assertThatThrownBy(() -> new Station(new StationId("101"), "", Optional.empty(), 501))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Station(new StationId("101"), "", Optional.empty(), -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyChangeOfCardsIsANewListWithDeniedCardsFirstAndProofsOfItsVersion() {
        long before = cards.getAllowList().version();
        assertThat(cards.put(List.of(card("a", Holder.RIDER), card("b", Holder.CREW), card("c", Holder.RIDER))))
                .isEqualTo(before + 1);
        assertThat(cards.put(List.of(card("c", Holder.DENIED)))).isEqualTo(before + 2);
        AllowList list = cards.getAllowList();
        assertThat(list.version()).isEqualTo(before + 2);
        assertThat(list.entries())
                .extracting(entry -> entry.card() + " " + entry.holder())
                .containsExactly("c DENIED", "a RIDER", "b CREW");
        assertThat(list.entries())
                .allSatisfy(entry -> assertThat(PROOFS.holds(entry.card(), before + 2, entry.proof()))
                        .isTrue());
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        "rider,   12:00, granted RIDER",
        "rider,   12:59, granted RIDER",
        "rider,   13:00, not-valid-now",
        "rider,   11:59, not-valid-now",
        "crew,    12:30, granted CREW",
        "denied,  12:30, denied-card",
        "nobodys, 12:30, unknown-card",
    })
    void aTappedCardIsGrantedOrDeniedWithItsReason(String card, String time, String answer) {
        cards.put(List.of(card("rider", Holder.RIDER), card("crew", Holder.CREW), card("denied", Holder.DENIED)));
        CardId id = new CardId(card);
        String given = switch (cards.authorize(id, Told.at(time))) {
            case Authorisation.Granted granted -> {
                assertThat(PROOFS.holds(id, 0, granted.proof())).isTrue();
                yield "granted " + granted.holder();
            }
            case Authorisation.Denied denied -> denied.reason();
        };
        assertThat(given).isEqualTo(answer);
    }

    private static Card card(String id, Holder holder) {
        return new Card(new CardId(id), holder, FROM, UNTIL);
    }
}
