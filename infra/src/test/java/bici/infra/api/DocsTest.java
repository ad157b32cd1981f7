package bici.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import bici.api.http.ProblemType;
import bici.infra.api.ApiClient.Answer;
import bici.infra.api.ApiClient.Ask;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocsTest {
    @Test
    void contractsProblemsAndTheirPagesAreShownAndLoadNothingFromElsewhere(@TempDir Path keys) {
        try (ApiWorld world = ApiWorld.open(keys)) {
            ApiClient client = world.client();
            Answer page = client.send(Ask.get("/docs"));
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).doesNotContain("http://", "https://");
            assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'", "script-src 'self'");
            for (String file : new String[] {
                "/docs/start.js",
                "/docs/ui/swagger-ui.css",
                "/docs/ui/swagger-ui-bundle.js",
                "/docs/ui/swagger-ui-standalone-preset.js"
            }) {
                assertThat(client.send(Ask.get(file)).status()).as(file).isEqualTo(200);
            }
            for (String name : new String[] {"rider", "operator", "analyst", "open-data"}) {
                Answer contract = client.send(Ask.get("/openapi/" + name + ".yaml"));
                assertThat(contract.body()).as(name).startsWith("openapi: 3.1");
            }
            assertThat(client.send(Ask.get("/openapi/passwords.yaml")).problem())
                    .isEqualTo("/problems/not-found");
            for (ProblemType type : ProblemType.values()) {
                Answer problem = client.send(Ask.get("/problems/" + type.word()).with("Accept-Language", "en"));
                assertThat(problem.status()).isEqualTo(200);
                assertThat(problem.body()).contains(type.word(), "<html lang=\"en\">");
            }
            assertThat(client.send(Ask.get("/problems")).body()).contains("Problemas de la API");
        }
    }

    @Test
    void withoutADemoInboxNobodyReadsCodes(@TempDir Path keys) {
        try (ApiWorld world = ApiWorld.withoutInbox(keys)) {
            assertThat(world.client().send(Ask.get("/demo/inbox")).problem()).isEqualTo("/problems/not-found");
            Ask code = Ask.post("/v1/sign-in/codes", new JsonObject().put("phone", "3001234567"));
            Answer refused = world.client().send(code);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.problem()).isEqualTo("/problems/sign-in-unavailable");
        }
    }
}
