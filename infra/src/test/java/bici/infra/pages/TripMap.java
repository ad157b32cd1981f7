package bici.infra.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/** The map of a rider under way, who looks for a free dock; in two tabs, of which one was told by hand what to show. */
final class TripMap {
    private static final int DOCK = 3;

    private final PagesWorld world;
    private final RiderPage rider;

    TripMap(PagesWorld world, RiderPage rider) {
        this.world = world;
        this.rider = rider;
    }

    void showsWhatItsCaptionSaysFromItsFirstPictureOnAndTurnsBackToBikesAtTheEnd() throws Exception {
        rider.unlock(world.printedCode(Town.CAMPUS, DOCK));
        rider.heading("En viaje");
        Page told = freshTab();
        byte[] first = steadyPicture(told);
        button(told, "Tomar").click();
        Awaitility.await("numbers of bikes").until(() -> !Arrays.equals(picture(told), first));
        button(told, "Devolver").click();
        Awaitility.await("numbers of docks, as in the first picture").until(() -> Arrays.equals(picture(told), first));

        Page untold = freshTab();
        world.station(Town.CAMPUS)
                .dockBike(DOCK, PagesWorld.bikeOf(Town.CAMPUS, DOCK))
                .get();
        assertThat(untold.getByText("Los números son bicis disponibles.")).isVisible();
        assertThat(told.getByText("Bici devuelta.")).isVisible();
        assertThat(told.getByText("Los números son anclajes libres.")).isVisible();
    }

    private Page freshTab() {
        Page page = rider.page().context().newPage();
        page.navigate("/#/mapa");
        assertThat(page.locator("[data-drawn=true][data-wanted=docks]")).isAttached();
        return page;
    }

    private Locator button(Page page, String text) {
        return new RiderPage(page, world).button(text);
    }

    private static byte[] picture(Page page) {
        return page.locator("canvas.maplibregl-canvas").screenshot();
    }

    private static byte[] steadyPicture(Page page) {
        AtomicReference<byte[]> last = new AtomicReference<>(new byte[0]);
        Awaitility.await("a map that stands still")
                .during(Duration.ofMillis(600))
                .until(() -> {
                    byte[] now = picture(page);
                    return Arrays.equals(now, last.getAndSet(now));
                });
        return last.get();
    }
}
