package bici.infra.fuzz;

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

/** What signing in takes: a code that came to a phone, a link, a refresh token. Asks the server beside the run. */
final class SignIns {
    private static final Pattern CODE = Pattern.compile("[0-9]{6}");

    private final FuzzCity city;
    private final Wire wire;
    private final Memory memory;

    SignIns(FuzzCity city, Wire wire, Memory memory) {
        this.city = city;
        this.wire = wire;
        this.memory = memory;
    }

    private Answer post(String path, JsonObject body) {
        Answer answer = wire.send(
                Ask.right("POST", path).with("Content-Type", "application/json").withBody(body.encode()));
        if (!answer.isGood()) {
            throw new CommandFailed(path + " was not answered well: " + answer.status() + " " + answer.body());
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
}
