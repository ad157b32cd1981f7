package bici.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ReaderTest {
    private static boolean prefersPage(@Nullable String accept) {
        return new Reader(accept, null, "/").prefersPage();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
                "text/html",
                "TEXT/HTML;level=1, */*;q=0.1",
                "text/*, application/json;q=0.5",
                "application/json;q=0.2, text/html;q=0.3"
            })
    void browsersPreferAPage(String accept) {
        assertThat(prefersPage(accept)).isTrue();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "*/*",
                "application/json",
                "application/problem+json, text/html;q=0.9",
                "application/json, text/html",
                "text/html;q=0",
                "text/html;q=NaN, */*",
                "text/event-stream",
                ";;",
                "image/avif,*/*"
            })
    void everybodyElseGetsData(@Nullable String accept) {
        assertThat(prefersPage(accept)).isFalse();
    }
}
