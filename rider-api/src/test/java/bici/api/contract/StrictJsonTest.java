package bici.api.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.api.http.Problem;
import bici.api.http.ProblemException;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    @ParameterizedTest
    @ValueSource(strings = {"{}", " {\"a\": [1, {\"a\": 2}], \"b\": {\"a\": 3}} \n", "[]", "1", "\"a\""})
    void whatEveryReaderUnderstandsPasses(String body) {
        StrictJson.check(Buffer.buffer(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": 1, \"a\": 1}", "{\"b\": 1, \"a\": 1, \"\\u0061\": 2}"})
    void aNameTwiceIsRefusedAndPointedAt(String body) {
        assertThatThrownBy(() -> StrictJson.check(Buffer.buffer(body)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().errors()).containsExactly(new Problem.Fault("/a", "duplicate")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{} {}", "{}]", "{\"a\": NaN}", "{\"a\": 01}", "{'a': 1}", "{\"a\": 1,}", "\u0000{}"})
    void whatIsNoJsonIsRefused(String body) {
        refused(Buffer.buffer(body));
    }

    @Test
    void otherEncodingsAndDepthsAreRefused() {
        refused(Buffer.buffer("{\"a\": 1}".getBytes(StandardCharsets.UTF_16BE)));
        refused(Buffer.buffer("{\"a\": \"ñ\"}".getBytes(StandardCharsets.ISO_8859_1)));
        refused(Buffer.buffer(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}));
        StrictJson.check(Buffer.buffer("[".repeat(16) + "]".repeat(16)));
        refused(Buffer.buffer("[".repeat(17) + "]".repeat(17)));
    }

    private static void refused(Buffer body) {
        assertThatThrownBy(() -> StrictJson.check(body))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().errors()).containsExactly(new Problem.Fault("", "json")));
    }
}
