package bici.infra.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** What a rider does on a phone; everything is found by what it says. */
final class RiderPage {
    private static final String TYPED = "310 555 0142";

    private final Page page;
    private final PagesWorld world;
    private final String phone;

    RiderPage(Page page, PagesWorld world) {
        this(page, world, TYPED);
    }

    /** @param phone a mobile number as people type it */
    RiderPage(Page page, PagesWorld world, String phone) {
        this.page = page;
        this.world = world;
        this.phone = phone;
    }

    Page page() {
        return page;
    }

    /** Somebody new, who then has the form for a code on the screen. */
    void begin() throws Exception {
        page.navigate("/#/desbloquear");
        signIn();
        consent();
    }

    void signIn() throws Exception {
        askForCode();
        enterCode();
        heading("Sus datos, en claro");
        assertThat(page.getByText(PagesWorld.RESPONSIBLE.name())).isVisible();
        assertThat(page.getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(PagesWorld.RESPONSIBLE.rightsChannel())))
                .hasAttribute("href", "mailto:" + PagesWorld.RESPONSIBLE.rightsChannel());
    }

    /** Who has consented before. */
    void signInAgain() throws Exception {
        askForCode();
        enterCode();
        assertThat(button("Ingresar")).isHidden();
    }

    void askForCode() {
        page.getByLabel("Número de celular").fill(phone);
        button("Enviar código").click();
        assertThat(page.getByLabel("Código de seis cifras")).isFocused();
    }

    /** The newest code is pasted as a message shows it, in two halves, into its field. */
    void enterCode() throws Exception {
        page.getByLabel("Código de seis cifras").focus();
        String code = world.codeSentTo("+57" + phone.replace(" ", ""));
        page.keyboard().insertText(code.substring(0, 3) + " " + code.substring(3));
        button("Ingresar").click();
    }

    void signOut() {
        page.navigate("/#/cuenta");
        button("Salir").click();
        assertThat(button("Salir")).isHidden();
    }

    void consent() {
        button("Autorizo y continúo").click();
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
