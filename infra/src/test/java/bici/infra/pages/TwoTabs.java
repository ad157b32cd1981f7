package bici.infra.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A rider who scans the code once more while the first tab still asks for the bike: one wish, in two tabs. */
final class TwoTabs {
    private static final int DOCK = 7;
    private static final String UNLOCKS = "**/v1/trips";

    private final PagesWorld world;
    private final RiderPage first;
    private final RiderPage second;

    TwoTabs(PagesCity city, RiderPage first) {
        this.world = city.world();
        this.first = first;
        this.second = new RiderPage(first.page().context().newPage(), world);
    }

    void bothFollowOneWish() throws Exception {
        int before = world.unlocks();
        String code = world.printedCode(Town.PARK, DOCK);
        Page slow = first.page();
        Queue<Route> held = new ConcurrentLinkedQueue<>();
        slow.route(UNLOCKS, held::add);
        first.unlock(code);
        first.heading("Abriendo…");
        second.page().navigate("/#c=" + code);
        second.heading("Abriendo…");
        slow.waitForCondition(() -> !held.isEmpty());
        slow.unroute(UNLOCKS);
        held.forEach(Route::resume);
        for (RiderPage tab : List.of(first, second)) {
            tab.heading("En viaje");
        }
        assertThat(world.unlocks()).isEqualTo(before + 1);
        world.station(Town.PARK)
                .dockBike(DOCK, PagesWorld.bikeOf(Town.PARK, DOCK))
                .get();
        for (RiderPage tab : List.of(first, second)) {
            tab.heading("Bici devuelta");
        }
        assertThat(second.page().url()).contains("/#/viajes/");
    }
}
