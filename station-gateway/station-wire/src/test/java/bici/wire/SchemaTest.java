package bici.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the schemas say and what the codec does are the same, seen by a validator that is not ours. */
class SchemaTest {
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

    static Stream<Arguments> good() {
        return Stream.of("up", "down")
                .flatMap(direction ->
                        Golden.listGood(direction).stream().map(sample -> Arguments.of(direction, sample)));
    }

    static Stream<Arguments> bad() {
        return Stream.of("up", "down").flatMap(direction -> {
            List<String> seen = Golden.listExpected(direction).stream()
                    .filter(Golden.Expected::schemaSeesIt)
                    .map(Golden.Expected::file)
                    .toList();
            return Golden.listBad(direction).stream()
                    .filter(sample -> seen.contains(sample.toString()))
                    .map(sample -> Arguments.of(direction, sample));
        });
    }

    @ParameterizedTest
    @MethodSource("good")
    void aGoodMessageMatchesItsSchema(String direction, Golden.Sample sample) throws IOException {
        assertThat(schema(direction, sample).validate(json(sample))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void whatASchemaCanSeeItRefuses(String direction, Golden.Sample sample) throws IOException {
        assertThat(schema(direction, sample).validate(json(sample))).isNotEmpty();
    }

    private static JsonNode json(Golden.Sample sample) throws IOException {
        return new ObjectMapper().readTree(sample.bytes());
    }

    private static JsonSchema schema(String direction, Golden.Sample sample) {
        return SCHEMAS.computeIfAbsent(
                direction + "-" + sample.kind(),
                name -> FACTORY.getSchema(SchemaLocation.of("classpath:schema/" + name + ".json")));
    }
}
