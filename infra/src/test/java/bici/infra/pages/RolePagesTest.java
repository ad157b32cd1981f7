package bici.infra.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import bici.fleet.people.Role;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The links of roles without a page of their own end on one that says what they can do now. */
class RolePagesTest {
    private static final Map<Role, String> WORDS = Map.of(
            Role.ANALYST, "Su rol permite descargar los viajes de cada mes.",
            Role.ADVISOR, "La página de asesoría todavía no está disponible.",
            Role.AUDITOR, "La página de auditoría todavía no está disponible.");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path data;

    @SuppressWarnings("NullAway.Init") // started before all tests
    private static Chromium chromium;

    @SuppressWarnings("NullAway.Init") // opened before all tests
    private static PagesWorld world;

    @SuppressWarnings("NullAway.Init") // read before all tests
    private static Layout layout;

    @BeforeAll
    static void start() throws Exception {
        layout = new Layout(new Look());
        chromium = Chromium.start();
        world = new PagesWorld(data);
    }

    @AfterAll
    static void stop() throws Exception {
        try {
            chromium.close();
        } finally {
            world.close();
        }
    }

    @Test
    void everyRoleWithoutAPageReadsWhatItCanDoAlsoAfterAReload() {
        WORDS.forEach((role, words) -> {
            Page page = signIn(role);
            assertThat(page.getByText(words)).isVisible();
            layout.at(page, "console-" + role.word());
            page.reload();
            assertThat(page.getByText(words)).isVisible();
        });
        chromium.closePages();
    }

    @Test
    void anAnalystDownloadsTheTripsOfAMonthAndReadsWhyWhenItFails() throws Exception {
        Page page = signIn(Role.ANALYST);
        String month = YearMonth.now(ZoneId.of("America/Bogota")).toString();
        page.getByLabel("Mes").fill(month);
        Locator go = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Descargar viajes (CSV)"));
        Download download = page.waitForDownload(go::click);
        Assertions.assertThat(download.suggestedFilename()).isEqualTo("viajes-" + month + ".csv");
        Assertions.assertThat(Files.readString(download.path())).startsWith("tripduration,");
        assertThat(page.getByText("Listo: viajes de " + month)).isVisible();

        page.route("**/v1/exports/trips*", route -> route.abort());
        go.click();
        assertThat(page.getByRole(AriaRole.ALERT))
                .containsText("No se pudo descargar. No hay conexión con el servidor.");
        chromium.closePages();
    }

    private static Page signIn(Role role) {
        Page page = chromium.open(world.home(), Screen.DESK);
        page.navigate("/consola/#enlace=" + world.staffLink(role));
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Esto puede hacer hoy")))
                .isVisible();
        return page;
    }
}
