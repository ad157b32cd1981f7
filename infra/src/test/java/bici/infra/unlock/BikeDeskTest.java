package bici.infra.unlock;

import static bici.infra.unlock.UnlockWorld.S1;
import static bici.infra.unlock.UnlockWorld.TECHNICIAN;
import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.operations.BikeDesk;
import bici.fleet.operations.Notice;
import bici.fleet.store.PostgresBikeDesk;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Refusal;
import bici.fleet.trip.Unlock;
import bici.fleet.trip.UnlockAnswer;
import bici.fleet.vocabulary.BikeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Single bikes in and out of service. */
class BikeDeskTest {
    private final UnlockWorld world = new UnlockWorld();
    private final BikeDesk bikes = new PostgresBikeDesk(world.database().dataSource(), world.notices::add);

    @AfterEach
    void close() {
        try {
            assertThat(world.violations()).isEmpty();
        } finally {
            world.close();
        }
    }

    private boolean set(String bike, boolean inService) {
        return bikes.setService(new BikeDesk.Request(TECHNICIAN, new BikeId(bike), inService, "frenos"), world.now());
    }

    @Test
    void aBikeOutOfServiceIsNotLetGoUntilItIsBackAndEachChangeIsLoggedOnce() {
        assertThat(set("B1", false)).isTrue();
        assertThat(set("B1", false)).isTrue();
        assertThat(world.ask(world.rider(1), "k1", "B1"))
                .isEqualTo(new UnlockAnswer.Refused(Refusal.BIKE_OUT_OF_SERVICE));
        assertThat(world.notices).contains(new Notice.StationChanged(S1));

        assertThat(set("B1", true)).isTrue();
        assertThat(world.ask(world.rider(1), "k2", "B1")).isInstanceOf(UnlockAnswer.Queued.class);
        assertThat(world.texts("SELECT act || ' ' || subject || ' ' || note FROM audit_log ORDER BY entry"))
                .containsExactly("bike-out B1 frenos", "bike-in B1 frenos");
    }

    @Test
    void anUnlockThatWaitsIsTakenBackAndNobodysBikeIsNotFound() {
        Unlock unlock = world.queued(world.rider(1), "k1", "B1");
        set("B1", false);

        assertThat(world.state(unlock)).isEqualTo(CommandState.CANCELLED);
        assertThat(set("B99", false)).isFalse();
    }

    /** Who looked at the bike before it was taken out, and asks to add the unlock after: what two transactions leave. */
    @Test
    void anUnlockThatIsAddedWhileItsBikeIsTakenOutIsNotSent() {
        Unlock unlock = world.queued(world.rider(1), "k1", "B1");
        world.execute("INSERT INTO bike_withdrawal (bike_id, since, staff_id, note) VALUES ('B1', now(), 'ana', '')");

        assertThat(world.take()).isEmpty();
        assertThat(world.state(unlock)).isEqualTo(CommandState.CANCELLED);
    }

    @Test
    void anUnlockThatIsAddedWhileItsDockOrStationIsTakenOutIsNotSent() {
        Unlock ofDock = world.queued(world.rider(1), "k1", "B1");
        Unlock ofStation = world.queued(world.rider(2), "k2", "B4");
        world.execute("INSERT INTO withdrawal (station_id, dock, since, staff_id, note)"
                + " VALUES ('S1', 1, now(), 'ana', ''), ('S2', 0, now(), 'ana', '')");

        assertThat(world.take()).isEmpty();
        assertThat(world.state(ofDock)).isEqualTo(CommandState.CANCELLED);
        assertThat(world.state(ofStation)).isEqualTo(CommandState.CANCELLED);
        world.execute("DELETE FROM withdrawal"); // no order stands behind it, which the audit would rightly say
    }
}
