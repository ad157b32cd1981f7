package bici.api.contract;

import bici.fleet.vocabulary.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Cursors of pages: callers should not read or make them. */
public final class Cursors {
    private Cursors() {}

    public static String encode(Object cursor) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(cursor.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The text behind a cursor; empty text when it is none. */
    static String decode(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            return PlainText.isLine(text) ? text : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
