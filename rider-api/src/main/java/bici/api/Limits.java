package bici.api;

import bici.api.access.Authentication;
import bici.api.contract.ContractRoutes;
import bici.api.http.Problem;
import bici.api.http.ProblemException;
import bici.api.http.ProblemType;
import bici.api.http.RateLimit;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How often whom: by address who is not signed in, by subject who is. Signing in has a limit of its own. */
final class Limits implements ContractRoutes.Throttle {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int PER_ADDRESS = 1_200;
    private static final int PER_SUBJECT = 600;
    private static final int REFRESHES_PER_ADDRESS = 120;
    private static final Set<String> SIGN_IN = Set.of("requestSignInCode", "signInWithCode", "signInWithLink");
    private static final Set<String> REFRESH = Set.of("refreshSession", "endSession");

    private final RateLimit signIn;
    private final RateLimit refresh;
    private final RateLimit address;
    private final RateLimit subject;

    Limits(int signInsPerMinute, Clock clock) {
        this.signIn = new RateLimit(signInsPerMinute, MINUTE, clock);
        this.refresh = new RateLimit(Math.max(REFRESHES_PER_ADDRESS, signInsPerMinute), MINUTE, clock);
        this.address = new RateLimit(PER_ADDRESS, MINUTE, clock);
        this.subject = new RateLimit(PER_SUBJECT, MINUTE, clock);
    }

    @Override
    public void pass(RoutingContext context, String operation) {
        String from = context.request().remoteAddress().hostAddress();
        if (SIGN_IN.contains(operation)) {
            take(context, signIn, from);
        } else if (REFRESH.contains(operation)) {
            take(context, refresh, from);
        } else {
            Authentication.find(context)
                    .ifPresentOrElse(
                            caller -> take(context, subject, caller.principal().subject()),
                            () -> take(context, address, from));
        }
    }

    private static void take(RoutingContext context, RateLimit limit, String key) {
        Optional<Duration> wait = limit.take(key);
        if (wait.isPresent()) {
            context.response()
                    .putHeader("RateLimit-Limit", String.valueOf(limit.most()))
                    .putHeader("RateLimit-Remaining", "0")
                    .putHeader("RateLimit-Reset", String.valueOf(wait.get().toSeconds()));
            throw new ProblemException(Problem.of(ProblemType.TOO_MANY_REQUESTS, wait.get()));
        }
    }
}
