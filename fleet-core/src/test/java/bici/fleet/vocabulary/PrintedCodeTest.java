package bici.fleet.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintedCodeTest {
    private static String random(Random dice) {
        StringBuilder five = new StringBuilder();
        for (int i = 0; i < PrintedCode.LENGTH - 1; i++) {
            five.append(PrintedCode.ALPHABET.charAt(dice.nextInt(PrintedCode.ALPHABET.length())));
        }
        return five.toString() + PrintedCode.checkCharacter(five.toString());
    }

    @Test
    void anyOneWrongCharacterIsNoticed() {
        Random dice = new Random(7);
        for (int n = 0; n < 200; n++) {
            String code = random(dice);
            int place = dice.nextInt(code.length());
            for (char other : PrintedCode.ALPHABET.toCharArray()) {
                String typed = code.substring(0, place) + other + code.substring(place + 1);
                assertThat(PrintedCode.parse(typed).isPresent()).isEqualTo(typed.equals(code));
            }
        }
    }

    @Test
    void smallLettersAndBlanksAroundAreForgiven() {
        String code = random(new Random(8));

        assertThat(PrintedCode.parse("  " + code.toLowerCase(Locale.ROOT) + "\n"))
                .contains(new PrintedCode(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "22222", "2222222", "22222O", "22222I", "222221", "22222Ñ", "2 2222"})
    void nothingElseIsACode(String text) {
        assertThat(PrintedCode.parse(text)).isEmpty();
        assertThatThrownBy(() -> new PrintedCode(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCodeDoesNotShowItselfInLogs() {
        assertThat(new PrintedCode("222222")).hasToString("code");
    }
}
