package bici.api.http;

import bici.fleet.dock.LedgerUnavailable;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.validation.ValidatorException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns every failure into a problem: the one mapper of this edge. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Duration SOON = Duration.ofSeconds(2);
    /** With which Vert.x's body handler fails when the sender leaves before the body is whole. */
    private static final int SENDER_LEFT = 200;

    private static final int[] STATUSES = {
        SENDER_LEFT, 400, 401, 403, 404, 405, 406, 408, 413, 414, 415, 416, 429, 500, 501, 503
    };

    private Problems() {}

    /** Every way a router can fail ends in a problem. */
    public static void on(Router router) {
        for (int status : STATUSES) {
            router.errorHandler(status, Problems::answer);
        }
    }

    private static void answer(RoutingContext context) {
        Throwable failure = context.failure();
        if (isAway(context, failure)) {
            return;
        }
        send(context, failure == null ? ofStatus(context.statusCode()) : of(failure, context));
    }

    /** Nobody is there to be answered, and nothing is wrong here; deadlines count whom they ended. */
    private static boolean isAway(RoutingContext context, @Nullable Throwable failure) {
        return failure instanceof HttpClosedException
                || (failure instanceof ClosedChannelException
                        && context.response().headWritten());
    }

    /** Answers with this problem, unless the answer has begun. */
    public static void send(RoutingContext context, Problem problem) {
        send(context.request(), problem, RequestId.of(context));
    }

    static void send(HttpServerRequest request, Problem problem, String requestId) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            request.connection().close();
            return;
        }
        Language language = Language.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        problem.retryAfter()
                .ifPresent(wait -> response.putHeader("Retry-After", Long.toString(Math.max(1, wait.toSeconds()))));
        if (problem.type().status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        response.setStatusCode(problem.type().status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Content-Language", language.tag())
                .putHeader("Cache-Control", "no-store")
                .end(problem.toJson(language, requestId).toBuffer());
    }

    private static Problem of(Throwable failure, RoutingContext context) {
        return switch (failure) {
            case ProblemException refused -> refused.problem();
            case LedgerUnavailable away -> Problem.of(ProblemType.UNAVAILABLE, SOON);
            case ValidatorException invalid -> ContractFaults.of(invalid);
            case DecodeException unreadable -> Problem.invalid("", "json");
            default -> unexpected(failure, context);
        };
    }

    private static Problem unexpected(Throwable failure, RoutingContext context) {
        if (context.statusCode() > 0 && context.statusCode() != 500) {
            return ofStatus(context.statusCode());
        }
        LOG.error("request {} failed", RequestId.of(context), failure);
        return Problem.of(ProblemType.INTERNAL);
    }

    private static Problem ofStatus(int status) {
        return switch (status) {
            case 401 -> Problem.of(ProblemType.NOT_SIGNED_IN);
            case 403 -> Problem.of(ProblemType.FORBIDDEN);
            case 404 -> Problem.of(ProblemType.NOT_FOUND);
            case 405 -> Problem.of(ProblemType.METHOD_NOT_ALLOWED);
            case 413 -> Problem.of(ProblemType.TOO_LARGE);
            case 415 -> Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE);
            case 429 -> Problem.of(ProblemType.TOO_MANY_REQUESTS, SOON);
            case 503 -> Problem.of(ProblemType.UNAVAILABLE, SOON);
            default -> Problem.of(status >= 500 ? ProblemType.INTERNAL : ProblemType.INVALID_REQUEST);
        };
    }

    /** Fails the request with a problem. */
    public static void fail(RoutingContext context, @Nullable Throwable failure) {
        context.fail(failure == null ? new ProblemException(ProblemType.INTERNAL) : failure);
    }
}
