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
        }
        page.setViewportSize(before.width, before.height);
    }
}
