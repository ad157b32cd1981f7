package bici.infra.opendata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** {@code open-data.yaml}, as a test reads it. */
final class OpenDataContract {
    private final JsonNode document;

    OpenDataContract() throws IOException {
        try (InputStream file = OpenDataContract.class.getResourceAsStream("/openapi/open-data.yaml")) {
            document = new YAMLMapper().readTree(file);
        }
    }

    /** Every path, with the language put in. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        document.get("paths").fieldNames().forEachRemaining(path -> paths.add(path.replace("{language}", "es")));
        return paths;
    }

    /** What is wrong with an answer to this path. */
    List<String> findings(String path, String body) {
        String template = path.replace("/es/", "/{language}/");
        JsonNode reference =
                document.at("/paths").get(template).at("/get/responses/200/content/application~1json/schema/$ref");
        ObjectNode schema = new ObjectMapper().createObjectNode();
        schema.set("$ref", reference);
        schema.set("components", document.get("components"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(schema)
                .validate(
                        body,
                        InputFormat.JSON,
                        context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
                .stream()
                .map(found -> path + ": " + found.getMessage())
                .toList();
    }
}
