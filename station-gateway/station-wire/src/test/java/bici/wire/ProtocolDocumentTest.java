package bici.wire;

import static org.assertj.core.api.Assertions.assertThat;

import bici.wire.DownMessage.AllowListChunk;
import bici.wire.DownMessage.ConfigDesired;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** PROTOCOL.md says what the codec does: the page cannot drift. */
class ProtocolDocumentTest {
    private static final String PAGE = read();
    private static final Pattern EXAMPLE = Pattern.compile(
            "^`bici/1/101/(up|down)/([a-z-]+)`\n```json\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    /** A tagged block of JSON. */
    record Example(String direction, String kind, String json) {
        byte[] bytes() {
            return json.getBytes(StandardCharsets.UTF_8);
        }
    }

    static List<Example> examples() {
        return EXAMPLE.matcher(PAGE)
                .results()
                .map(found -> new Example(found.group(1), found.group(2), found.group(3)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsAGoodMessage(Example example) {
        if (example.direction().equals("up")) {
            Decoded decoded = StationCodec.decodeUp(example.kind(), example.bytes());
            assertThat(decoded.flaws()).isEmpty();
            assertThat(decoded.unknownFields()).isZero();
        } else {
            assertThat(StationCodec.decodeDown(example.kind(), example.bytes()).kind())
                    .isEqualTo(example.kind());
        }
    }

    @Test
    void everyBlockOfJsonIsAnExampleOfAKindAndEveryKindHasOne() {
        assertThat(examples()).hasSize(PAGE.split("```json\n", -1).length - 1);
        assertThat(kindsOf("up")).containsExactlyElementsOf(Topics.UP_KINDS);
        assertThat(kindsOf("down")).containsExactlyElementsOf(Topics.DOWN_KINDS);
    }

    @Test
    void theTableOfFaultsIsTheListOfReasons() {
        assertThat(firstCells("| reason | what was wrong |"))
                .containsExactlyElementsOf(
                        Stream.of(FaultReason.values()).map(FaultReason::word).toList());
    }

    @Test
    void theTablesOfFactsAndCausesAreComplete() {
        List<String> kinds = Golden.listGood("up").stream()
                .filter(sample -> sample.toString().equals("facts.every-kind.json"))
                .flatMap(sample -> StationCodec.decodeUp("facts", sample.bytes()).message().stream())
                .flatMap(message -> ((UpMessage.Facts) message).facts().stream())
                .map(fact -> fact.happening().kind())
                .distinct()
                .toList();
        assertThat(firstCells("| kind | its fields |")).containsExactlyElementsOf(kinds);
        assertThat(firstCells("| cause: by |")).containsExactly("command", "card", "crew", "nobody");
    }

    @Test
    void theTableOfOutcomesAndTheWordsOfOrdersAreThoseOfTheCode() {
        assertThat(String.join(", ", firstCells("| outcome |"))).isEqualTo(WireWords.OUTCOME.toString());
        assertThat(Stream.of(WireWords.ORDER, WireWords.ACCEPTANCE, WireWords.CLOCK, WireWords.LOCK, WireWords.FIRMWARE)
                        .flatMap(words -> Stream.of(words.toString().split(", ", -1))))
                .allSatisfy(word -> assertThat(PAGE).contains("`" + word + "`"));
    }

    @Test
    void theCanonicalTextIsThatOfTheExample() {
        AllowListChunk list = (AllowListChunk) decodeDown("allow-list");
        assertThat(PAGE)
                .contains("```canonical\n"
                        + AllowListText.canonical(list.version(), list.cardKey(), list.entries())
                        + "```");
    }

    @Test
    void theCardIdIsTheHashOfTheNumber() throws GeneralSecurityException {
        AllowListChunk list = (AllowListChunk) decodeDown("allow-list");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(list.cardKey()), "HmacSHA256"));
        byte[] hash = mac.doFinal("04A1B2C3D4E5F6".getBytes(StandardCharsets.UTF_8));
        assertThat(list.entries().get(1).card()).isEqualTo(HexFormat.of().formatHex(Arrays.copyOf(hash, 16)));
        assertThat(PAGE).contains("`04A1B2C3D4E5F6`");
    }

    @Test
    void theHashOfAConfigurationIsAsSaid() throws GeneralSecurityException {
        ConfigDesired config = (ConfigDesired) decodeDown("config");
        String lines = new TreeMap<>(config.settings())
                .entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                        .collect(Collectors.joining());
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));
        assertThat(config.hash()).isEqualTo(HexFormat.of().formatHex(hash));
    }

    @Test
    void theLimitsAreThoseOfTheCode() {
        assertThat(PAGE)
                .contains("| payload | 8,192 bytes; birth, facts and allow-list 65,536 bytes |")
                .contains("| facts in a batch | 1 to " + UpMessage.Facts.MAX_FACTS + " |")
                .contains("| JSON | " + WireLimits.MAX_DEPTH + " levels; numbers up to " + WireLimits.MAX_NUMBER_CHARS
                        + " characters; names up to " + WireLimits.MAX_NAME_CHARS + " |")
                .contains("0 to " + WireLimits.MAX_TIME_MS + " (the end of 9999)")
                .contains("| dock | integer from 1 to " + WireLimits.MAX_DOCK);
        assertThat(List.of(WireLimits.SMALL_BYTES, WireLimits.LARGE_BYTES)).containsExactly(8_192, 65_536);
    }

    private static DownMessage decodeDown(String kind) {
        Example example = examples().stream()
                .filter(each -> each.direction().equals("down") && each.kind().equals(kind))
                .findFirst()
                .orElseThrow();
        return StationCodec.decodeDown(kind, example.bytes());
    }

    private static List<String> kindsOf(String direction) {
        return examples().stream()
                .filter(example -> example.direction().equals(direction))
                .map(Example::kind)
                .distinct()
                .sorted()
                .toList();
    }

    /** The words in back quotes that begin the rows of the table with this head. */
    private static List<String> firstCells(String head) {
        String table = PAGE.substring(PAGE.indexOf("\n" + head) + 1);
        return Pattern.compile("^\\| `([a-z0-9-]+)`", Pattern.MULTILINE)
                .matcher(table.substring(0, table.indexOf("\n\n")))
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();
    }

    private static String read() {
        try {
            return Files.readString(Golden.MODULE.resolve("PROTOCOL.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
