package bici.infra.command;

import bici.fleet.people.Role;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.StationId;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options and words that name somebody or something. */
public final class Ids {
    private Ids() {}

    /** Of a station. */
    public static final class OfStation implements ITypeConverter<StationId> {
        @Override
        public StationId convert(String text) {
            try {
                return new StationId(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Of a member of staff. */
    public static final class OfStaff implements ITypeConverter<StaffId> {
        @Override
        public StaffId convert(String text) {
            try {
                return new StaffId(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Of a node. */
    public static final class OfNode implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (!text.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,31}")) {
                throw new TypeConversionException("'" + text + "' is no name of a node: letters, digits, '-' and '_'");
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
                    .orElseThrow(() -> new TypeConversionException("no such role of staff: '" + text + "'; there are "
                            + Arrays.stream(Role.values())
                                    .filter(role -> role != Role.RIDER)
                                    .map(Role::word)
                                    .collect(Collectors.joining(", "))));
        }
    }
}
