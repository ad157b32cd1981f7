package bici.infra.pages;

import com.microsoft.playwright.BrowserContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What went wrong on any page of any browser that a test opened: uncaught errors, promises that nobody caught, missing
 * texts and broken parts that the page reported itself, and what its content policy refused. Used by one thread only.
 */
final class PageFaults {
    /** How {@code faults.ts} reports, and how Chromium says what a content policy refused. */
    private static final Predicate<String> FAULT =
            Pattern.compile("^bici \\w+ fault: |Content Security Policy").asPredicate();

    private final List<String> seen = new ArrayList<>();

    void watch(BrowserContext context) {
        // Chromium tells of a rejected promise without a handler as of an uncaught error.
        context.onWebError(error -> seen.add(error.page().url() + " uncaught: " + error.error()));
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") && FAULT.test(message.text())) {
                seen.add(message.page().url() + " " + message.text());
            }
        });
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
        if (!faults.isEmpty()) {
            throw new AssertionError("pages failed: " + String.join("\n", faults));
        }
    }
}
