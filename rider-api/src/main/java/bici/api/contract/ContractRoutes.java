package bici.api.contract;

import bici.api.access.Authentication;
import bici.api.access.Matrix;
import bici.api.access.OwnOrigin;
import bici.api.http.Language;
import bici.api.http.Problem;
import bici.api.http.ProblemException;
import bici.api.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.RequestUtils;
import io.vertx.openapi.validation.RequestValidator;
import io.vertx.openapi.validation.ValidatedRequest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The operations of one contract as routes. On the way of a request: whose page asks and who (401, 403), how often (429), unknown query
 * parameters and values that nobody could hold (400), what kind of body (415), size (413), the contract's schemas (400, 415), then
 * the operation.
 */
public final class ContractRoutes implements Routes {
    private static final int MAX_BODY_BYTES = 16 * 1024;
    /** What is said again of a name that somebody sent. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    /** Those that set a cookie or act on one. */
    private static final Set<String> COOKIES =
            Set.of("signInWithCode", "signInWithLink", "refreshSession", "endSession");

    private static final List<String> ONCE = List.of("Content-Type", "Content-Encoding", "Last-Event-ID");
    private static final List<String> ALWAYS = List.of("last-event-id", "if-none-match");

    private final OpenAPIContract contract;
    private final RequestValidator validator;
    private final ContractDoor door;
    private final Authentication authentication;
    private final Throttle throttle;
    private final OwnOrigin origin;
    private final Map<String, Endpoint> endpoints;
    private final Clock clock;

    /** Says no to whoever asks too often, by throwing. */
    @FunctionalInterface
    public interface Throttle {
        void pass(RoutingContext context, String operation);
    }

    private ContractRoutes(
            RequestValidator validator,
            OpenAPIContract contract,
            ContractDoor door,
            Guards guards,
            Map<String, Endpoint> endpoints,
            Clock clock) {
        this.contract = contract;
        this.validator = validator;
        this.door = door;
        this.authentication = guards.authentication();
        this.throttle = guards.throttle();
        this.origin = guards.origin();
        this.endpoints = Map.copyOf(endpoints);
        this.clock = clock;
    }

    /** What every operation passes first. */
    public record Guards(Authentication authentication, Throttle throttle, OwnOrigin origin) {}

    /**
     * Reads a contract. Fails when an operation of it has no row in the matrix or nobody to answer it.
     */
    public static Future<ContractRoutes> load(
            Vertx vertx, String name, Guards guards, Map<String, Endpoint> endpoints, Clock clock) {
        return OpenAPIContract.from(vertx, Contracts.readForValidation(name)).map(contract -> {
            for (Operation operation : contract.operations()) {
                String id = operation.getOperationId();
                if (Matrix.find(id).isEmpty() || !endpoints.containsKey(id)) {
                    throw new IllegalStateException("no row in the matrix or nobody to answer: " + id);
                }
            }
            ContractDoor door = new ContractDoor(Contracts.read(name));
            return new ContractRoutes(
                    RequestValidator.create(vertx, contract), contract, door, guards, endpoints, clock);
        });
    }

    @Override
    public void mount(Router router) {
        contract.operations().forEach(operation -> mount(router, operation));
    }

    private void mount(Router router, Operation operation) {
        String id = operation.getOperationId();
        Matrix.Row row = Matrix.find(id).orElseThrow();
        Endpoint endpoint = endpoints.get(id);
        if (endpoint == null) {
            throw new IllegalStateException("nobody answers " + id);
        }
        Set<String> query = operation.getParameters().stream()
                .filter(parameter -> parameter.getIn() == Location.QUERY)
                .map(Parameter::getName)
                .collect(Collectors.toSet());
        String path = operation.getAbsoluteOpenAPIPath().replaceAll("\\{([^}]+)}", ":$1");
        // Three routes of one path: within a route Vert.x wants bodies read before anything of ours.
        route(router, operation.getHttpMethod(), path)
                .handler(this::date)
                .handler(context -> authentication.check(context, row))
                .handler(context -> {
                    if (COOKIES.contains(id)) {
                        origin.check(context.request());
                    }
                    throttle.pass(context, id);
                    checkQuery(context, query);
                    checkHeaders(context, operation);
                    door.judgeParameters(id, (in, name) -> sent(context, in, name));
                    checkKind(context, operation);
                    context.next();
                });
        route(router, operation.getHttpMethod(), path)
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        route(router, operation.getHttpMethod(), path)
                .handler(context -> validate(context, operation)
                        .map(request -> {
                            endpoint.handle(context, call(context, operation, request));
                            return request;
                        })
                        .onFailure(context::fail));
    }

    private static Route route(Router router, HttpMethod method, String path) {
        return method.equals(HttpMethod.GET) ? Routes.reading(router, path) : router.route(method, path);
    }

    /** When it is answered: clocks of phones are wrong, and a ride is timed by ours. */
    private void date(RoutingContext context) {
        context.addHeadersEndHandler(ignored -> context.response()
                .putHeader(
                        HttpHeaders.DATE,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                clock.instant().atOffset(ZoneOffset.UTC))));
        context.next();
    }

    private static void checkQuery(RoutingContext context, Set<String> known) {
        Set<String> seen = new HashSet<>();
        for (Map.Entry<String, String> parameter : context.queryParams()) {
            if (!known.contains(parameter.getKey())) {
                throw new ProblemException(Problem.invalid(shown(parameter.getKey()), "unknown"));
            }
            if (!seen.add(parameter.getKey())) {
                throw new ProblemException(Problem.invalid(parameter.getKey(), "repeated"));
            }
        }
    }

    /** Before the body is read: of a form's body Vert.x would leave nothing, and it would pass for one that is not there. */
    private static void checkKind(RoutingContext context, Operation operation) {
        if (operation.getRequestBody() == null) {
            context.request().headers().remove(HttpHeaders.CONTENT_TYPE);
        } else if (context.request().headers().contains(HttpHeaders.CONTENT_TYPE)
                && MediaType.isBodySent(context.request())) {
            MediaType.check(context.request(), context.response());
        }
    }

    /** A parameter that we do not know, by its name where that is one. */
    private static String shown(String name) {
        return NAME.matcher(name).matches() ? name : "query";
    }

    /** None of ours is a list, so there is one of each (RFC 9110, 5.3). */
    private static void checkHeaders(RoutingContext context, Operation operation) {
        MultiMap headers = context.request().headers();
        Stream.concat(headerNames(operation), ONCE.stream())
                .filter(name -> headers.getAll(name).size() > 1)
                .findFirst()
                .ifPresent(name -> {
                    throw new ProblemException(Problem.invalid(name, "repeated"));
                });
    }

    private static Stream<String> headerNames(Operation operation) {
        return operation.getParameters().stream()
                .filter(parameter -> parameter.getIn() == Location.HEADER)
                .map(Parameter::getName);
    }

    private static Optional<String> sent(RoutingContext context, String in, String name) {
        return Optional.ofNullable(
                switch (in) {
                    case "path" -> context.pathParam(name);
                    case "query" -> context.queryParams().get(name);
                    case "header" -> context.request().getHeader(name);
                    default -> throw new IllegalStateException("no parameters are taken from: " + in);
                });
    }

    private Future<ValidatedRequest> validate(RoutingContext context, Operation operation) {
        Buffer sent = context.body().buffer();
        Buffer body = sent == null ? Buffer.buffer() : sent;
        if (operation.getRequestBody() == null && body.length() > 0) {
            return Future.failedFuture(new ProblemException(Problem.invalid("", "unknown")));
        }
        if (body.length() > 0) {
            MediaType.check(context.request(), context.response());
            StrictJson.check(body);
        }
        return RequestUtils.extract(context.request(), operation, () -> Future.succeededFuture(body))
                .compose(request -> validator.validate(request, operation.getOperationId()))
                .map(request -> {
                    door.judgeBody(operation.getOperationId(), body(request));
                    return request;
                });
    }

    private Call call(RoutingContext context, Operation operation, ValidatedRequest request) {
        Map<String, String> parameters = new HashMap<>();
        put(parameters, request.getPathParameters());
        put(parameters, request.getQuery());
        Map<String, String> headers = new HashMap<>();
        headerNames(operation).forEach(name -> putHeader(headers, context, name));
        ALWAYS.forEach(name -> putHeader(headers, context, name));
        return new Call(
                Authentication.find(context),
                parameters,
                headers,
                body(request),
                context.request().cookies().stream()
                        .collect(Collectors.toMap(Cookie::getName, Cookie::getValue, (first, second) -> first)),
                new Call.Origin(
                        context.request().remoteAddress().hostAddress(),
                        clock.instant(),
                        Language.of(context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE))));
    }

    private static JsonObject body(ValidatedRequest request) {
        RequestParameter body = request.getBody();
        JsonObject object = body != null && body.isJsonObject() ? body.getJsonObject() : null;
        return object == null ? new JsonObject() : object;
    }

    private static void put(Map<String, String> into, Map<String, RequestParameter> from) {
        from.forEach((name, value) -> {
            if (value != null && !value.isNull()) {
                into.put(name, String.valueOf(value.get()));
            }
        });
    }

    private static void putHeader(Map<String, String> into, RoutingContext context, String name) {
        String value = context.request().getHeader(name);
        if (value != null) {
            into.put(name.toLowerCase(Locale.ROOT), value);
        }
    }
}
