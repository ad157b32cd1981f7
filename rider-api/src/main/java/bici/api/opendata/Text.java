package bici.api.opendata;

import bici.api.http.Language;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What a person reads, in every {@link Language}. */
public record Text(String spanish, String english) {
    public Text {
        if (spanish.isBlank() || english.isBlank()) {
            throw new IllegalArgumentException("a text is there in each language");
        }
    }

    /** A proper name, the same in each language. */
    public static Text name(String name) {
        return new Text(name, name);
    }

    String in(Language language) {
        return language.pick(spanish, english);
    }

    /** GBFS 3.0's array of localised strings. */
    JsonArray translations() {
        JsonArray translations = new JsonArray();
        for (Language language : Language.values()) {
            translations.add(new JsonObject().put("text", in(language)).put("language", language.tag()));
        }
        return translations;
    }
}
