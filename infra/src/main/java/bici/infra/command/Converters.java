package bici.infra.command;

import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Reads zones, days, encodings and numbers wherever an option has that type, and says in words what is none. */
public final class Converters {
    private Converters() {}

    /** To be called when all verbs are there. */
    public static void register(CommandLine all) {
        all.registerConverter(ZoneId.class, Converters::zone);
        all.registerConverter(LocalDate.class, Converters::day);
        all.registerConverter(Charset.class, Converters::encoding);
        all.registerConverter(Long.class, Numbers::whole);
        all.registerConverter(long.class, Numbers::whole);
        all.registerConverter(Double.class, Numbers::decimal);
        all.registerConverter(double.class, Numbers::decimal);
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new TypeConversionException("'" + text + "' is no time zone such as America/Bogota");
        }
    }

    private static Charset encoding(String text) {
        try {
            return Charset.forName(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is no encoding such as ISO-8859-1");
        }
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new TypeConversionException("'" + text + "' is no day such as 2026-01-31");
        }
    }
}
