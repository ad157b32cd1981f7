package bici.infra.unlock;

import static bici.infra.unlock.UnlockWorld.S1;
import static bici.infra.unlock.UnlockWorld.S2;
import static bici.infra.unlock.UnlockWorld.byCard;
import static bici.infra.unlock.UnlockWorld.removed;
import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.operations.AllowList.Holder;
import bici.fleet.operations.CardProofs;
import bici.fleet.operations.CardRegister.Card;
import bici.fleet.operations.Notice;
import bici.fleet.store.PostgresCards;
import bici.fleet.trip.RiderTrip;
import bici.fleet.trip.RiderTrips.Cursor;
import bici.fleet.trip.RiderTrips.Page;
import bici.fleet.trip.Unlock;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.TripId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Riders see their trips, and nobody else's. */
class RiderTripsTest {
    private final UnlockWorld world = new UnlockWorld();

    @AfterEach
    void close() {
        world.close();
    }

    /** Takes B1 where it stands and leaves it in the dock beside the bikes of the other station. */
    private TripId ride(RiderId rider, String key) {
        Unlock unlock = world.sent(rider, key, "B1");
        world.tell(unlock.dock().station(), removed(unlock));
        world.passSeconds(600);
        world.tell(unlock.dock().station().equals(S1) ? S2 : S1, UnlockWorld.docked(5, "B1"));
        world.passSeconds(60);
        return world.get(unlock).trip().orElseThrow();
    }

    @Test
    void tripsAreListedFromTheNewestPageByPage() {
        RiderId rider = world.rider(1);
        TripId first = ride(rider, "k1");
        TripId second = ride(rider, "k2");
        TripId third = ride(rider, "k3");

        Page page = world.trips.list(rider, 2, Optional.empty());
        assertThat(page.trips()).extracting(RiderTrip::id).containsExactly(third, second);
        Optional<Cursor> next = Cursor.parse(page.next().orElseThrow().toString());
        assertThat(next).isEqualTo(page.next());
        Page rest = world.trips.list(rider, 2, next);
        assertThat(rest.trips()).extracting(RiderTrip::id).containsExactly(first);
        assertThat(rest.next()).isEmpty();
        assertThat(page.trips().get(0).duration()).contains(Duration.ofMinutes(10));
        assertThat(page.trips().get(0).start().stationName()).isEqualTo("Caballeriza UIS");
        assertThat(world.violations()).isEmpty();
    }

    @Test
    void anotherRidersTripAndUnlockAreNotFound() {
        RiderId rider = world.rider(1);
        RiderId other = world.rider(2);
        Unlock unlock = world.sent(rider, "k1", "B2");
        world.tell(S1, removed(unlock));
        TripId trip = world.get(unlock).trip().orElseThrow();

        assertThat(world.trips.find(other, trip)).isEmpty();
        assertThat(world.trips.findOpen(other)).isEmpty();
        assertThat(world.trips.list(other, 10, Optional.empty()).trips()).isEmpty();
        assertThat(world.desk.find(other, unlock.id())).isEmpty();
        assertThat(world.notices).contains(new Notice.TripChanged(trip, Optional.of(rider)));
    }

    @Test
    void aTripByCardIsThatOfTheRiderWhoHasTheCard() {
        RiderId rider = world.rider(1);
        PostgresCards cards = new PostgresCards(world.database().dataSource(), new CardProofs(new byte[32]));
        CardId card = new CardId("card-1");
        cards.put(List.of(new Card(card, Holder.RIDER, world.now(), world.now().plus(Duration.ofDays(1)))));
        assertThat(cards.give(card, rider)).isTrue();
        Unlock anothers = world.sent(world.rider(2), "k1", "B3");

        world.tell(S1, byCard(anothers));

        assertThat(world.trips.findOpen(rider)).isPresent();
        assertThat(world.trips.findOpen(anothers.rider())).isEmpty();
        assertThat(cards.give(new CardId("nobodys"), rider)).isFalse();
    }
}
