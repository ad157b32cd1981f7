package bici.infra.fuzz;

import bici.api.contract.Contracts;
import bici.api.http.ProblemType;
import bici.infra.command.CommandFailed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import io.vertx.openapi.validation.ValidatorException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Judges answers: status, media type and body as the contract of the operation has them, and every refusal a problem. */
final class ContractCheck implements AutoCloseable {
    private static final int SECONDS = 30;
    private static final String PAGE = "text/html";
    private static final String PROBLEM = "application/problem+json";

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, ResponseValidator> validators = new HashMap<>();

    ContractCheck() {
        for (String name : Contracts.NAMES) {
            add(name);
        }
        add(ContractOperation.OPEN_DATA);
    }

    private void add(String name) {
        OpenAPIContract contract = await(OpenAPIContract.from(vertx, Contracts.readForValidation(name)));
        validators.put(name, ResponseValidator.create(vertx, contract));
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new CommandFailed("a contract was not read in " + SECONDS + " s", e);
        }
    }

    /** What is wrong with this answer. */
    Optional<String> judge(ContractOperation operation, Ask ask, Answer answer) {
        if (answer.status() == 0) {
            return Optional.of("no answer");
        }
        if (answer.status() >= 400) {
            // HEAD has no body to be judged.
            return ask.method().equals("HEAD") ? Optional.empty() : judgeProblem(ask, answer);
        }
        if (ask.strays()) {
            return Optional.empty();
        }
        if (!operation.statuses().contains(String.valueOf(answer.status()))) {
            return Optional.of("status " + answer.status() + " is not in the contract");
        }
        return ask.method().equals("HEAD") ? Optional.empty() : judgeBody(operation, answer);
    }

    private static Optional<String> judgeProblem(Ask ask, Answer answer) {
        if (answer.mediaType().equals(PAGE) && ask.header("Accept").equals(PAGE)) {
            return Optional.empty();
        }
        if (!answer.mediaType().equals(PROBLEM)) {
            return Optional.of("a refusal as '" + answer.mediaType() + "'");
        }
        JsonObject problem = answer.json();
        Optional<ProblemType> type = ProblemType.find(answer.kind());
        if (type.isEmpty() || problem.getInteger("status", 0) != answer.status()) {
            return Optional.of("no problem of ours");
        }
        return type.get().status() == answer.status()
                ? Optional.empty()
                : Optional.of("the problem " + answer.kind() + " under status " + answer.status());
    }

    private Optional<String> judgeBody(ContractOperation operation, Answer answer) {
        String type = answer.mediaType();
        if (type.startsWith("text/")) {
            // The validator knows no text; the contract says which it is.
            return operation.goodTypes().contains(type) ? Optional.empty() : Optional.of("an answer as " + type);
        }
        ValidatableResponse response = answer.body().isEmpty()
                ? ValidatableResponse.create(answer.status())
                : ValidatableResponse.create(answer.status(), Buffer.buffer(answer.body()), Contracts.known(type));
        try {
            await(Optional.ofNullable(validators.get(operation.contract()))
                    .orElseThrow()
                    .validate(response, operation.id()));
            return Optional.empty();
        } catch (ValidatorException e) {
            return Optional.of("a body that breaks the contract: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
