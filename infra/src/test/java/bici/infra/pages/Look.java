package bici.infra.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
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
            async () => (await axe.run()).violations
                .filter(one => ['serious', 'critical'].includes(one.impact))
                .map(one => one.id + ': ' + one.nodes.map(node => node.target.join(' ') + ' ' + node.failureSummary).join('; '))
            """;

    private final String axe;

    Look() throws IOException {
        axe = Files.readString(Chromium.library("axe-core").resolve("axe.min.js"));
    }

    void at(Page page, String name) {
        page.evaluate(axe);
        assertThat((List<?>) page.evaluate(SCRIPT)).as("axe on " + name).isEmpty();
        Map<?, ?> width = (Map<?, ?>)
                page.evaluate("() => ({content: document.documentElement.scrollWidth, screen: innerWidth})");
        assertThat((Integer) width.get("content")).as("width of " + name).isLessThanOrEqualTo((Integer)
                width.get("screen"));
        String folder = System.getProperty("bici.screenshots", "");
        if (!folder.isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(System.getProperty("bici.root", "."))
                            .resolve(folder)
                            .resolve(name + ".png")));
        }
    }
}
