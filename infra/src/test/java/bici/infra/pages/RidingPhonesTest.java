package bici.infra.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import bici.simulator.live.LiveCity;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A rider's page and the console while forty phones ride. One round by itself; {@code ./bici test -Dtest=RidingPhonesTest
 * -Dbici.pages.minutes=3} is the long form.
 */
class RidingPhonesTest {
    private static final int PHONES = 40;
    private static final double MINUTES = Double.parseDouble(System.getProperty("bici.pages.minutes", "0"));
    private static final Pattern BIKE = Pattern.compile("bike=(\\S+) code=(\\S+)");
    private static final int ATTEMPTS = 5;
    /** Of one rider, one after the other. */
    private static final int RIDES = 4;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path data;

    private final List<String> errors = new CopyOnWriteArrayList<>();

    @Test
    void theRidersStoryAndTheConsoleGoOnBesideFortyRidingPhones() throws Exception {
        long trips;
        try (Chromium chromium = Chromium.start();
                PagesWorld world = new PagesWorld(data)) {
            LiveCity city = world.ride(PHONES);
            try {
                aBikeInSomebodyElsesHandsCannotBeDockedFromTheStreet(world, city);
                long end = System.nanoTime()
                        + (long) (MINUTES * Duration.ofMinutes(1).toNanos());
                ConsolePage operator = new ConsolePage(watched(chromium.open(world.home(), Screen.DESK)));
                operator.signIn(world.operatorLink());
                int riders = 0;
                do {
                    // Nobody takes more bikes in ten minutes than a rider may.
                    Page phone = watched(chromium.open(world.home(), Screen.PHONE));
                    RiderPage rider = new RiderPage(phone, world, "310 777 %04d".formatted(riders++));
                    rider.begin();
                    for (int ride = 0; ride == 0 || (ride < RIDES && System.nanoTime() < end); ride++) {
                        String bike = unlock(rider, city);
                        walk(operator);
                        comeBack(rider, city, bike);
                    }
                    phone.close();
                } while (System.nanoTime() < end);
                trips = city.figures().get("docked");
            } finally {
                city.close();
            }
            org.assertj.core.api.Assertions.assertThat(errors).isEmpty();
        }
        System.out.printf(
                "pages: phones=%d minutes=%.0f trips=%d page_errors=%d%n", PHONES, MINUTES, trips, errors.size());
        org.assertj.core.api.Assertions.assertThat(trips).isPositive();
    }

    private static void aBikeInSomebodyElsesHandsCannotBeDockedFromTheStreet(PagesWorld world, LiveCity city)
            throws Exception {
        String bike = PagesWorld.bikeOf(Town.QUIET, 1);
        world.station(Town.QUIET).forceBike(1).get();
        String street = Town.QUIET.id();
        org.assertj.core.api.Assertions.assertThat(city.describe(Optional.of(street)))
                .doesNotContain("bike=" + bike);
        org.assertj.core.api.Assertions.assertThat(city.guest().dock(bike, street))
                .isEmpty();
        org.assertj.core.api.Assertions.assertThat(city.dock(bike, street)).isPresent();
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

    private static void comeBack(RiderPage rider, LiveCity city, String bike) {
        assertThat(rider.page().getByRole(AriaRole.TIMER)).isVisible();
        await().until(() -> city.dock(bike, Town.CAMPUS.id()).isPresent());
        rider.heading("Bici devuelta");
        rider.link("Listo").click();
        rider.page().navigate("/#/desbloquear");
    }

    /** Of the station with the most bikes. Somebody else may be quicker: then another. */
    private static String unlock(RiderPage rider, LiveCity city) {
        List<String> refusals = new ArrayList<>();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            MatchResult bike = Town.ALL.stream()
                    .map(town -> BIKE.matcher(city.describe(Optional.of(town.id())))
                            .results()
                            .toList())
                    .max(Comparator.comparingInt(List::size))
                    .orElseThrow()
                    .getLast();
            rider.unlock(bike.group(2));
            Locator riding = heading(rider.page(), "En viaje");
            Locator refused = heading(rider.page(), "No se abrió");
            assertThat(riding.or(refused)).isVisible();
            if (riding.isVisible()) {
                return bike.group(1);
            }
            refusals.add(rider.page().getByRole(AriaRole.MAIN).innerText());
            rider.button("Probar otro código").click();
        }
        throw new AssertionError("the rider got no bike: " + refusals);
    }

    private static Locator heading(Page page, String text) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text));
    }

    /** Every screen, the stations (in the long form all of them) and, at one of them, an order. */
    private static void walk(ConsolePage operator) {
        Page page = operator.page();
        for (String screen : List.of("alarmas", "bicicletas", "ordenes")) {
            page.navigate("/consola/#/" + screen);
            assertThat(page.getByRole(AriaRole.MAIN).getByRole(AriaRole.HEADING).first())
                    .isVisible();
        }
        page.getByLabel("De quién").selectOption("riders");
        assertThat(page.getByRole(AriaRole.MAIN).getByRole(AriaRole.ROW).nth(1)).isVisible();
        for (Town town : MINUTES > 0 ? Town.ALL : List.of(Town.PARK, Town.CAMPUS, Town.SILENT)) {
            page.navigate("/consola/#/estaciones/" + town.id());
            assertThat(heading(page, town.name())).isVisible();
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
}
