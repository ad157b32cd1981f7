package bici.infra.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** Rides that the control room ends while the bike is in its rider's hands; the rider is told so, and nothing else. */
final class RuledRides {
    private static final int DOCK = 9;
    private static final String BIKE = PagesWorld.bikeOf(Town.PARK, DOCK);

    private final PagesCity city;
    private final PagesWorld world;
    private final ControlRoom room;
    private final RiderPage rider;
    private final Locator main;

    RuledRides(PagesCity city, RiderPage rider) throws Exception {
        this.city = city;
        this.world = city.world();
        this.room = new ControlRoom(world);
        this.rider = rider;
        this.main = rider.page().getByRole(AriaRole.MAIN);
    }

    /** The screen of the trip goes on until the bike is docked, without being left. */
    void aMissingBikeIsNotReturnedUntilItIsDocked() throws Exception {
        ride();
        room.declareMissing(BIKE);
        rider.heading("El centro de control dio la bici por extraviada");
        assertThat(main)
                .containsText("Si la tiene, devuélvala en cualquier anclaje libre y llame al centro de control.");
        assertThat(rider.link("607 633 7000")).hasAttribute("href", "tel:6076337000");
        assertThat(main).containsText("No se le cobra mientras ninguna estación la reporte.");
        for (String untrue : new String[] {"Llegada", "Duración", "no coinciden", "candado"}) {
            assertThat(main).not().containsText(untrue);
        }
        city.layout().at(rider.page(), "small-missing");
        world.station(Town.PARK).dockBike(DOCK, BIKE).get();
        rider.heading("Bici devuelta");
        assertThat(main).containsText("Llegada");
        assertThat(main).containsText("Total");
    }

    /** Also of somebody who reads the address of the trip instead of the ride's. */
    void aTripThatWasClosedIsNoReturn() throws Exception {
        Page page = rider.page();
        page.navigate("/#/desbloquear");
        ride();
        String trip = page.evaluate("() => JSON.parse(Object.entries(localStorage)"
                        + ".find(([name]) => name.endsWith('.trip'))[1]).trip.tripId")
                .toString();
        page.navigate("/#/viajes/" + trip);
        rider.heading("En viaje");
        room.endTrip(trip);
        rider.heading("El centro de control cerró su viaje");
        assertThat(main).containsText("Si todavía tiene la bici, devuélvala en cualquier anclaje libre");
        assertThat(main).containsText("Cierre");
        assertThat(main).containsText("Total");
        assertThat(main).not().containsText("candado");
        world.station(Town.PARK).dockBike(DOCK, BIKE).get();
    }

    private void ride() throws Exception {
        rider.unlock(world.printedCode(Town.PARK, DOCK));
        rider.heading("En viaje");
    }
}
