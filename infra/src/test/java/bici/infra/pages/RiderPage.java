package bici.infra.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** What a rider does on a phone; everything is found by what it says. */
final class RiderPage {
    private static final String TYPED = "310 555 0142";
    private static final String PHONE = "+573105550142";

    private final Page page;
    private final PagesWorld world;

    RiderPage(Page page, PagesWorld world) {
        this.page = page;
        this.world = world;
    }

    Page page() {
        return page;
    }

    void signIn() throws Exception {
        page.getByLabel("Número de celular").fill(TYPED);
        button("Enviar código").click();
        Locator code = page.getByLabel("Código de seis cifras");
        assertThat(code).isVisible();
        code.fill(world.codeSentTo(PHONE));
        button("Entrar").click();
        heading("Tus datos, en claro");
    }

    void consent() {
        button("Autorizo y sigo").click();
        assertThat(page.getByLabel("Código de la bici o del anclaje")).isVisible();
    }

    void unlock(String code) {
        page.getByLabel("Código de la bici o del anclaje").fill(code);
        button("Abrir el candado").click();
    }

    void heading(String text) {
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text)))
                .isVisible();
    }

    Locator button(String text) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    Locator link(String text) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(text));
    }
}
