package bici.infra.command;

import bici.fleet.people.Role;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.StationId;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options and words that name somebody or something. */
public final class Ids {
    private static final String ALPHABET =
            "1 to 32 letters without accents, digits, '-' or '_', a letter or digit first";

    private Ids() {}

    private static <T> T parse(String text, Function<String, T> make, String what) {
        try {
            return make.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is no " + what + ": " + ALPHABET);
        }
    }

    /** Of a station. */
    public static final class OfStation implements ITypeConverter<StationId> {
        @Override
        public StationId convert(String text) {
            return parse(text, StationId::new, "id of a station such as S01");
        }
    }

    /** Of a bike. */
    public static final class OfBike implements ITypeConverter<BikeId> {
        @Override
        public BikeId convert(String text) {
            return parse(text, BikeId::new, "id of a bike such as B0001");
        }
    }

    /** Of a member of staff. */
    public static final class OfStaff implements ITypeConverter<StaffId> {
        @Override
        public StaffId convert(String text) {
            return parse(text, StaffId::new, "id of a member of staff such as ana");
        }
    }

    /** Of a node. */
    public static final class OfNode implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (!text.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,31}")) {
                throw new TypeConversionException("'" + text + "' is no name of a node such as north-1: " + ALPHABET);
            }
            return text;
        }
    }

    /** A role of staff. */
    public static final class OfRole implements ITypeConverter<Role> {
        @Override
        public Role convert(String text) {
            return Arrays.stream(Role.values())
                    .filter(role -> role != Role.RIDER && role.word().equals(text.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is no role of staff; there are "
                            + Arrays.stream(Role.values())
                                    .filter(role -> role != Role.RIDER)
                                    .map(Role::word)
                                    .collect(Collectors.joining(", "))));
        }
    }
}
