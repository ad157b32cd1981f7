package bici.infra.command;

import bici.fleet.vocabulary.PlainText;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that are words for people: what a terminal or a page would obey is refused before it is kept. */
public final class Texts {
    private Texts() {}

    private static String parse(String text, String what) {
        PlainText.findStrayInLine(text).ifPresent(stray -> {
            throw new TypeConversionException("'" + text + "' is no " + what + ": it holds the " + stray);
        });
        return text;
    }

    /** One line, also an empty one. */
    public static final class Line implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return parse(text, "line of text such as 'left the company'");
        }
    }

    /** Of a person. */
    public static final class Name implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (text.isBlank()) {
                throw new TypeConversionException("'" + text + "' is no name such as 'Ana Ruiz': it is blank");
            }
            return parse(text, "name such as 'Ana Ruiz'");
        }
    }
}
