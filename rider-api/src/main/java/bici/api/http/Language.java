package bici.api.http;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Of what people read. Spanish when nothing is said. */
public enum Language {
    ES,
    EN;

    /** The first of ours in an {@code Accept-Language} header (RFC 9110, 12.5.4); a header that makes no sense says nothing. */
    public static Language of(@Nullable String accepted) {
        if (accepted == null) {
            return ES;
        }
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(accepted);
            for (Locale.LanguageRange range : ranges) {
                String tag = range.getRange();
                if (range.getWeight() > 0 && (tag.equals("es") || tag.startsWith("es-"))) {
                    return ES;
                }
                if (range.getWeight() > 0 && (tag.equals("en") || tag.startsWith("en-"))) {
                    return EN;
                }
            }
        } catch (IllegalArgumentException e) {
            return ES;
        }
        return ES;
    }

    /** As in {@code Content-Language}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of two texts that is in this language. */
    public String pick(String spanish, String english) {
        return this == ES ? spanish : english;
    }
}
