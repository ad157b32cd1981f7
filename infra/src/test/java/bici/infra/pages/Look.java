package bici.infra.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Looks at what a page shows now: axe must find nothing serious, nothing may be wider than the screen, and, when asked by
 * {@code -Dbici.screenshots=FOLDER}, a picture is kept.
 */
final class Look {
    private static final String SCRIPT = """
            async options => (await axe.run(document, options)).violations
                .filter(one => ['serious', 'critical'].includes(one.impact))
                .map(one => one.id + ': ' + one.nodes.map(node => node.target.join(' ') + ' ' + node.failureSummary).join('; '))
            """;
    /** Of all that axe judges, a theme changes only this. */
    private static final Map<String, Object> COLOURS = Map.of("runOnly", List.of("color-contrast"));

    /** Empty when the page needs no scrolling sideways; else how wide it is, and what of it ends outside. */
    private static final String TOO_WIDE = """
            () => document.documentElement.scrollWidth <= innerWidth ? [] : [document.documentElement.scrollWidth + ' points',
                ...[...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > innerWidth)
                    .map(one => one.outerHTML.slice(0, 120))]
            """;

    /** On how many lines the text of an element stands. */
    private static final String LINES = """
            one => {
              const text = document.createRange();
              text.selectNodeContents(one);
              return new Set([...text.getClientRects()].map(box => Math.round(box.top))).size;
            }
            """;

    private final String axe;

    Look() throws IOException {
        axe = Files.readString(Chromium.library("axe-core").resolve("axe.min.js"));
    }

    void at(Page page, String name) {
        judge(page, Map.of(), name);
        fits(page, name);
    }

    /** The same screen in the dark theme. */
    void inTheDark(Page page, String name) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        judge(page, COLOURS, name + "-dark");
        picture(page, name + "-dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    /** Without axe: for a screen that it has judged in another size, or in another test. */
    void fits(Page page, String name) {
        assertThat((List<?>) page.evaluate(TOO_WIDE)).as("wider than " + name).isEmpty();
        picture(page, name);
    }

    int lines(Locator text) {
        return ((Number) text.evaluate(LINES)).intValue();
    }

    private void judge(Page page, Map<String, Object> options, String name) {
        if (!(Boolean) page.evaluate("() => 'axe' in window")) {
            page.evaluate(axe);
        }
        assertThat((List<?>) page.evaluate(SCRIPT, options))
                .as("axe on " + name)
                .isEmpty();
    }

    private static void picture(Page page, String name) {
        String folder = System.getProperty("bici.screenshots", "");
        if (!folder.isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(System.getProperty("bici.root", "."))
                            .resolve(folder)
                            .resolve(name + ".png")));
        }
    }
}
