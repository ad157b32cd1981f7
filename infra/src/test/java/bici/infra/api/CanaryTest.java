package bici.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.api.ApiClient.Answer;
import bici.infra.api.ApiClient.Ask;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Personal data and secrets stay out of logs, metrics and errors. */
class CanaryTest {
    @Test
    void nothingAboutPeopleAndNoSecretGetsIntoLogsMetricsOrErrors(@TempDir Path keys) {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(log);
        List<String> secrets = new ArrayList<>();
        List<String> told = new ArrayList<>();
        try (ApiWorld world = ApiWorld.open(keys)) {
            for (int i = 0; i < 5; i++) {
                live(world, "300555%04d".formatted(7_130 + i), secrets, told);
            }
            told.add(world.client().send(Ask.get("/metrics")).body());
        } finally {
            root.detachAppender(log);
        }
        log.list.forEach(event -> told.add(event.getFormattedMessage() + event.getThrowableProxy()));
        assertThat(secrets).hasSizeGreaterThanOrEqualTo(20);
        assertThat(told).isNotEmpty().allSatisfy(text -> assertThat(text).doesNotContain(secrets));
    }

    /** Signs in, and goes wrong wherever a value could be repeated in an error. */
    private static void live(ApiWorld world, String phone, List<String> secrets, List<String> told) {
        ApiClient client = world.client();
        secrets.add(phone);
        client.send(Ask.post("/v1/sign-in/codes", new JsonObject().put("phone", phone)));
        String message = client.send(Ask.get("/demo/inbox?phone=" + phone))
                .json()
                .getJsonArray("messages")
                .getJsonObject(0)
                .getString("text");
        String code = message.replaceAll("\\D*(\\d{6}).*", "$1");
        secrets.add(code);
        JsonObject good = new JsonObject().put("phone", phone).put("code", code);
        told.add(client.send(Ask.post("/v1/sign-in/tokens", good.copy().put("more", phone)))
                .body());
        JsonObject tokens = client.send(Ask.post("/v1/sign-in/tokens", good)).json();
        String access = tokens.getString("accessToken");
        String refresh = tokens.getString("refreshToken");
        secrets.add(access);
        secrets.add(refresh);
        String printed = world.code("B1");
        secrets.add(printed);
        told.add(client.send(Ask.post("/v1/session/refresh", new JsonObject().put("refreshToken", refresh + "x")))
                .body());
        told.add(client.send(Ask.get("/v1/me?token=" + access).as(access)).body());
        told.add(client.send(Ask.get("/v1/unlocks/" + refresh).as(access)).body());
        told.add(client.send(Ask.get("/v1/me").as(access + "x")).body());
        Answer refused = client.send(Ask.post("/v1/trips", new JsonObject().put("code", printed))
                .with("Idempotency-Key", "k")
                .as(access));
        assertThat(refused.problem()).isEqualTo("/problems/consent-missing");
        told.add(refused.body());
    }
}
