package bici.fleet.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                0x0000, 0x0007, 0x007f, 0x0085, 0x00ad, 0x034f, 0x061c, 0x115f, 0x1160, 0x17b4, 0x180b, 0x180e, 0x200b,
                0x200c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2060, 0x2064, 0x2065, 0x2066, 0x2069, 0x206f,
                0x3164, 0xd800, 0xdfff, 0xfdd0, 0xfdef, 0xfeff, 0xffa0, 0xfff0, 0xfff9, 0xfffb, 0xfffe, 0xffff, 0x1bca0,
                0x1d173, 0x1fffe, 0xe0001, 0xe0041, 0xe0100, 0xeffff, 0x10fffe, 0x10ffff
            })
    void whatCannotBeSeenOrKeptIsInNoText(int character) {
        String text = "B1" + Character.toString(character) + "2";

        assertThat(PlainText.isLine(text)).isFalse();
        assertThat(PlainText.isLines(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Señal débil, ¿sí?",
                "👩🏽‍🔧 ❤️ 🏳️‍🌈 🇨🇴 1️⃣ 🚲",
                "عربى עברית 日本語",
                "e\u0301",
                "\u00a0",
                "\ufffd",
                "\ue000"
            })
    void whatPeopleWriteIsText(String text) {
        assertThat(PlainText.isLine(text)).isTrue();
    }

    @Test
    void onlyTextsOfSeveralLinesHaveLineBreaks() {
        assertThat(PlainText.isLine("a\nb")).isFalse();
        assertThat(PlainText.isLines("a\r\n\tb")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0x200b, invisible character U+200B at position 4",
        "0x3164, invisible character U+3164 at position 4",
        "0xe0041, invisible character U+E0041 at position 4",
        "0x1b, control character U+001B at position 4",
        "0x2028, line break U+2028 at position 4",
        "0xd800, invalid character U+D800 at position 4",
        "0xfffe, invalid character U+FFFE at position 4"
    })
    void theFirstCharacterThatDoesNotBelongIsNamed(int character, String words) {
        String text = "a🚲b" + Character.toString(character) + "c" + Character.toString(character);

        assertThat(PlainText.findStrayInLines(text)).map(Object::toString).contains(words);
        assertThat(PlainText.findStrayInLine("a🚲b\n"))
                .map(Object::toString)
                .contains("line break U+000A at position 4");
    }
}
