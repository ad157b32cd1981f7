package bici.api.session;

import bici.fleet.people.PhoneNumber;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;

/** Reads what people type as their phone's number. */
final class Phones {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private Phones() {}

    /** Colombian unless it says otherwise; empty when no message can go there. */
    static Optional<PhoneNumber> parse(String text) {
        try {
            Phonenumber.PhoneNumber number = NUMBERS.parse(text, "CO");
            if (!NUMBERS.isValidNumber(number) || !takesMessages(NUMBERS.getNumberType(number))) {
                return Optional.empty();
            }
            return PhoneNumber.parse(NUMBERS.format(number, PhoneNumberFormat.E164));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    private static boolean takesMessages(PhoneNumberType type) {
        return type == PhoneNumberType.MOBILE || type == PhoneNumberType.FIXED_LINE_OR_MOBILE;
    }
}
