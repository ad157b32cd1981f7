package bici.api.http;

import bici.fleet.vocabulary.StrayCharacter;
import java.util.Arrays;
import java.util.Optional;

/** What a person is told of a fault in a request, by the fault's code; {@code %s} is where it is, {@code %c} which character. */
enum FaultText {
    REQUIRED("required", "Falta «%s».", "“%s” is missing."),
    UNKNOWN("unknown", "«%s» no se conoce aquí.", "“%s” is not known here."),
    REPEATED("repeated", "«%s» se envió más de una vez.", "“%s” was sent more than once."),
    DUPLICATE("duplicate", "«%s» aparece dos veces en el mismo objeto.", "“%s” appears twice in the same object."),
    INTEGER(
            "integer",
            "«%s» debe ser un número entero escrito en cifras, sin decimales ni exponente.",
            "“%s” must be a whole number in plain digits, without decimals or exponent."),
    TEXT(
            "text",
            "«%s» contiene %c. Bórrelo, o escriba el texto en vez de pegarlo.",
            "“%s” holds %c. Delete it, or type the text instead of pasting it."),
    TYPE("type", "«%s» no es del tipo esperado.", "“%s” is not of the expected type."),
    PATTERN("pattern", "«%s» no tiene la forma esperada.", "“%s” does not have the expected form."),
    FORMAT("format", "«%s» no tiene el formato esperado.", "“%s” does not have the expected format."),
    ENUM("enum", "«%s» no es una de las opciones.", "“%s” is none of the options."),
    MINIMUM("minimum", "«%s» es demasiado pequeño.", "“%s” is too small."),
    MAXIMUM("maximum", "«%s» es demasiado grande.", "“%s” is too large."),
    MIN_LENGTH("minLength", "«%s» es demasiado corto.", "“%s” is too short."),
    MAX_LENGTH("maxLength", "«%s» es demasiado largo.", "“%s” is too long."),
    JSON(
            "json",
            "El cuerpo no es JSON válido en UTF-8, o tiene más de 16 niveles.",
            "The body is not valid JSON in UTF-8, or has more than 16 levels."),
    HTTP("http", "La solicitud no es HTTP/1.1 válido.", "The request is not valid HTTP/1.1.");

    private static final String BODY = "/";

    private final String code;
    private final String spanish;
    private final String english;

    FaultText(String code, String spanish, String english) {
        this.code = code;
        this.spanish = spanish;
        this.english = english;
    }

    /** A sentence; empty for a code that has none. */
    static Optional<String> find(Problem.Fault fault, Language language) {
        String where = fault.pointer().startsWith(BODY) ? fault.pointer().substring(1) : fault.pointer();
        String shown = where.isEmpty() ? language.pick("el cuerpo", "the body") : where;
        return Arrays.stream(values())
                .filter(text -> text.code.equals(fault.code()))
                .findFirst()
                .map(text -> language.pick(text.spanish, text.english)
                        .replace("%s", shown)
                        .replace("%c", characterOf(fault, language)));
    }

    private static String characterOf(Problem.Fault fault, Language language) {
        return fault.stray()
                .map(stray -> named(stray, language))
                .orElse(language.pick("un carácter que no se permite", "a character that is not allowed"));
    }

    private static String named(StrayCharacter stray, Language language) {
        String kind = switch (stray.kind()) {
            case INVISIBLE -> language.pick("un carácter invisible", "an invisible character");
            case CONTROL -> language.pick("un carácter de control", "a control character");
            case LINE_BREAK -> language.pick("un salto de línea", "a line break");
            case INVALID -> language.pick("un carácter no válido", "an invalid character");
        };
        String where = language.pick(" en la posición ", " at position ");
        return kind + " (" + stray.code() + ")" + where + stray.position();
    }
}
