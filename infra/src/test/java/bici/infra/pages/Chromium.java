package bici.infra.pages;

import bici.infra.machine.Shell;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Debian's Chromium, driven by Playwright for Java: the build of it without windows, which takes little more than half the
 * time, or the one that a person uses where that is all there is. Playwright's own driver is npm's playwright-core, which the
 * build of the pages installs, so that nothing is downloaded here. Used by one thread only.
 */
final class Chromium implements AutoCloseable {
    private static final Path PAGES = Path.of("rider-api", "target", "webapp", "node_modules");
    private static final String NOWHERE = "about:blank";
    /** As long as a page may take beside the other tests on two processors; who waits for more fails. */
    private static final double PATIENCE_MS = 40_000;

    private final Playwright playwright;
    private final Browser browser;
    private final PageFaults faults = new PageFaults();

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** @throws IllegalStateException what to install, when a browser or the built pages are missing */
    static Chromium start() throws IOException {
        return start(List.of());
    }

    /** With a camera before which this film runs (YUV4MPEG2), and a person who lets every page use it. */
    static Chromium withCamera(Path film) throws IOException {
        return start(List.of(
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                "--use-file-for-fake-video-capture=" + film.toAbsolutePath()));
    }

    /** With a camera, and a person who lets no page use it. */
    static Chromium withRefusedCamera() throws IOException {
        return start(List.of("--use-fake-ui-for-media-stream=deny", "--use-fake-device-for-media-stream"));
    }

    private static Chromium start(List<String> more) throws IOException {
        Path program = Optional.ofNullable(System.getenv("BICI_CHROMIUM"))
                .map(Path::of)
                .or(() -> find("chromium-headless-shell"))
                .or(() -> find("chromium"))
                .orElseThrow(() -> new IllegalStateException("these tests drive a real browser and found none."
                        + " Install it: apt-get install chromium-headless-shell, or name one in BICI_CHROMIUM"));
        System.setProperty("playwright.cli.dir", driver().toString());
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        environment.put(
                "PLAYWRIGHT_NODEJS_PATH",
                find("node")
                        .orElseThrow(() -> new IllegalStateException("node is not on PATH: apt-get install npm"))
                        .toString());
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(Stream.concat(
                                        Stream.of("--no-sandbox", "--disable-background-networking", "--disable-gpu"),
                                        more.stream())
                                .toList()));
        return new Chromium(playwright, browser);
    }

    /** The folder in which Playwright looks for its driver, as {@code package/}; it asks once a process. */
    private static Path driver() throws IOException {
        Path folder = Files.createDirectories(root().resolve(Path.of("infra", "target", "playwright")));
        Path link = folder.resolve("package");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, library("playwright-core").toAbsolutePath());
        return folder.toAbsolutePath();
    }

    private static Path root() {
        return Path.of(System.getProperty("bici.root", "."));
    }

    /** A library of the pages' build. */
    static Path library(String name) {
        Path folder = root().resolve(PAGES).resolve(name);
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(
                    "the pages are not built (" + folder + " is not there): build without -DskipUi");
        }
        return folder;
    }

    /** A person with a phone, or at a desk: a browser of their own, in Bucaramanga. */
    Page open(URI home, Screen screen) {
        return open(home, screen, "es-CO");
    }

    /** @param language that the browser prefers */
    Page open(URI home, Screen screen, String language) {
        return open(home, screen, language, "America/Bogota");
    }

    /** A computer that is set to another zone than the city's, and whose clock is wrong by so much. */
    Page openElsewhere(URI home, Screen screen, String zone, Duration ahead) {
        Page page = open(home, screen, "es-CO", zone);
        page.addInitScript("{ const Real = Date; const ahead = " + ahead.toMillis() + ";"
                + " globalThis.Date = class extends Real {"
                + " constructor(...of) { if (of.length) super(...of); else super(Real.now() + ahead); }"
                + " static now() { return Real.now() + ahead; } }; }");
        return page;
    }

    private Page open(URI home, Screen screen, String language, String zone) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(home.toString())
                .setViewportSize(screen.width(), screen.height())
                .setLocale(language)
                .setTimezoneId(zone)
                .setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(PATIENCE_MS);
        faults.watch(context);
        return context.newPage();
    }

    /** What went wrong on the pages until now, which then no longer fails a test. */
    List<String> takeFaults() {
        return faults.take();
    }

    /** The test asks for what the server refuses: {@code 404 /v1/trips/nope}; until the pages are closed. */
    void provoke(String... what) {
        faults.provoke(what);
    }

    @Override
    public void close() {
        try {
            closePages();
        } finally {
            browser.close();
            playwright.close();
        }
    }

    /**
     * Everybody goes; the browser stays.
     *
     * @throws AssertionError when anything went wrong on any page since the last time
     */
    void closePages() {
        for (BrowserContext context : List.copyOf(browser.contexts())) {
            context.pages().forEach(Chromium::leave);
            context.close();
        }
        faults.assertNone();
    }

    /**
     * Ends what a page is doing. Chromium may say that it closed a page whose navigation is just being committed, and not
     * close it (microsoft/playwright#42366); then closing never ends. Tabs reload by themselves when another signs out.
     */
    private static void leave(Page page) {
        page.waitForLoadState();
        try {
            page.navigate(NOWHERE);
        } catch (PlaywrightException reloadedMeanwhile) {
            page.navigate(NOWHERE);
        }
    }

    private static Optional<Path> find(String program) {
        return Shell.has(program)
                ? List.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).stream()
                        .map(folder -> Path.of(folder, program))
                        .filter(Files::isExecutable)
                        .findFirst()
                : Optional.empty();
    }
}
