package bici.infra.command;

import bici.fleet.operations.StationRegister.Station;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that are numbers, most of them of a range: refused while the command line is read, before anything is made. */
public final class Numbers {
    private static final int MOST = 1_000_000;
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

    private Numbers() {}

    private static int parse(String text, String what, int least, int most, String example) {
        if (WHOLE.matcher(text).matches()) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return (int) number;
            }
        }
        throw new TypeConversionException(
                "'" + text + "' is no " + what + ", " + least + " to " + most + ", such as " + example);
    }

    /** Of TCP; 0 takes a free one. */
    public static final class Port implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return parse(text, "port", 0, 65_535, "8080");
        }
    }

    /** At least one. */
    public static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return parse(text, "whole number", 1, MOST, "10");
        }
    }

    /** None is allowed. */
    public static final class CountOrNone implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return parse(text, "whole number", 0, MOST, "10");
        }
    }

    /** Of a station. */
    public static final class Docks implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return parse(text, "number of docks", 1, Station.MAX_CAPACITY, "20");
        }
    }

    /** Of history that a demo begins with. */
    public static final class Days implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return parse(text, "number of days", 0, 400, "30");
        }
    }

    /** Of simulated riders. */
    public static final class Phones implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return parse(text, "number of phones", 0, 1_600, "40");
        }
    }

    /** How much faster than life. */
    public static final class Tempo implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            double tempo = decimal(text);
            if (tempo < 1 || tempo > 3_600) {
                throw new TypeConversionException("'" + text + "' is no tempo, 1 to 3600, such as 60");
            }
            return tempo;
        }
    }

    /** How often a history is played: a copy's number is part of its bikes' ids, which have room for three digits. */
    public static final class Copies implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return parse(text, "number of times", 1, 999, "2");
        }
    }

    /** Any, as a seed is. */
    static long whole(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new TypeConversionException("'" + text + "' is no whole number of 18 digits at most, such as 7");
        }
        return Long.parseLong(text);
    }

    /** As people write it: no hexadecimal, no exponent, nothing that only a programmer reads as a number. */
    static double decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new TypeConversionException("'" + text + "' is no number such as 60 or 2.5");
        }
        return Double.parseDouble(text);
    }
}
