package bici.api.access;

import bici.api.http.ProblemException;
import bici.api.http.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Lets through whoever a row of the matrix lets through, before a byte of the body is looked at. Never blocks. */
public final class Authentication {
    private static final String KEY = "bici.caller";
    private static final String SCHEME = "Bearer ";

    private final AccessTokens tokens;
    private final EndedSessions ended;

    public Authentication(AccessTokens tokens, EndedSessions ended) {
        this.tokens = tokens;
        this.ended = ended;
    }

    /** To be called before anything else of an operation. */
    public void check(RoutingContext context, Matrix.Row row) {
        if (row.reach() == Matrix.Reach.PUBLIC) {
            context.next();
            return;
        }
        Optional<Caller> caller = Optional.ofNullable(context.request().getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> context.request()
                                .headers()
                                .getAll(HttpHeaders.AUTHORIZATION)
                                .size()
                        == 1)
                // The name of a scheme is the same in upper and lower case (RFC 9110, 11.1).
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .flatMap(header -> tokens.find(header.substring(SCHEME.length())));
        if (caller.isEmpty()) {
            context.fail(new ProblemException(ProblemType.NOT_SIGNED_IN));
        } else if (ended.contains(caller.get().session())) {
            context.fail(new ProblemException(ProblemType.SESSION_ENDED));
        } else if (!row.roles().contains(caller.get().principal().role())) {
            context.fail(new ProblemException(ProblemType.FORBIDDEN));
        } else {
            context.put(KEY, caller.get());
            context.next();
        }
    }

    /** Who was let through. */
    public static Optional<Caller> find(RoutingContext context) {
        return Optional.ofNullable(context.get(KEY));
    }
}
