package bici.infra.pages;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No test of the pages passes over an error that a page swallowed. */
class PageFaultsTest {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    @SuppressWarnings("NullAway.Init") // started before all tests
    private static Chromium chromium;

    @BeforeAll
    static void start() throws Exception {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            setTimeout(() => { throw new Error('planted') })                           | uncaught: Error: planted
            Promise.reject(new Error('planted')) && undefined                          | uncaught: Error: planted
            console.error('bici text fault: order.unlock has no text in es')           | order.unlock has no text in es
            console.error('bici panel fault: docks', new TypeError('x'))               | bici panel fault: docks
            """)
    void aPageThatFailedFailsItsTestWhenItIsClosed(String script, String words) {
        Page page = chromium.open(NOWHERE, Screen.PHONE);
        page.evaluate("() => { " + script + "; }");
        page.evaluate("() => new Promise(done => setTimeout(done))");
        assertThatThrownBy(chromium::closePages)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(words);
    }

    /** Answers everything with one status. */
    private static Page pageOf(int status) {
        Page page = chromium.open(NOWHERE, Screen.PHONE);
        page.route(
                "**/*",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(route.request().isNavigationRequest() ? 200 : status)
                        .setContentType("text/html")
                        .setBody("<link rel=icon href=data:,>")));
        page.navigate("/");
        page.evaluate("() => fetch('/v1/me?x=1')");
        return page;
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 405})
    void aRequestThatNoPageShouldMakeFailsItsTestUnlessTheTestProvokesIt(int status) {
        pageOf(status);
        assertThatThrownBy(chromium::closePages)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("was answered " + status + " /v1/me");

        chromium.provoke(status + " /v1/me");
        pageOf(status);
        assertThatCode(chromium::closePages).doesNotThrowAnyException();
    }

    @Test
    void aPageWithoutFaultsIsClosedQuietlyAlsoAfterAWrongValueWasRefused() {
        pageOf(422);
        assertThatCode(chromium::closePages).doesNotThrowAnyException();
    }
}
