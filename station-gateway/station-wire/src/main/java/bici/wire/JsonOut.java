package bici.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** Writes fields of the current JSON object; an absent optional is left out. */
final class JsonOut {
    private final JsonGenerator generator;

    private JsonOut(JsonGenerator generator) {
        this.generator = generator;
    }

    /** A part that writes fields. */
    @FunctionalInterface
    interface Part {
        void write(JsonOut out) throws IOException;
    }

    /** The bytes of one object. Memory cannot fail to be written; a broken surrogate pair is the caller's bug. */
    static byte[] write(Part part) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(1_024);
                JsonGenerator generator = StrictJson.FACTORY.createGenerator(bytes)) {
            generator.writeStartObject();
            part.write(new JsonOut(generator));
            generator.writeEndObject();
            generator.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonOut field(String name, String value) throws IOException {
        generator.writeStringField(name, value);
        return this;
    }

    JsonOut field(String name, long value) throws IOException {
        generator.writeNumberField(name, value);
        return this;
    }

    JsonOut field(String name, boolean value) throws IOException {
        generator.writeBooleanField(name, value);
        return this;
    }

    JsonOut text(String name, Optional<String> value) throws IOException {
        return value.isPresent() ? field(name, value.get()) : this;
    }

    JsonOut number(String name, Optional<? extends Number> value) throws IOException {
        return value.isPresent() ? field(name, value.get().longValue()) : this;
    }

    JsonOut object(String name, Part part) throws IOException {
        generator.writeObjectFieldStart(name);
        part.write(this);
        generator.writeEndObject();
        return this;
    }

    JsonOut numbers(String name, Map<String, Double> values) throws IOException {
        generator.writeObjectFieldStart(name);
        for (Map.Entry<String, Double> entry : values.entrySet()) {
            generator.writeNumberField(entry.getKey(), entry.getValue());
        }
        generator.writeEndObject();
        return this;
    }

    JsonOut texts(String name, Map<String, String> values) throws IOException {
        generator.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : values.entrySet()) {
            generator.writeStringField(entry.getKey(), entry.getValue());
        }
        generator.writeEndObject();
        return this;
    }

    <T> JsonOut array(String name, Iterable<T> items, ItemPart<T> part) throws IOException {
        generator.writeArrayFieldStart(name);
        for (T item : items) {
            generator.writeStartObject();
            part.write(this, item);
            generator.writeEndObject();
        }
        generator.writeEndArray();
        return this;
    }

    /** Writes one element's fields. */
    @FunctionalInterface
    interface ItemPart<T> {
        void write(JsonOut out, T item) throws IOException;
    }
}
