package bici.wire;

import static org.assertj.core.api.Assertions.assertThat;

import bici.wire.UpMessage.Facts;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenUpTest {
    static List<Golden.Sample> good() {
        return Golden.listGood("up");
    }

    static List<Golden.Sample> bad() {
        return Golden.listBad("up");
    }

    @ParameterizedTest
    @MethodSource("good")
    void aGoodMessageStaysTheSameWhenWrittenAndReadAgain(Golden.Sample sample) {
        Decoded decoded = StationCodec.decodeUp(sample.kind(), sample.bytes());
        assertThat(decoded.flaws()).isEmpty();
        UpMessage message = decoded.message().orElseThrow();
        assertThat(message.kind()).isEqualTo(sample.kind());
        Decoded again = StationCodec.decodeUp(sample.kind(), StationCodec.encode(message));
        assertThat(again.message()).contains(message);
        assertThat(again.unknownFields()).isZero();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aBadMessageHasTheDocumentedReasonAndPlace(Golden.Sample sample) {
        List<Golden.Expected> expected = Golden.listExpected("up").stream()
                .filter(row -> row.file().equals(sample.toString()))
                .toList();
        Decoded decoded = StationCodec.decodeUp(sample.kind(), sample.bytes());
        assertThat(decoded.flaws())
                .extracting(flaw -> flaw.reason().word() + " " + flaw.pointer())
                .containsExactlyElementsOf(expected.stream()
                        .map(row -> row.reason() + " " + row.pointer())
                        .toList());
        assertThat(keptFacts(decoded)).isEqualTo(expected.getFirst().keptFacts());
    }

    @Test
    void everyKindAndEveryKindOfFactHasAGoodFile() {
        Set<String> kinds = good().stream().map(Golden.Sample::kind).collect(Collectors.toCollection(TreeSet::new));
        assertThat(kinds)
                .containsExactlyElementsOf(Topics.UP_KINDS)
                .hasSameSizeAs(UpMessage.class.getPermittedSubclasses());
        Set<Class<?>> happenings = good().stream()
                .filter(sample -> sample.kind().equals("facts"))
                .map(sample -> (Facts)
                        StationCodec.decodeUp("facts", sample.bytes()).message().orElseThrow())
                .flatMap(facts -> facts.facts().stream())
                .map(fact -> fact.happening().getClass())
                .collect(Collectors.toSet());
        assertThat(happenings).containsExactlyInAnyOrder(WireFact.Happening.class.getPermittedSubclasses());
    }

    private static int keptFacts(Decoded decoded) {
        return decoded.message()
                .map(message -> ((Facts) message).facts().size())
                .orElse(0);
    }
}
