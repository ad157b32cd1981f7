package bici.infra.fuzz;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.SplittableRandom;

/** Values that keep a schema, by chance. */
final class Schemas {
    private static final int LONGEST = 40;
    private static final int MOST_ITEMS = 3;
    private static final String LETTERS = "abcdefghijklmnñopqrstuvwxyzáéíóúü ABC0123456789.,-🚲«»";

    private Schemas() {}

    /** The node that this one refers to, or itself. */
    static JsonObject resolve(JsonObject document, JsonObject node) {
        String reference = node.getString("$ref");
        if (reference == null) {
            return node;
        }
        JsonObject found = document;
        for (String step : reference.substring("#/".length()).split("/", -1)) {
            found = found.getJsonObject(step);
        }
        return resolve(document, found);
    }

    /** A value of this schema; a text with a pattern or a format is its example, if it has one. */
    static Object value(JsonObject document, JsonObject reference, SplittableRandom dice) {
        JsonObject schema = resolve(document, reference);
        if (schema.containsKey("enum")) {
            JsonArray all = schema.getJsonArray("enum");
            return all.getValue(dice.nextInt(all.size()));
        }
        return switch (type(schema)) {
            case "integer" -> integer(schema, dice);
            case "number" -> dice.nextDouble(-100, 100);
            case "boolean" -> dice.nextBoolean();
            case "object" -> object(document, schema, dice);
            case "array" -> array(document, schema, dice);
            default -> text(schema, dice);
        };
    }

    static String type(JsonObject schema) {
        return schema.getValue("type") instanceof JsonArray several
                ? several.getString(0)
                : schema.getString("type", "string");
    }

    private static Object integer(JsonObject schema, SplittableRandom dice) {
        long least = schema.getLong("minimum", 0L);
        long most = schema.getLong("maximum", Math.max(least, 1_000L));
        return switch (dice.nextInt(4)) {
            case 0 -> least;
            case 1 -> most;
            default -> dice.nextLong(least, most + 1);
        };
    }

    private static JsonObject object(JsonObject document, JsonObject schema, SplittableRandom dice) {
        JsonObject made = new JsonObject();
        JsonArray required = schema.getJsonArray("required", new JsonArray());
        schema.getJsonObject("properties", new JsonObject()).forEach(property -> {
            if (required.contains(property.getKey()) || dice.nextBoolean()) {
                made.put(property.getKey(), value(document, (JsonObject) property.getValue(), dice));
            }
        });
        return made;
    }

    private static JsonArray array(JsonObject document, JsonObject schema, SplittableRandom dice) {
        JsonArray made = new JsonArray();
        int items = dice.nextInt(MOST_ITEMS);
        for (int i = 0; i < items; i++) {
            made.add(value(document, schema.getJsonObject("items"), dice));
        }
        return made;
    }

    private static String text(JsonObject schema, SplittableRandom dice) {
        if (schema.containsKey("pattern") || schema.containsKey("format")) {
            return schema.getString("example", "A1");
        }
        int least = schema.getInteger("minLength", 0);
        int most = Math.min(schema.getInteger("maxLength", LONGEST), LONGEST);
        return text(Math.max(least, most == 0 ? 0 : dice.nextInt(most) + 1), dice);
    }

    /** So many characters of what people write. */
    static String text(int length, SplittableRandom dice) {
        int[] letters = LETTERS.codePoints().toArray();
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < length; i++) {
            made.appendCodePoint(letters[dice.nextInt(letters.length)]);
        }
        return made.toString();
    }
}
