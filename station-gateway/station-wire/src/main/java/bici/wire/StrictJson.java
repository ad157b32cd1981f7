package bici.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bytes to a JSON object: UTF-8 only, no duplicate keys, nothing behind the object, depth {@value WireLimits#MAX_DEPTH}. */
final class StrictJson {
    // Names come from strangers: interning them would let a station fill the JVM's string table.
    static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(WireLimits.MAX_DEPTH)
                    .maxNumberLength(WireLimits.MAX_NUMBER_CHARS)
                    .maxNameLength(WireLimits.MAX_NAME_CHARS)
                    .build())
            .build();
    private static final ObjectReader TREES = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private StrictJson() {}

    static ObjectNode read(Payload payload, int maxBytes) {
        if (payload.length() > maxBytes) {
            throw whole(FaultReason.TOO_LARGE, "at most " + maxBytes + " bytes");
        }
        requireUtf8(payload);
        @Nullable JsonNode tree = parse(payload);
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw tree == null
                ? whole(FaultReason.MALFORMED_JSON, "there is nothing in it")
                : whole(FaultReason.WRONG_TYPE, "a message is a JSON object");
    }

    /** Where the elements of the array {@code name} of the outermost object lie; the payload was read before. */
    static List<ByteBuffer> listItems(Payload payload, String name) {
        List<ByteBuffer> items = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(payload.array(), payload.offset(), payload.length())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(name);
                parser.nextToken();
                if (wanted) {
                    collectItems(parser, payload, items);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("JSON that was read once cannot be read again", e);
        }
        return items;
    }

    private static void collectItems(JsonParser parser, Payload payload, List<ByteBuffer> items) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int start = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
            parser.skipChildren();
            parser.finishToken();
            items.add(payload.slice(
                    start, Math.toIntExact(parser.currentLocation().getByteOffset())));
        }
    }

    private static @Nullable JsonNode parse(Payload payload) {
        try (JsonParser parser = FACTORY.createParser(payload.array(), payload.offset(), payload.length())) {
            return parse(parser);
        } catch (IOException e) {
            throw whole(FaultReason.MALFORMED_JSON, "not one JSON object with distinct names");
        }
    }

    private static @Nullable JsonNode parse(JsonParser parser) throws IOException {
        try {
            return TREES.readTree(parser);
        } catch (StreamConstraintsException e) {
            throw parser.getParsingContext().getNestingDepth() > WireLimits.MAX_DEPTH
                    ? whole(FaultReason.TOO_DEEP, "at most " + WireLimits.MAX_DEPTH + " levels")
                    : whole(FaultReason.MALFORMED_JSON, "a number or a name is too long");
        }
    }

    /** The parser would take a byte order mark, UTF-16 and overlong forms: only UTF-8 without NUL is let through. */
    private static void requireUtf8(Payload payload) {
        boolean ascii = true;
        for (int i = payload.offset(); i < payload.offset() + payload.length(); i++) {
            byte b = payload.array()[i];
            if (b == 0) {
                throw whole(FaultReason.MALFORMED_JSON, "a NUL byte is no JSON");
            }
            ascii &= b > 0;
        }
        if (ascii) {
            return;
        }
        if (payload.array()[payload.offset()] == (byte) 0xEF) {
            throw whole(FaultReason.MALFORMED_JSON, "a byte order mark is no JSON");
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(payload.all());
        } catch (CharacterCodingException e) {
            throw whole(FaultReason.INVALID_UTF8, "not UTF-8");
        }
    }

    private static WireException whole(FaultReason reason, String detail) {
        return new WireException(reason, "", detail);
    }
}
