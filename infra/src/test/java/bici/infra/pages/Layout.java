package bici.infra.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ViewportSize;
import java.util.List;

/**
 * Looks at a screen on a small phone, a tablet and a desk, each as it is and magnified twice: nothing is wider than the
 * screen, and nothing that can be touched comes to rest under something else. Axe judges it once in each theme.
 */
final class Layout {
    /** A window magnified twice has half as many points each way. */
    private static final int[][] SIZES = {{360, 740}, {180, 370}, {768, 1024}, {384, 512}, {1366, 768}, {683, 384}};

    /** What is scrolled to must then be on top at its own middle; beside an open dialog nothing can be touched. */
    private static final String COVERED = """
            () => [...(document.querySelector('dialog[open]') ?? document.querySelector('main'))
                .querySelectorAll('button, a, input, textarea, summary')].filter(one => {
              if (!one.checkVisibility() || one.disabled) { return false; }
              one.scrollIntoView({ block: 'nearest' });
              const box = one.getClientRects()[0];
              if (!box) { return false; }
              const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
              return top === null || !(one.contains(top) || top.contains(one));
            }).map(one => one.outerHTML.slice(0, 120))
            """;

    private final Look look;

    Layout(Look look) {
        this.look = look;
    }

    Look look() {
        return look;
    }

    /** How much of the screen bars take that do not go away with the page, beside those inside of it. */
    private static final String STUCK = """
            () => [...document.querySelectorAll('header, nav')]
                .filter(one => !one.closest('main') && ['fixed', 'sticky'].includes(getComputedStyle(one).position))
                .reduce((sum, one) => sum + one.getBoundingClientRect().height, 0) / innerHeight
            """;

    /** How much of the first screen is the header above what the page is for. */
    private static final String HEADER = """
            () => [...document.querySelectorAll('header')].filter(one => !one.closest('main'))
                .reduce((sum, one) => sum + one.getBoundingClientRect().height, 0) / innerHeight
            """;

    private static final double MOST = 0.4;

    /** Without axe, in each size: for a screen that it has judged in other words. */
    void fits(Page page, String name) {
        ViewportSize before = page.viewportSize();
        for (int[] size : SIZES) {
            page.setViewportSize(size[0], size[1]);
            look.fits(page, "%s-%dx%d".formatted(name, size[0], size[1]));
        }
        page.setViewportSize(before.width, before.height);
    }

    private static double share(Page page, String script) {
        return ((Number) page.evaluate(script)).doubleValue();
    }

    void at(Page page, String name) {
        ViewportSize before = page.viewportSize();
        look.at(page, name);
        look.inTheDark(page, name);
        for (int[] size : SIZES) {
            String sized = "%s-%dx%d".formatted(name, size[0], size[1]);
            page.setViewportSize(size[0], size[1]);
            look.fits(page, sized);
            assertThat((List<?>) page.evaluate(COVERED))
                    .as("covered on " + sized)
                    .isEmpty();
            assertThat(share(page, STUCK)).as("bars of " + sized).isLessThan(MOST);
            assertThat(share(page, HEADER)).as("header of " + sized).isLessThan(MOST);
        }
        page.setViewportSize(before.width, before.height);
    }
}
