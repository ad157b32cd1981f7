package bici.infra.fuzz;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Values at the bounds of their schemas: the longest text and one longer, in letters and in characters that are two to some
 * programs; the least and the greatest number and those beside them.
 */
final class HostileEdges {
    private HostileEdges() {}

    /** One field of the body at a bound; empty where no field has any. */
    static Optional<Ask> apply(Ask right, ContractOperation operation, SplittableRandom dice) {
        if (right.body().length() == 0) {
            return Optional.empty();
        }
        JsonObject body = new JsonObject(right.body().toString());
        List<Edge> edges = edges(operation.document(), operation.body().orElseThrow());
        if (edges.isEmpty()) {
            return Optional.empty();
        }
        Edge edge = edges.get(dice.nextInt(edges.size()));
        Object value = edge.schema().containsKey("maxLength") ? text(edge.schema(), dice) : number(edge.schema(), dice);
        edge.within()
                .ifPresentOrElse(
                        outer -> body.put(outer, new JsonObject().put(edge.name(), value)),
                        () -> body.put(edge.name(), value));
        return Optional.of(right.withBody(body.encode()));
    }

    /**
     * A field with a bound.
     *
     * @param within the object it is a member of, when that is not the body
     */
    private record Edge(Optional<String> within, String name, JsonObject schema) {}

    private static List<Edge> edges(JsonObject document, JsonObject schema) {
        List<Edge> edges = new ArrayList<>();
        schema.getJsonObject("properties", new JsonObject()).forEach(property -> {
            JsonObject field = Schemas.resolve(document, (JsonObject) property.getValue());
            if (isBounded(field)) {
                edges.add(new Edge(Optional.empty(), property.getKey(), field));
            }
            if (field.getValue("additionalProperties") instanceof JsonObject inner
                    && isBounded(Schemas.resolve(document, inner))) {
                edges.add(new Edge(Optional.of(property.getKey()), "name", Schemas.resolve(document, inner)));
            }
        });
        return edges;
    }

    private static boolean isBounded(JsonObject schema) {
        return schema.containsKey("maxLength") || schema.containsKey("maximum");
    }

    private static String text(JsonObject schema, SplittableRandom dice) {
        int most = schema.getInteger("maxLength");
        return switch (dice.nextInt(4)) {
            case 0 -> "a".repeat(most);
            case 1 -> "a".repeat(most + 1);
            case 2 -> "🚲".repeat(most);
            default -> "🚲".repeat(most / 2 + 1);
        };
    }

    private static Long number(JsonObject schema, SplittableRandom dice) {
        long least = schema.getLong("minimum", 0L);
        long most = schema.getLong("maximum");
        return List.of(least - 1, least, most, most + 1).get(dice.nextInt(4));
    }
}
