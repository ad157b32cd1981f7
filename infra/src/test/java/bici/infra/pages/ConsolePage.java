package bici.infra.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** What an operator does at a desk; everything is found by what it says. */
final class ConsolePage {
    private final Page page;

    ConsolePage(Page page) {
        this.page = page;
    }

    Page page() {
        return page;
    }

    void signIn(String secret) {
        page.navigate("/consola/#enlace=" + secret);
        assertThat(page.getByText("En vivo", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(row(Town.PARK)).isVisible();
    }

    Locator row(Town town) {
        return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(town.name()));
    }

    void open(Town town) {
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName(town.name()).setExact(true))
                .click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(town.name())))
                .isVisible();
    }

    void back() {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Todas las estaciones"))
                .click();
    }

    /** A dock of the open station, by what is said of it: {@code Anclaje 3, Bici B103}. */
    Locator dock(String words) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words).setExact(true));
    }

    void choose(int dock) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Anclaje " + dock + ",")))
                .click();
    }

    /** Gives an order to what is chosen, with its reason. */
    void order(String order, String reason) {
        button(order).click();
        page.getByLabel("Motivo").fill(reason);
        button("Dar la orden").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
    }

    static Locator.FilterOptions withText(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    Locator heading(String text) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    Locator link(String text) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    Locator button(String text) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(text).setExact(true));
    }
}
