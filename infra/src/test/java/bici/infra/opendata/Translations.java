package bici.infra.opendata;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds localised texts of GBFS 3.0 wherever they stand in a file. */
final class Translations {
    private Translations() {}

    /** Adds the places where a text is not there in exactly these languages. */
    static void find(String place, Object value, Set<String> languages, List<String> found) {
        if (value instanceof JsonObject object) {
            object.forEach(entry -> find(place + "/" + entry.getKey(), entry.getValue(), languages, found));
        } else if (value instanceof JsonArray array) {
            judge(place, array, languages, found);
            for (int i = 0; i < array.size(); i++) {
                find(place + "/" + i, array.getValue(i), languages, found);
            }
        }
    }

    private static void judge(String place, JsonArray array, Set<String> languages, List<String> found) {
        List<JsonObject> texts = array.stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .filter(object -> object.containsKey("text") && object.containsKey("language"))
                .toList();
        if (texts.isEmpty()) {
            return;
        }
        Set<String> there =
                texts.stream().map(text -> text.getString("language")).collect(Collectors.toSet());
        boolean blank = texts.stream()
                .map(text -> text.getString("text"))
                .filter(Objects::nonNull)
                .anyMatch(String::isBlank);
        if (blank || texts.size() != languages.size() || !there.equals(languages)) {
            found.add(place + " is there in " + there);
        }
    }
}
