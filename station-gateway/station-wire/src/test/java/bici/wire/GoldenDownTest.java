package bici.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenDownTest {
    static List<Golden.Sample> good() {
        return Golden.listGood("down");
    }

    static List<Golden.Sample> bad() {
        return Golden.listBad("down");
    }

    @ParameterizedTest
    @MethodSource("good")
    void aGoodMessageStaysTheSameWhenWrittenAndReadAgain(Golden.Sample sample) {
        DownMessage message = StationCodec.decodeDown(sample.kind(), sample.bytes());
        assertThat(message.kind()).isEqualTo(sample.kind());
        assertThat(StationCodec.decodeDown(sample.kind(), StationCodec.encode(message)))
                .isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aBadMessageIsRefusedForTheDocumentedReason(Golden.Sample sample) {
        Golden.Expected expected = Golden.listExpected("down").stream()
                .filter(row -> row.file().equals(sample.toString()))
                .findFirst()
                .orElseThrow();
        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> StationCodec.decodeDown(sample.kind(), sample.bytes()))
                .satisfies(e -> {
                    assertThat(e.reason().word()).isEqualTo(expected.reason());
                    assertThat(e.pointer()).isEqualTo(expected.pointer());
                });
    }

    @Test
    void everyKindHasAGoodFile() {
        Set<String> kinds = good().stream().map(Golden.Sample::kind).collect(Collectors.toCollection(TreeSet::new));
        assertThat(kinds)
                .containsExactlyElementsOf(Topics.DOWN_KINDS)
                .hasSameSizeAs(DownMessage.class.getPermittedSubclasses());
    }
}
