package bici.infra.pages;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What went wrong on any page of any browser that a test opened: uncaught errors, promises that nobody caught, missing
 * texts and broken parts that the page reported itself, what its content policy refused, and requests that the
 * riders' page should not have made: without a session, or to what is not there or not allowed. A test says which of these
 * it provokes. Used by one thread only.
 */
final class PageFaults {
    /** How {@code faults.ts} reports, and how Chromium says what a content policy refused. */
    private static final Predicate<String> FAULT =
            Pattern.compile("^bici \\w+ fault: |Content Security Policy").asPredicate();

    /** How Chromium says that the server refused a request. A conflict or a wrong value is an answer to what was asked. */
    private static final Pattern REFUSED = Pattern.compile("^Failed to load resource: .* status of (40[1345])\\b");

    /** Behind the address of what a message is about. */
    private static final Pattern LINE_AND_COLUMN = Pattern.compile(":\\d+:\\d+$");

    private final List<String> seen = new ArrayList<>();
    private final Set<String> provoked = new HashSet<>();

    void watch(BrowserContext context) {
        // Chromium tells of a rejected promise without a handler as of an uncaught error.
        context.onWebError(error -> seen.add(error.page().url() + " uncaught: " + error.error()));
        context.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                hear(message);
            }
        });
    }

    private void hear(ConsoleMessage message) {
        Matcher refused = REFUSED.matcher(message.text());
        if (refused.find() && isRiders(message.page())) {
            String what = refused.group(1) + " " + path(message.location());
            if (!provoked.contains(what)) {
                seen.add(message.page().url() + " was answered " + what);
            }
        } else if (FAULT.test(message.text())) {
            seen.add(message.page().url() + " " + message.text());
        }
    }

    /** Of what may be no address at all: tests type those too. */
    private static String path(String location) {
        String address = LINE_AND_COLUMN.matcher(location).replaceFirst("");
        return address.replaceFirst("^https?://[^/?#]+", "").replaceFirst("[?#].*$", "");
    }

    /** The console is at an address of its own. */
    private static boolean isRiders(Page page) {
        return path(page.url()).equals("/");
    }

    /**
     * From now on the server may refuse this, until the pages are closed.
     *
     * @param what status and path: {@code 404 /v1/trips/nope}
     */
    void provoke(String... what) {
        provoked.addAll(List.of(what));
    }

    /** All that was seen until now, which is then forgotten: for a test that provokes a fault. */
    List<String> take() {
        List<String> taken = List.copyOf(seen);
        seen.clear();
        return taken;
    }

    /** @throws AssertionError names each fault and its page */
    void assertNone() {
        List<String> faults = take();
        provoked.clear();
        if (!faults.isEmpty()) {
            throw new AssertionError("pages failed: " + String.join("\n", faults));
        }
    }
}
