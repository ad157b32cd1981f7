package bici.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AsyncApiTest {
    private static final Path SCHEMAS = Golden.MODULE.resolve("station-wire/src/main/resources/schema");
    private final JsonNode api = read();

    @Test
    void theChannelsAreExactlyTheKindsOfTheCode() {
        List<String> addresses = api.path("channels").findValuesAsText("address");
        Stream<String> up = Topics.UP_KINDS.stream().map(kind -> Topics.up("{station}", kind));
        Stream<String> down = Topics.DOWN_KINDS.stream().map(kind -> Topics.down("{station}", kind));
        assertThat(addresses)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(up, down).toList());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = api.findValuesAsText("$ref");
        assertThat(references).hasSizeGreaterThan(80).allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(api.at(reference.substring(1)).isMissingNode()).isFalse();
            } else {
                assertThat(Golden.MODULE.resolve(reference)).isRegularFile();
            }
        });
    }

    @Test
    void everyMessageHasTheSchemaOfItsOwnTopicAndIsReceivedOrSent() {
        api.path("channels").properties().forEach(channel -> {
            String[] levels = channel.getValue().path("address").asText().split("/", -1);
            JsonNode message = api.path("components").path("messages").path(channel.getKey());
            assertThat(message.path("name").asText()).isEqualTo(levels[4]);
            assertThat(message.at("/payload/schema/$ref").asText())
                    .endsWith("/schema/" + levels[3] + "-" + levels[4] + ".json");
            String action = levels[3].equals("up") ? "receive" : "send";
            assertThat(api.path("operations").valueStream())
                    .filteredOn(operation ->
                            operation.at("/channel/$ref").asText().equals("#/channels/" + channel.getKey()))
                    .singleElement()
                    .satisfies(operation ->
                            assertThat(operation.path("action").asText()).isEqualTo(action));
        });
    }

    @Test
    void everySchemaIsUsed() throws IOException {
        String text = Files.readString(Golden.MODULE.resolve("asyncapi.yaml"));
        try (Stream<Path> files = Files.list(SCHEMAS)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> !name.equals("types.json") && !name.equals("fact.json")))
                    .allSatisfy(name -> assertThat(text).contains("/schema/" + name));
        }
    }

    private static JsonNode read() {
        try {
            JsonNode api = new YAMLMapper()
                    .readTree(Golden.MODULE.resolve("asyncapi.yaml").toFile());
            assertThat(api.path("asyncapi").asText()).isEqualTo("3.0.0");
            return api;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
