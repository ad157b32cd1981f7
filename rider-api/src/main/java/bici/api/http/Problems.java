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
import java.io.IOException;
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

    private static final int FIRST_ERROR = 400;
    private static final int LAST_ERROR = 599;

    private Problems() {}

    /** Every way a router can fail ends in a problem. */
    public static void on(Router router) {
        router.errorHandler(SENDER_LEFT, Problems::answer);
        for (int status = FIRST_ERROR; status <= LAST_ERROR; status++) {
            router.errorHandler(status, Problems::answer);
        }
        router.errorHandler(405, context -> {
            context.response().putHeader(HttpHeaders.ALLOW, AllowedMethods.at(context.normalizedPath(), router));
            answer(context);
        });
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
                        && context.response().headWritten())
                || (failure instanceof IOException && context.response().closed());
    }

    /** Answers with this problem, unless the answer has begun. */
    public static void send(RoutingContext context, Problem problem) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            request.connection().close();
            return;
        }
        ProblemAnswer answer = ProblemAnswer.of(problem, Reader.of(request), RequestId.of(context));
        answer.headers().forEach(response::putHeader);
        response.setStatusCode(answer.status()).end(answer.body());
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
            case 408 -> Problem.of(ProblemType.REQUEST_TIMEOUT);
            case 413 -> Problem.of(ProblemType.TOO_LARGE);
            case 414 -> Problem.of(ProblemType.URI_TOO_LONG);
            case 415 -> Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE);
            case 417 -> Problem.of(ProblemType.EXPECTATION_FAILED);
            case 429 -> Problem.of(ProblemType.TOO_MANY_REQUESTS, SOON);
            case 431 -> Problem.of(ProblemType.HEADERS_TOO_LARGE);
            case 501 -> Problem.of(ProblemType.NOT_IMPLEMENTED);
            case 503 -> Problem.of(ProblemType.UNAVAILABLE, SOON);
            default -> Problem.of(status >= 500 ? ProblemType.INTERNAL : ProblemType.INVALID_REQUEST);
        };
    }

    /** Fails the request with a problem. */
    public static void fail(RoutingContext context, @Nullable Throwable failure) {
        context.fail(failure == null ? new ProblemException(ProblemType.INTERNAL) : failure);
    }
}
