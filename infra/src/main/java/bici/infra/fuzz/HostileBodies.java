package bici.infra.fuzz;

import bici.infra.fuzz.Hostility.Change;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/** What can be wrong with a body. */
final class HostileBodies {
    private static final String MARK = "@@here@@";
    private static final int TOO_LONG = 20_000;
    private static final int DEEP = 40;

    private HostileBodies() {}

    static Map<String, Change> list() {
        return Map.ofEntries(
                Map.entry("body-value", ofObject(HostileBodies::otherValue)),
                Map.entry("body-value-too", ofObject(HostileBodies::otherValue)),
                Map.entry("body-every-value", ofObject(HostileBodies::otherValues)),
                Map.entry("body-field-missing", ofObject(HostileBodies::fieldMissing)),
                Map.entry("body-field-unknown", ofObject(HostileBodies::fieldUnknown)),
                Map.entry("body-name-twice", ofObject(HostileBodies::nameTwice)),
                Map.entry("body-odd-name", ofObject(HostileBodies::oddName)),
                Map.entry("body-truncated", ofObject(HostileBodies::truncated)),
                Map.entry(
                        "body-followed",
                        ofObject((body, dice) -> body.encode() + pick(dice, "{}", "x", ",", "\u0000"))),
                Map.entry("body-other", ofObject((body, dice) -> HostileValues.literal(dice))),
                Map.entry(
                        "body-wrapped",
                        ofObject((body, dice) -> new JsonArray().add(body).encode())),
                Map.entry("body-none", ofObject((body, dice) -> "")),
                Map.entry("body-deep", ofObject((body, dice) -> "[".repeat(DEEP) + "]".repeat(DEEP))),
                Map.entry("body-too-long", ofObject((body, dice) -> "{\"a\":\"" + "x".repeat(TOO_LONG) + "\"}")),
                Map.entry("body-edge", HostileEdges::apply),
                Map.entry("body-bytes", HostileBodies::otherBytes),
                Map.entry("body-encoding", HostileBodies::otherEncoding),
                Map.entry("body-where-none-goes", HostileBodies::unwanted));
    }

    private static String pick(SplittableRandom dice, String... from) {
        return from[dice.nextInt(from.length)];
    }

    private static Change ofObject(BiFunction<JsonObject, SplittableRandom, String> change) {
        return (right, operation, dice) -> right.body().length() == 0
                ? Optional.empty()
                : Optional.of(right.withBody(change.apply(new JsonObject(text(right)), dice)));
    }

    private static String text(Ask ask) {
        return ask.body().toString();
    }

    private static String field(JsonObject body, SplittableRandom dice) {
        List<String> names = new ArrayList<>(body.fieldNames());
        return names.isEmpty() ? "a" : names.get(dice.nextInt(names.size()));
    }

    /** In the body, or in an object in it. */
    private static String otherValue(JsonObject body, SplittableRandom dice) {
        String name = field(body, dice);
        if (body.getValue(name) instanceof JsonObject inner && dice.nextBoolean()) {
            inner.put(inner.isEmpty() ? "b" : field(inner, dice), MARK);
        } else {
            body.put(name, MARK);
        }
        return body.encode().replace('"' + MARK + '"', HostileValues.literal(dice));
    }

    private static String otherValues(JsonObject body, SplittableRandom dice) {
        StringBuilder all = new StringBuilder("{");
        for (String name : body.fieldNames()) {
            all.append(all.length() == 1 ? "" : ",");
            all.append('"').append(name).append("\":").append(HostileValues.literal(dice));
        }
        return all.append('}').toString();
    }

    private static String fieldMissing(JsonObject body, SplittableRandom dice) {
        body.remove(field(body, dice));
        return body.encode();
    }

    private static String fieldUnknown(JsonObject body, SplittableRandom dice) {
        return body.put(pick(dice, "admin", "role", "__proto__", "", "$ref", "a.b"), true)
                .encode();
    }

    private static String nameTwice(JsonObject body, SplittableRandom dice) {
        String name = field(body, dice);
        return "{\"" + name + "\":" + HostileValues.literal(dice) + ","
                + body.encode().substring(1);
    }

    private static String oddName(JsonObject body, SplittableRandom dice) {
        String odd = pick(dice, "\\u0000", "\\ud800", "a\\nb", "\\u2028", "x".repeat(TOO_LONG / 10));
        return "{\"" + odd + "\":1," + body.encode().substring(1);
    }

    private static String truncated(JsonObject body, SplittableRandom dice) {
        String whole = body.encode();
        return whole.substring(0, dice.nextInt(1, whole.length()));
    }

    private static Optional<Ask> otherBytes(Ask right, ContractOperation operation, SplittableRandom dice) {
        if (right.body().length() == 0) {
            return Optional.empty();
        }
        byte[] bytes = right.body().getBytes();
        int changes = dice.nextInt(1, 4);
        for (int i = 0; i < changes; i++) {
            bytes[dice.nextInt(bytes.length)] = (byte) dice.nextInt(256);
        }
        return Optional.of(right.withBody(Buffer.buffer(bytes)));
    }

    private static Optional<Ask> otherEncoding(Ask right, ContractOperation operation, SplittableRandom dice) {
        if (right.body().length() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                switch (dice.nextInt(4)) {
                    case 0 -> right.withBody(Buffer.buffer(text(right).getBytes(StandardCharsets.UTF_16)));
                    case 1 -> right.withBody(Buffer.buffer(text(right).getBytes(StandardCharsets.UTF_16LE)));
                    case 2 -> right.withBody("\ufeff" + text(right));
                    default -> right.withBody(Buffer.buffer(text(right).getBytes(StandardCharsets.ISO_8859_1)));
                });
    }

    private static Optional<Ask> unwanted(Ask right, ContractOperation operation, SplittableRandom dice) {
        return operation.body().isPresent()
                ? Optional.empty()
                : Optional.of(right.with("Content-Type", pick(dice, "application/json", "text/plain", "a/b"))
                        .withBody(pick(dice, "{}", "x", "{\"a\":1}", "x".repeat(TOO_LONG))));
    }
}
