package bici.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object, read strictly: a number is no text, 1.0 is no integer, null is no value. Everything not as said
 * throws {@link WireException} with its pointer. {@link #end} counts what was not asked for.
 */
final class Fields {
    private final JsonNode object;
    private final @Nullable Fields parent;
    private final String step;
    private int known;
    private int unknown;

    private Fields(JsonNode object, @Nullable Fields parent, String step) {
        this.object = object;
        this.parent = parent;
        this.step = step;
    }

    static Fields of(ObjectNode message) {
        return new Fields(message, null, "");
    }

    boolean has(String name) {
        return object.has(name);
    }

    /** The field if it is there, not counted as known. */
    Optional<JsonNode> peek(String name) {
        return Optional.ofNullable(object.get(name));
    }

    long number(String name, long min, long max) {
        JsonNode value = require(name);
        if (!value.isIntegralNumber()) {
            throw flaw(FaultReason.WRONG_TYPE, name, "an integer");
        }
        if (!value.canConvertToLong() || value.longValue() < min || value.longValue() > max) {
            throw flaw(FaultReason.OUT_OF_RANGE, name, "an integer from " + min + " to " + max);
        }
        return value.longValue();
    }

    int integer(String name, int min, int max) {
        return (int) number(name, min, max);
    }

    Optional<Integer> findInteger(String name, int min, int max) {
        return has(name) ? Optional.of(integer(name, min, max)) : Optional.empty();
    }

    long timeMs(String name) {
        return number(name, 0, WireLimits.MAX_TIME_MS);
    }

    boolean flag(String name) {
        JsonNode value = require(name);
        if (!value.isBoolean()) {
            throw flaw(FaultReason.WRONG_TYPE, name, "true or false");
        }
        return value.booleanValue();
    }

    String id(String name) {
        return text(name, Alphabet.ID, 1, 32);
    }

    Optional<String> findId(String name) {
        return has(name) ? Optional.of(id(name)) : Optional.empty();
    }

    String text(String name, Alphabet alphabet, int min, int max) {
        JsonNode value = require(name);
        if (!value.isTextual()) {
            throw flaw(FaultReason.WRONG_TYPE, name, "a text");
        }
        String text = value.textValue();
        if (!alphabet.admits(text, min, max)) {
            throw flaw(FaultReason.OUT_OF_RANGE, name, min + " to " + max + " of: " + alphabet.description());
        }
        return text;
    }

    Optional<String> findText(String name, Alphabet alphabet, int max) {
        return has(name) ? Optional.of(text(name, alphabet, 1, max)) : Optional.empty();
    }

    <E extends Enum<E>> E word(String name, WireWords<E> words) {
        JsonNode value = require(name);
        if (!value.isTextual()) {
            throw flaw(FaultReason.WRONG_TYPE, name, "one of " + words);
        }
        return words.find(value.textValue()).orElseThrow(() -> flaw(FaultReason.OUT_OF_RANGE, name, "one of " + words));
    }

    Fields object(String name) {
        JsonNode value = require(name);
        if (!value.isObject()) {
            throw flaw(FaultReason.WRONG_TYPE, name, "an object");
        }
        return new Fields(value, this, name);
    }

    /** The elements of an array; an element that is no object has no fields and fails when it is opened. */
    List<Item> items(String name) {
        JsonNode value = require(name);
        if (!value.isArray()) {
            throw flaw(FaultReason.WRONG_TYPE, name, "an array");
        }
        List<Item> items = new ArrayList<>(value.size());
        for (int i = 0; i < value.size(); i++) {
            items.add(new Item(this, name, i, value.get(i)));
        }
        return items;
    }

    /** One element of an array. */
    record Item(Fields owner, String name, int index, JsonNode value) {
        Fields open() {
            if (!value.isObject()) {
                throw owner.flaw(FaultReason.WRONG_TYPE, name + "/" + index, "an object");
            }
            return new Fields(value, owner, name + "/" + index);
        }
    }

    Map<String, Double> numbersByName(String name) {
        Fields named = named(name);
        Map<String, Double> numbers = new HashMap<>();
        named.object.fieldNames().forEachRemaining(key -> numbers.put(key, named.finite(key)));
        return numbers;
    }

    Map<String, String> textsByName(String name) {
        Fields named = named(name);
        Map<String, String> texts = new HashMap<>();
        named.object
                .fieldNames()
                .forEachRemaining(
                        key -> texts.put(key, named.text(key, Alphabet.LINE, 0, WireLimits.MAX_SETTING_CHARS)));
        return texts;
    }

    private Fields named(String name) {
        Fields named = object(name);
        if (named.object.size() > WireLimits.MAX_NAMED) {
            throw flaw(FaultReason.OUT_OF_RANGE, name, "at most " + WireLimits.MAX_NAMED + " names");
        }
        named.object.fieldNames().forEachRemaining(key -> {
            if (!Alphabet.CODE.admits(key, 1, 64)) {
                throw flaw(FaultReason.OUT_OF_RANGE, name, "names of 1 to 64 of: " + Alphabet.CODE.description());
            }
        });
        return named;
    }

    private double finite(String name) {
        JsonNode value = require(name);
        if (!value.isNumber()) {
            throw flaw(FaultReason.WRONG_TYPE, name, "a number");
        }
        if (!Double.isFinite(value.doubleValue())) {
            throw flaw(FaultReason.OUT_OF_RANGE, name, "a number that a double can hold");
        }
        return value.doubleValue();
    }

    /** To be called when all known fields were read: the others are counted at the outermost object. */
    void end() {
        Fields outermost = this;
        while (outermost.parent != null) {
            outermost = outermost.parent;
        }
        outermost.unknown += object.size() - known;
    }

    /** Of the outermost object: how many fields were ignored, here and inside. */
    int unknown() {
        return unknown;
    }

    /** The JSON pointer of this object. */
    String pointer() {
        return parent == null ? "" : parent.pointer() + "/" + step;
    }

    WireException flaw(FaultReason reason, String name, String expected) {
        return new WireException(reason, pointer() + "/" + name, "expected " + expected);
    }

    private JsonNode require(String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            throw flaw(FaultReason.MISSING_FIELD, name, "the field " + name);
        }
        known++;
        return value;
    }
}
