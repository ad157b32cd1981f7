package bici.infra.fuzz;

import bici.api.access.Matrix;
import bici.api.contract.Contracts;
import bici.fleet.people.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One operation as its contract has it, all references followed where they matter here.
 *
 * @param contract its name, such as {@code rider}
 * @param document the contract it is of
 * @param path with its parameters in braces
 * @param body the schema of the JSON that it takes
 * @param statuses of its answers, {@code default} too
 * @param goodTypes media types of its good answers
 */
record ContractOperation(
        String contract,
        JsonObject document,
        String id,
        String method,
        String path,
        List<Parameter> parameters,
        Optional<JsonObject> body,
        Set<String> statuses,
        Set<String> goodTypes) {
    /** Of journey planners and the like: it is in no matrix, anybody may read it. */
    static final String OPEN_DATA = "open-data";

    ContractOperation {
        parameters = List.copyOf(parameters);
        statuses = Set.copyOf(statuses);
        goodTypes = Set.copyOf(goodTypes);
    }

    /** A parameter of a path, a query or a header. */
    record Parameter(String name, String in, boolean required, JsonObject schema) {}

    /** Every operation of every contract. */
    static List<ContractOperation> list() {
        List<ContractOperation> all = new ArrayList<>();
        for (String name : Contracts.NAMES) {
            all.addAll(of(name));
        }
        all.addAll(of(OPEN_DATA));
        return all;
    }

    private static List<ContractOperation> of(String contract) {
        JsonObject document = Contracts.read(contract);
        List<ContractOperation> all = new ArrayList<>();
        document.getJsonObject("paths")
                .forEach(path -> ((JsonObject) path.getValue())
                        .forEach(method -> all.add(read(
                                contract, document, path.getKey(), method.getKey(), (JsonObject) method.getValue()))));
        return all;
    }

    private static ContractOperation read(
            String contract, JsonObject document, String path, String method, JsonObject operation) {
        List<Parameter> parameters = new ArrayList<>();
        for (Object each : operation.getJsonArray("parameters", new JsonArray())) {
            JsonObject parameter = Schemas.resolve(document, (JsonObject) each);
            parameters.add(new Parameter(
                    parameter.getString("name"),
                    parameter.getString("in"),
                    parameter.getBoolean("required", false),
                    Schemas.resolve(document, parameter.getJsonObject("schema"))));
        }
        Optional<JsonObject> body = Optional.ofNullable(operation.getJsonObject("requestBody"))
                .map(found -> Schemas.resolve(document, found))
                .map(found -> found.getJsonObject("content").getJsonObject("application/json"))
                .map(json -> Schemas.resolve(document, json.getJsonObject("schema")));
        JsonObject responses = operation.getJsonObject("responses");
        Set<String> goodTypes = new HashSet<>();
        responses.stream()
                .filter(response -> response.getKey().startsWith("2"))
                .map(response -> Schemas.resolve(document, (JsonObject) response.getValue()))
                .forEach(response -> goodTypes.addAll(
                        response.getJsonObject("content", new JsonObject()).fieldNames()));
        return new ContractOperation(
                contract,
                document,
                operation.getString("operationId"),
                method.toUpperCase(Locale.ROOT),
                path,
                parameters,
                body,
                responses.fieldNames(),
                goodTypes);
    }

    /** Who may; empty when nobody is asked who they are. */
    Set<Role> roles() {
        return contract.equals(OPEN_DATA)
                ? Set.of()
                : Matrix.find(id).orElseThrow().roles();
    }

    boolean isStream() {
        return id.startsWith("stream");
    }
}
