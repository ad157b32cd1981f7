package bici.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.documents.Repository;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The compose file, without Docker: its shape, what it names, and what it must agree on with the embedded database. */
class ComposeFileTest {
    private static final Path FILE = Path.of("infra", "compose", "compose.yaml");

    @Test
    void itHasTheShapeOfAComposeFile() throws IOException {
        JsonSchema schema;
        try (InputStream file = ComposeFileTest.class.getResourceAsStream("/compose.schema.json")) {
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(file);
        }

        assertThat(schema.validate(read())).isEmpty();

        ObjectNode open = read();
        ((ObjectNode) open.at("/services/database")).putArray("ports").add("5432:5432");
        assertThat(schema.validate(open)).as("open to the network").isNotEmpty();
        ObjectNode misspelt = read();
        ((ObjectNode) misspelt.at("/services/database")).put("enviroment", "x");
        assertThat(schema.validate(misspelt)).as("misspelt").isNotEmpty();
    }

    @Test
    void whatItNamesIsThere() throws IOException {
        JsonNode all = read();
        for (JsonNode service : all.get("services")) {
            for (JsonNode secret : service.get("secrets")) {
                assertThat(all.get("secrets").has(secret.asText())).isTrue();
            }
            for (JsonNode volume : service.get("volumes")) {
                String name = volume.asText().substring(0, volume.asText().indexOf(':'));
                assertThat(all.get("volumes").has(name)).isTrue();
            }
        }
    }

    @Test
    void itRunsTheVersionOfTheEmbeddedDatabaseAndSortsTextAsItDoes() throws IOException {
        JsonNode database = read().at("/services/database");

        assertThat(database.get("image").asText())
                .isEqualTo("timescale/timescaledb:" + TimescaleDistribution.EXTENSION_VERSION + "-pg17");
        assertThat(database.at("/environment/POSTGRES_INITDB_ARGS").asText())
                .contains("--encoding=UTF8", "--locale=C", "--data-checksums");
        assertThat(database.get("environment").has("POSTGRES_PASSWORD"))
                .as("a password in the file")
                .isFalse();
    }

    private static ObjectNode read() throws IOException {
        return (ObjectNode)
                new YAMLMapper().readTree(Files.readString(Repository.root().resolve(FILE), StandardCharsets.UTF_8));
    }
}
