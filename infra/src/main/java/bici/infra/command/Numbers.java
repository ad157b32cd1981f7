package bici.infra.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that are whole numbers of a range: refused while the command line is read, before anything is made. */
public final class Numbers {
    private static final int MOST = 1_000_000;

    private Numbers() {}

    private static int parse(String text, String what, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new TypeConversionException("'" + text + "' is no " + what + ", " + least + " to " + most);
    }

    /** Of TCP; 0 takes a free one. */
    public static final class Port implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return parse(text, "port", 0, 65_535);
        }
    }

    /** At least one. */
    public static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return parse(text, "whole number", 1, MOST);
        }
    }

    /** None is allowed. */
    public static final class CountOrNone implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return parse(text, "whole number", 0, MOST);
        }
    }
}
