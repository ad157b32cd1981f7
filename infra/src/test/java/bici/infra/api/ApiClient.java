package bici.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import bici.api.contract.Contracts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks by HTTP and holds every answer of {@code /v1} against its contract. */
final class ApiClient {
    private static final Vertx VERTX = Vertx.vertx();
    private static final List<OpenAPIContract> CONTRACTS = Contracts.NAMES.stream()
            .map(name -> await(OpenAPIContract.from(VERTX, Contracts.readForValidation(name))))
            .toList();

    private final HttpClient http;
    private final int port;

    ApiClient(int port) {
        this(port, InetAddress.getLoopbackAddress());
    }

    /** @param from an address of this machine, by which the server tells clients apart */
    ApiClient(int port, InetAddress from) {
        this.http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .localAddress(from)
                .build();
        this.port = port;
    }

    /**
     * A request.
     *
     * @param body JSON; null for none
     * @param headers name, value, name, value, ...
     */
    record Ask(
            String method,
            String path,
            @Nullable String token,
            @Nullable String body,
            List<String> headers) {
        static Ask get(String path) {
            return new Ask("GET", path, null, null, List.of());
        }

        static Ask post(String path, JsonObject body) {
            return new Ask("POST", path, null, body.encode(), List.of());
        }

        Ask as(@Nullable String other) {
            return new Ask(method, path, other, body, headers);
        }

        Ask with(String name, String value) {
            List<String> more = new ArrayList<>(headers);
            more.add(name);
            more.add(value);
            return new Ask(method, path, token, body, more);
        }

        Ask withBody(@Nullable String other) {
            return new Ask(method, path, token, other, headers);
        }

        Ask method(String other) {
            return new Ask(other, path, token, body, headers);
        }

        Ask to(String other) {
            return new Ask(method, other, token, body, headers);
        }
    }

    /** What came back. */
    record Answer(int status, String type, String body, HttpResponse<String> raw) {
        JsonObject json() {
            return new JsonObject(body);
        }

        String problem() {
            return type.equals("application/problem+json") ? json().getString("type") : type;
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    Answer send(Ask ask) {
        try {
            HttpResponse<String> response = http.send(request(ask), BodyHandlers.ofString());
            Answer answer = new Answer(response.statusCode(), type(response), response.body(), response);
            keepsItsContract(ask, answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(ask.method() + " " + ask.path(), e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** An answer that does not end: status, and lines as they come. */
    HttpResponse<Stream<String>> stream(Ask ask) {
        try {
            return http.send(request(ask), BodyHandlers.ofLines());
        } catch (IOException e) {
            throw new UncheckedIOException(ask.path(), e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private HttpRequest request(Ask ask) {
        String body = ask.body();
        BodyPublisher publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + ask.path()))
                .timeout(Duration.ofSeconds(30))
                .method(ask.method(), publisher);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (ask.token() != null) {
            request.header("Authorization", "Bearer " + ask.token());
        }
        for (int i = 0; i + 1 < ask.headers().size(); i += 2) {
            request.header(ask.headers().get(i), ask.headers().get(i + 1));
        }
        return request.build();
    }

    private static String type(HttpResponse<?> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        return type.contains(";") ? type.substring(0, type.indexOf(';')) : type;
    }

    private static void keepsItsContract(Ask ask, Answer answer) {
        for (OpenAPIContract contract : CONTRACTS) {
            String path = ask.path().contains("?")
                    ? ask.path().substring(0, ask.path().indexOf('?'))
                    : ask.path();
            Operation operation = contract.findOperation(path, HttpMethod.valueOf(ask.method()));
            if (operation != null && answer.type().startsWith("text/")) {
                // The validator knows no text; that the contract names it is what can be said.
                assertThat(operation.getResponse(answer.status()).getContent())
                        .containsKey(Contracts.known(answer.type()));
                return;
            }
            if (operation != null) {
                ValidatableResponse response = answer.body().isEmpty()
                        ? ValidatableResponse.create(answer.status())
                        : ValidatableResponse.create(
                                answer.status(), Buffer.buffer(answer.body()), Contracts.known(answer.type()));
                assertThat(await(ResponseValidator.create(VERTX, contract)
                                .validate(response, operation.getOperationId())))
                        .as("%s %s -> %d %s", ask.method(), ask.path(), answer.status(), answer.body())
                        .isNotNull();
                return;
            }
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
