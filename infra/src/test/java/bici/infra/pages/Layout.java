package bici.infra.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;

/**
 * Looks at a screen of the riders' page on a small phone, as it is and magnified twice: axe, nothing wider than the
 * screen, and nothing that can be touched comes to rest under the tab bar.
 */
final class Layout {
    /** Of 360 x 740 points magnified twice, half is left each way. */
    private static final int MAGNIFIED = 2;

    /** What is scrolled to must then be on top at its own middle. */
    private static final String COVERED = """
            () => [...document.querySelectorAll('main :is(button, a, input)')].filter(one => {
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

    void at(Page page, String name) {
        look(page, name);
        Screen phone = Screen.PHONE;
        page.setViewportSize(phone.width() / MAGNIFIED, phone.height() / MAGNIFIED);
        look(page, name + "-200");
        page.setViewportSize(phone.width(), phone.height());
    }

    private void look(Page page, String name) {
        look.at(page, name);
        assertThat((List<?>) page.evaluate(COVERED)).as("covered on " + name).isEmpty();
    }
}
