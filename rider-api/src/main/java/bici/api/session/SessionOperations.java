package bici.api.session;

import bici.api.access.AccessTokens;
import bici.api.contract.Call;
import bici.api.contract.Endpoint;
import bici.api.contract.Endpoints;
import bici.api.http.Blocking;
import bici.api.http.Problem;
import bici.api.http.ProblemException;
import bici.api.http.ProblemType;
import bici.api.http.RateLimit;
import bici.api.http.Reply;
import bici.fleet.people.PhoneNumber;
import bici.fleet.people.Principal;
import bici.fleet.people.Riders;
import bici.fleet.people.Sessions;
import bici.fleet.people.SignInLinks;
import bici.fleet.vocabulary.IdempotencyKey;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in by phone code or one-time link, staying signed in, signing out. */
public final class SessionOperations {
    private static final Logger LOG = LoggerFactory.getLogger(SessionOperations.class);
    /** One for each page: who signs in to the second stays signed in to the first. */
    private static final String RIDERS_COOKIE = "bici_refresh_rider";

    private static final String STAFF_COOKIE = "bici_refresh_staff";

    private final Riders riders;
    private final Sessions sessions;
    private final SignInLinks links;
    private final SmsGateway sms;
    private final SmsPrefixes prefixes;
    private final Runnable sessionEnded;
    private final AccessTokens tokens;
    private final RateLimit perAccount;
    private final boolean secureCookie;

    /**
     * Whom signing in needs.
     *
     * @param prefixes where messages are sent
     * @param sessionEnded is run when a session was ended here
     */
    public record Ports(
            Riders riders,
            Sessions sessions,
            SignInLinks links,
            SmsGateway sms,
            SmsPrefixes prefixes,
            Runnable sessionEnded) {}

    /**
     * @param perAccount how often one address may ask for or try codes of one phone
     * @param secureCookie false only where there is no TLS in front, on this machine
     */
    public SessionOperations(Ports ports, AccessTokens tokens, RateLimit perAccount, boolean secureCookie) {
        this.riders = ports.riders();
        this.sessions = ports.sessions();
        this.links = ports.links();
        this.sms = ports.sms();
        this.prefixes = ports.prefixes();
        this.sessionEnded = ports.sessionEnded();
        this.tokens = tokens;
        this.perAccount = perAccount;
        this.secureCookie = secureCookie;
    }

    public Map<String, Endpoint> endpoints(Blocking blocking) {
        return Map.of(
                "requestSignInCode", Endpoints.blocking(blocking, this::requestCode),
                "signInWithCode", Endpoints.blocking(blocking, this::signInWithCode),
                "signInWithLink", Endpoints.blocking(blocking, this::signInWithLink),
                "refreshSession", Endpoints.blocking(blocking, this::refresh),
                "endSession", Endpoints.blocking(blocking, this::end));
    }

    private Reply requestCode(Call call) {
        PhoneNumber phone = phone(call);
        if (!prefixes.allow(phone)) {
            return Reply.refused(ProblemType.PHONE_NOT_SERVED);
        }
        return switch (riders.requestCode(phone, Peers.of(call.origin().address()), call.at())) {
            case Riders.CodeAnswer.Made made -> sent(call, phone, made.code());
            case Riders.CodeAnswer.StillGood still -> codeCounts(still.left(), Optional.of(still.next()));
            case Riders.CodeAnswer.TooMany many ->
                new Reply.Refused(Problem.of(ProblemType.TOO_MANY_REQUESTS, many.retryAfter()));
            case Riders.CodeAnswer.NoTryLeft none ->
                new Reply.Refused(Problem.of(ProblemType.TOO_MANY_WRONG_CODES, none.retryAfter()));
        };
    }

    private Reply sent(Call call, PhoneNumber phone, String code) {
        long minutes = Riders.CODE_TIME_TO_LIVE.toMinutes();
        try {
            sms.send(
                    phone,
                    call.language()
                            .pick(
                                    "Bici BGA: su código es %s. Vence en %d minutos. No lo comparta.",
                                    "Bici BGA: your code is %s. It is valid for %d minutes. Do not share it.")
                            .formatted(code, minutes));
        } catch (SmsGateway.SmsFailed e) {
            LOG.warn("a sign-in code was not sent: {}", e.getMessage());
            return new Reply.Refused(Problem.of(ProblemType.SIGN_IN_UNAVAILABLE, Duration.ofSeconds(30)));
        }
        return codeCounts(Riders.CODE_TIME_TO_LIVE, Optional.empty());
    }

    /** @param next when another may be asked for, where none was sent */
    private static Reply codeCounts(Duration left, Optional<Duration> next) {
        JsonObject body = new JsonObject()
                .put("expiresInSeconds", Math.max(1, left.toSeconds()))
                .put("sent", next.isEmpty());
        next.ifPresent(wait -> body.put("nextInSeconds", Math.max(1, wait.toSeconds())));
        return new Reply.Json(202, body, Map.of());
    }

    private Reply signInWithCode(Call call) {
        return switch (riders.signIn(
                phone(call), call.field("code"), Peers.of(call.origin().address()), call.at())) {
            case Riders.SignIn.SignedIn signedIn -> open(new Principal.OfRider(signedIn.rider()), call);
            case Riders.SignIn.WrongCode wrong -> Reply.refused(ProblemType.WRONG_SIGN_IN_CODE);
            case Riders.SignIn.TooManyTries many ->
                new Reply.Refused(Problem.of(ProblemType.TOO_MANY_WRONG_CODES, many.retryAfter()));
        };
    }

    private Reply signInWithLink(Call call) {
        return links.useLink(call.field("token"), call.at())
                .map(principal -> open(principal, call))
                .orElseGet(() -> Reply.refused(ProblemType.LINK_USED));
    }

    private Reply refresh(Call call) {
        Optional<String> token = refreshToken(call);
        if (token.isEmpty()) {
            return Reply.refused(ProblemType.SESSION_ENDED);
        }
        Optional<IdempotencyKey> key = call.header("idempotency-key").flatMap(IdempotencyKey::parse);
        return switch (sessions.rotate(token.get(), key, call.at())) {
            case Sessions.Rotation.Rotated rotated -> signedIn(rotated.principal(), rotated.next());
            case Sessions.Rotation.Refused refused -> Reply.refused(ProblemType.SESSION_ENDED);
            case Sessions.Rotation.Reused reused -> {
                LOG.warn("a refresh token was used twice; its session has ended");
                sessionEnded.run();
                yield Reply.refused(ProblemType.SESSION_ENDED);
            }
        };
    }

    private Reply end(Call call) {
        refreshToken(call).ifPresent(token -> {
            sessions.close(token, call.at());
            sessionEnded.run();
        });
        return new Reply.Empty(204, Map.of("Set-Cookie", cookie(cookieName(call), "", Duration.ZERO)));
    }

    private static Optional<String> refreshToken(Call call) {
        return Optional.ofNullable(call.body().getString("refreshToken"))
                .or(() -> Optional.ofNullable(call.cookies().get(cookieName(call))))
                .filter(token -> !token.isEmpty());
    }

    /** The riders' unless the body says otherwise. */
    private static String cookieName(Call call) {
        return "staff".equals(call.body().getString("who")) ? STAFF_COOKIE : RIDERS_COOKIE;
    }

    private Reply open(Principal principal, Call call) {
        return signedIn(principal, sessions.open(principal, call.at()));
    }

    private Reply signedIn(Principal principal, Sessions.RefreshToken refresh) {
        JsonObject body = new JsonObject()
                .put("accessToken", tokens.create(principal, refresh.family()))
                .put("expiresInSeconds", AccessTokens.TIME_TO_LIVE.toSeconds())
                .put("refreshToken", refresh.value())
                .put("role", principal.role().word());
        return new Reply.Json(
                200, body, Map.of("Set-Cookie", cookie(cookieName(principal), refresh.value(), Sessions.IDLE)));
    }

    private static String cookieName(Principal principal) {
        return switch (principal) {
            case Principal.OfRider rider -> RIDERS_COOKIE;
            case Principal.OfStaff staff -> STAFF_COOKIE;
        };
    }

    private String cookie(String name, String value, Duration life) {
        return "%s=%s; Path=/v1/session; Max-Age=%d; HttpOnly; SameSite=Strict%s"
                .formatted(name, value, life.toSeconds(), secureCookie ? "; Secure" : "");
    }

    private PhoneNumber phone(Call call) {
        PhoneNumber phone =
                Phones.parse(call.field("phone")).orElseThrow(() -> new ProblemException(ProblemType.INVALID_PHONE));
        // Of this phone by this address: what others do elsewhere with somebody's number keeps nobody out.
        perAccount.take(phone.value() + ' ' + Peers.of(call.origin().address())).ifPresent(wait -> {
            throw new ProblemException(Problem.of(ProblemType.TOO_MANY_REQUESTS, wait));
        });
        return phone;
    }
}
