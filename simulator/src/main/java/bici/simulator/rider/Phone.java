package bici.simulator.rider;

import bici.simulator.rider.Api.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One rider's phone: signs in when it must, then asks on the rider's behalf. Blocking; not for more than one thread. */
public final class Phone {
    private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{6}(?![0-9])");
    /** Tokens are renewed before they end on the way. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final String NO_TOKEN = "";

    private final Api api;
    private final String number;
    private final Clock clock;
    private String accessToken = NO_TOKEN;
    private String refreshToken = "";
    private Instant accessEnds = Instant.EPOCH;

    /** The phone of a number such as {@code +573005550001}. */
    public Phone(Api api, String number, Clock clock) {
        this.api = api;
        this.number = number;
        this.clock = clock;
    }

    /** The server would not let the rider in. */
    public static final class SignInFailed extends IOException {
        private static final long serialVersionUID = 1L;

        private SignInFailed(String step, Answer answer) {
            super(step + ": " + answer.problem());
        }
    }

    /** A token that counts for a while yet; signs in by code or renews as needed. */
    String token() throws IOException {
        if (clock.instant().isBefore(accessEnds)) {
            return accessToken;
        }
        if (!refreshToken.isEmpty()) {
            Answer renewed = api.post("/v1/session/refresh", NO_TOKEN, Map.of("refreshToken", refreshToken));
            if (renewed.isGood()) {
                return keep(renewed);
            }
        }
        return signIn();
    }

    private String signIn() throws IOException {
        Optional<String> before = findCode();
        require("ask for a code", api.post("/v1/sign-in/codes", NO_TOKEN, Map.of("phone", number)));
        String code = findCode()
                .filter(found -> before.filter(found::equals).isEmpty())
                .or(this::findCodeLater)
                .orElseThrow(() -> new IOException("no code came to the demo inbox"));
        Answer tokens =
                require("sign in", api.post("/v1/sign-in/tokens", NO_TOKEN, Map.of("phone", number, "code", code)));
        String token = keep(tokens);
        consent(token);
        return token;
    }

    private Optional<String> findCodeLater() {
        try {
            return findCode();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The newest code that the demo inbox holds for this phone. */
    private Optional<String> findCode() throws IOException {
        Answer inbox = api.get("/demo/inbox?phone=" + URLEncoder.encode(number, StandardCharsets.UTF_8), NO_TOKEN);
        require("read the demo inbox", inbox);
        for (JsonNode message : inbox.body().path("messages")) {
            Matcher code = CODE.matcher(message.path("text").asText(""));
            if (message.path("to").asText("").equals(number) && code.find()) {
                return Optional.of(code.group());
            }
        }
        return Optional.empty();
    }

    private void consent(String token) throws IOException {
        Answer me = require("read the account", api.get("/v1/me", token));
        String inForce = me.body().path("policy").path("version").asText("");
        if (!me.body().path("consent").path("policyVersion").asText("").equals(inForce)) {
            require("consent", api.put("/v1/me/consent", token, Map.of("policyVersion", inForce)));
        }
    }

    private String keep(Answer tokens) {
        accessToken = tokens.text("accessToken");
        refreshToken = tokens.text("refreshToken");
        Duration counts =
                Duration.ofSeconds(tokens.body().path("expiresInSeconds").asLong());
        accessEnds = clock.instant().plus(counts).minus(MARGIN);
        return accessToken;
    }

    private static Answer require(String step, Answer answer) throws SignInFailed {
        if (!answer.isGood()) {
            throw new SignInFailed(step, answer);
        }
        return answer;
    }
}
