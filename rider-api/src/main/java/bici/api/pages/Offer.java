package bici.api.pages;

import java.util.Locale;

/** What a server may have beyond what every server has. Pages are told, so that they need not ask and be refused. */
public enum Offer {
    /** A street map of the city, by {@link MapRoutes}. */
    STREETS,
    /** An inbox that shows sign-in codes, for demonstrations. */
    DEMO_INBOX;

    /** As the pages say it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
