package bici.infra.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import bici.simulator.live.LiveCity;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A rider's page and the console while forty phones ride. Short by itself; {@code ./bici test -Dtest=RidingPhonesTest
 * -Dbici.pages.minutes=3} is the long form.
 */
class RidingPhonesTest {
    private static final int PHONES = 40;
    private static final double MINUTES = Double.parseDouble(System.getProperty("bici.pages.minutes", "0.3"));
    private static final Pattern BIKE = Pattern.compile("bike=(\\S+) code=(\\S+)");
    private static final double PATIENCE_MS = 20_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path data;

    private final List<String> errors = new CopyOnWriteArrayList<>();

    @Test
    void theRidersStoryAndTheConsoleGoOnBesideFortyRidingPhones() throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        long trips;
        try (Chromium chromium = Chromium.start();
                PagesWorld world = new PagesWorld(data)) {
            LiveCity city = world.ride(PHONES);
            try {
                long end = System.nanoTime() + (long) (MINUTES * Duration.ofMinutes(1).toNanos());
                ConsolePage operator = new ConsolePage(watched(chromium.open(world.home(), Screen.DESK)));
                operator.signIn(world.operatorLink());
                RiderPage rider = new RiderPage(watched(chromium.open(world.home(), Screen.PHONE)), world);
                tellTheRidersStory(rider, city);
                do {
                    walk(operator);
                } while (System.nanoTime() < end);
                trips = city.figures().get("docked");
            } finally {
                city.close();
            }
            org.assertj.core.api.Assertions.assertThat(errors).isEmpty();
        }
        System.out.printf("pages: phones=%d minutes=%s trips=%d page_errors=%d%n", PHONES, MINUTES, trips, errors.size());
        org.assertj.core.api.Assertions.assertThat(trips).isPositive();
    }

    private Page watched(Page page) {
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            if (message.text().startsWith("bici ")) {
                errors.add(message.text());
            }
        });
        return page;
    }

    private static void tellTheRidersStory(RiderPage rider, LiveCity city) throws Exception {
        rider.page().navigate("/#/desbloquear");
        rider.signIn();
        rider.consent();
        Matcher standing = BIKE.matcher(city.describe(java.util.Optional.of("provenza")));
        standing.find();
        rider.unlock(standing.group(2));
        rider.heading("En viaje");
        assertThat(rider.page().getByRole(AriaRole.TIMER)).isVisible();
        String bike = standing.group(1);
        org.awaitility.Awaitility.await()
                .until(() -> city.dock(bike, Town.CAMPUS.id()).isPresent());
        rider.heading("Bici devuelta");
    }

    /** Every screen, every station and, at one of them, an order. */
    private static void walk(ConsolePage operator) {
        Page page = operator.page();
        for (String screen : List.of("alarmas", "bicicletas", "ordenes")) {
            page.navigate("/consola/#/" + screen);
            assertThat(page.getByRole(AriaRole.MAIN).getByRole(AriaRole.TABLE)).isVisible();
        }
        assertThat(page.getByRole(AriaRole.MAIN).getByRole(AriaRole.ROW).nth(1)).isVisible();
        for (Town town : Town.ALL) {
            page.navigate("/consola/#/estaciones/" + town.id());
            operatorSees(page, town);
        }
        page.navigate("/consola/#/estaciones/" + Town.PARK.id());
        operator.choose(5);
        operator.button("Reiniciar").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        page.keyboard().press("Escape");
        assertThat(operator.button("Reiniciar")).isFocused();
        page.navigate("/consola/#/estaciones");
        assertThat(operator.row(Town.PARK)).isVisible();
        assertThat(page.locator(".broken")).hasCount(0);
    }

    private static void operatorSees(Page page, Town town) {
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(town.name())))
                .isVisible();
    }
}
