package bici.fleet.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {
    @ParameterizedTest
    @CsvSource({
        "3001234567, +573001234567",
        "300 123 4567, +573001234567",
        "+57 (300) 123-45.67, +573001234567",
        "+34 600 11 22 33, +34600112233"
    })
    void numbersAreReadAsPeopleWriteThem(String written, String e164) {
        assertThat(PhoneNumber.parse(written).orElseThrow().value()).isEqualTo(e164);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "300123456", "6071234567", "+0573001234567", "+57300123456789012", "300123456a"})
    void anythingElseIsNoNumber(String written) {
        assertThat(PhoneNumber.parse(written)).isEmpty();
    }

    @Test
    void aNumberShowsItsLastDigitsOnly() {
        assertThat(new PhoneNumber("+573001234567")).hasToString("•••••••••••67");
    }

    @Test
    void aSealedPhoneIsReadBackUnderTheSameKeyOnly() {
        PhoneNumber phone = new PhoneNumber("+573001234567");
        PhoneSeal seal = new PhoneSeal(new byte[PhoneSeal.KEY_BYTES]);

        assertThat(seal.open(seal.seal(phone))).isEqualTo(phone);
        assertThat(seal.seal(phone)).isNotEqualTo(seal.seal(phone));
        assertThat(seal.hash(phone)).isEqualTo(seal.hash(phone)).isNotEqualTo(seal.hash(phone, ""));
        byte[] other = new byte[PhoneSeal.KEY_BYTES];
        other[0] = 1;
        assertThat(new PhoneSeal(other).hash(phone)).isNotEqualTo(seal.hash(phone));
    }

    @Test
    void aCodeIsHashedForItsPhoneOnly() {
        PhoneNumber phone = new PhoneNumber("+573001234567");
        PhoneSeal seal = new PhoneSeal(new byte[PhoneSeal.KEY_BYTES]);

        assertThat(seal.hash(phone, "123456"))
                .isEqualTo(seal.hash(phone, "123456"))
                .isNotEqualTo(seal.hash(phone, "123457"))
                .isNotEqualTo(seal.hash(new PhoneNumber("+573001234568"), "123456"));
    }
}
