package bici.infra.fuzz;

import bici.fleet.people.Principal;
import bici.fleet.people.Role;
import bici.infra.command.CommandFailed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request takes that somebody must make first, such as a code that came to a phone. Asks the server beside the run. */
final class Beside {
    private static final Pattern CODE = Pattern.compile("[0-9]{6}");

    private final FuzzCity city;
    private final Wire wire;
    private final Memory memory;

    Beside(FuzzCity city, Wire wire, Memory memory) {
        this.city = city;
        this.wire = wire;
        this.memory = memory;
    }

    private Answer post(String path, JsonObject body) {
        return send(
                Ask.right("POST", path).with("Content-Type", "application/json").withBody(body.encode()));
    }

    private Answer send(Ask ask) {
        Answer answer = wire.send(ask);
        if (!answer.isGood()) {
            throw new CommandFailed(ask.show() + " was not answered well: " + answer.status() + " " + answer.body());
        }
        return answer;
    }

    /** Phone and code, as they are exchanged for tokens. */
    JsonObject withCode(String phone) {
        post("/v1/sign-in/codes", new JsonObject().put("phone", phone));
        JsonArray messages = wire.send(
                        Ask.right("GET", "/demo/inbox?phone=" + URLEncoder.encode(phone, StandardCharsets.UTF_8)))
                .json()
                .getJsonArray("messages");
        Matcher code = CODE.matcher(messages.getJsonObject(0).getString("text"));
        if (!code.find()) {
            throw new CommandFailed("no code in the message to a phone");
        }
        return new JsonObject().put("phone", phone).put("code", code.group());
    }

    /** Somebody's, of any role. */
    String link(SplittableRandom dice) {
        Role role = List.of(Role.values()).get(dice.nextInt(Role.values().length));
        return city.people().link(city.people().any(role, dice));
    }

    /** One that counts. */
    String refreshToken(SplittableRandom dice) {
        return memory.takeRefreshToken()
                .orElseGet(() -> post("/v1/sign-in/links", new JsonObject().put("token", link(dice)))
                        .json()
                        .getString("refreshToken"));
    }

    /** A report of a rider that nobody has seen to. */
    String report(SplittableRandom dice) {
        Principal rider = new Principal.OfRider(city.people().newRider());
        return send(Ask.right("POST", "/v1/reports")
                        .with("Authorization", "Bearer " + city.people().token(rider))
                        .with("Idempotency-Key", "r-" + Long.toHexString(dice.nextLong()))
                        .with("Content-Type", "application/json")
                        .withBody(new JsonObject().put("kind", "bike-stuck").encode()))
                .json()
                .getString("reportId");
    }
}
