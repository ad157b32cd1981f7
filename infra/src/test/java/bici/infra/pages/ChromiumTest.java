package bici.infra.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ChromiumTest {
    @Test
    void starts() throws Exception {
        try (Chromium chromium = Chromium.start()) {
            Page page = chromium.open(URI.create("http://localhost"), Screen.PHONE);
            assertThat(page.evaluate("() => innerWidth")).isEqualTo(360);
        }
    }
}
