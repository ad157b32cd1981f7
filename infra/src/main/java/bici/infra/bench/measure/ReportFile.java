package bici.infra.bench.measure;

import bici.infra.command.CommandFailed;
import bici.infra.command.Paths;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A run as JSON, for whoever draws or compares. */
public final class ReportFile {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ReportFile() {}

    /**
     * One run of the verb.
     *
     * @param quick its figures mean nothing and no target was judged
     * @param failures benchmarks that did not do their work, each with why
     */
    public record Run(
            Instant at,
            boolean quick,
            int runs,
            Map<String, String> machine,
            List<Measurement> measurements,
            Map<String, String> failures) {}

    public static JsonNode toJson(Run run) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("at", run.at().toString());
        root.put("quick", run.quick());
        root.put("runs", run.runs());
        run.machine().forEach(root.putObject("machine")::put);
        ArrayNode measurements = root.putArray("measurements");
        run.measurements().forEach(m -> add(measurements.addObject(), m, run.quick()));
        run.failures().forEach(root.putObject("failures")::put);
        return root;
    }

    public static void write(JsonNode run, Path file) {
        try {
            Files.writeString(file, MAPPER.writeValueAsString(run) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws CommandFailed when it is not there or no JSON
     */
    public static JsonNode read(Path file) {
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new CommandFailed(Paths.why("cannot read", file, e), e);
        }
    }

    private static void add(ObjectNode node, Measurement m, boolean quick) {
        node.put("name", m.name()).put("unit", m.unit());
        m.floor().ifPresent(floor -> add(node.putObject("floor"), floor));
        add(node.putObject("product"), m.product());
        m.ratio().ifPresent(ratio -> add(node.putObject("ratio"), ratio));
        ArrayNode targets = node.putArray("targets");
        m.targets().forEach(target -> {
            ObjectNode one = targets.addObject();
            one.put("target", target.toString())
                    .put("bound", target.bound().name())
                    .put("limit", target.limit())
                    .put("value", target.valueIn(m));
            if (!quick) {
                one.put("held", target.isHeldBy(m));
            }
        });
    }

    private static void add(ObjectNode node, Spread spread) {
        node.put("median", spread.median()).put("min", spread.min()).put("max", spread.max());
        ArrayNode rounds = node.putArray("rounds");
        spread.values().forEach(rounds::add);
    }
}
