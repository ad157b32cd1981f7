package bici.infra.pages;

import bici.infra.server.HttpOptions;
import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** A small city and a browser that the tests of one class share: riders with phones, operators at desks. */
final class PagesCity {
    private final Chromium chromium;
    private final PagesWorld world;
    private final Layout layout;

    private PagesCity(Chromium chromium, PagesWorld world, Layout layout) {
        this.chromium = chromium;
        this.world = world;
        this.layout = layout;
    }

    static PagesCity open(Path data) throws Exception {
        return open(data, HttpOptions.on("127.0.0.1", 0));
    }

    static PagesCity open(Path data, HttpOptions http) throws Exception {
        Layout layout = new Layout(new Look());
        Chromium chromium = Chromium.start();
        try {
            return new PagesCity(chromium, new PagesWorld(data, http), layout);
        } catch (Exception e) {
            chromium.close();
            throw e;
        }
    }

    PagesWorld world() {
        return world;
    }

    Chromium chromium() {
        return chromium;
    }

    Layout layout() {
        return layout;
    }

    Look look() {
        return layout.look();
    }

    /** A browser of somebody's own, with nothing in it yet. */
    Page open(Screen screen) {
        return chromium.open(world.home(), screen);
    }

    /** @param phone a mobile number as people type it */
    RiderPage rider(String phone) {
        return new RiderPage(open(Screen.PHONE), world, phone);
    }

    /** A rider who has signed in and consented, with the form for a code on the screen. */
    RiderPage readyRider(String phone) throws Exception {
        RiderPage rider = rider(phone);
        rider.begin();
        return rider;
    }

    /** Somebody of the control room, signed in, with the table of stations on the screen. */
    ConsolePage operator() {
        ConsolePage operator = new ConsolePage(open(Screen.DESK));
        operator.signIn(world.operatorLink());
        return operator;
    }

    /**
     * Everybody goes.
     *
     * @throws AssertionError when anything went wrong on any page
     */
    void leave() {
        chromium.closePages();
    }

    void close() throws Exception {
        try {
            chromium.close();
        } finally {
            world.close();
        }
    }
}
