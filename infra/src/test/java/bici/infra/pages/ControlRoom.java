package bici.infra.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.UUID;

/** Somebody of the control room who decides about trips, without a browser. */
final class ControlRoom {
    private final HttpClient http = HttpClient.newHttpClient();
    private final PagesWorld world;
    private final String token;

    ControlRoom(PagesWorld world) throws IOException, InterruptedException {
        this.world = world;
        this.token = post("/v1/sign-in/links", "", new JsonObject().put("token", world.operatorLink()))
                .getString("accessToken");
    }

    /** The trip ends now, wherever its bike is. */
    void endTrip(String trip) throws IOException, InterruptedException {
        rule(new JsonObject().put("kind", "forced-return").put("tripId", trip));
    }

    /** Nobody knows from now on where the bike is. */
    void declareMissing(String bike) throws IOException, InterruptedException {
        rule(new JsonObject().put("kind", "missing").put("bikeId", bike));
    }

    private void rule(JsonObject ruling) throws IOException, InterruptedException {
        String now = Clock.systemUTC().instant().toString();
        JsonObject made =
                post("/v1/operator/rulings", token, ruling.put("at", now).put("reason", "no contesta"));
        assertThat(made.getInteger("rulingId")).as(made.encode()).isNotNull();
    }

    private JsonObject post(String path, String bearer, JsonObject body) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(world.home().resolve(path))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + bearer)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofString(body.encode()))
                        .build(),
                BodyHandlers.ofString());
        return new JsonObject(answer.body());
    }
}
