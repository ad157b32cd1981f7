package bici.infra.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the walk of PROTOCOL.md as it stands there, with tools that know nothing of us. */
class MosquittoTest {
    private static final Pattern WALK =
            Pattern.compile("## \\d+\\. Play a station with mosquitto.*?```sh\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path data;

    @Test
    void theWalkOfTheProtocolPlaysAStation() throws IOException, InterruptedException {
        try (GatewayWorld world = GatewayWorld.withStations(data, "101")) {
            String output = run(world, walk(world));

            assertThat(output)
                    .as("is mosquitto-clients installed?")
                    .contains("\"status\":\"accepted\"")
                    .contains("received PUBACK")
                    .contains("\"nonce\":\"q1\"")
                    .contains("\"reason\":\"out-of-range\"");
            assertThat(world.texts("SELECT kind || ' ' || dock || ' ' || bike_id FROM fact WHERE journal = 1"))
                    .containsExactly("bike-docked 2 B0002");
            assertThat(world.texts("SELECT reason || ' ' || sequence FROM quarantine"))
                    .containsExactly("out-of-range 2");
        }
    }

    private static String walk(GatewayWorld world) throws IOException {
        Path protocol = Path.of(System.getProperty("bici.root", ".."))
                .resolve("station-gateway")
                .resolve("PROTOCOL.md");
        Matcher matcher = WALK.matcher(Files.readString(protocol));
        assertThat(matcher.find()).as("PROTOCOL.md has the walk").isTrue();
        return matcher.group(1).replace("PORT=8883", "PORT=" + world.port());
    }

    private String run(GatewayWorld world, String script) throws IOException, InterruptedException {
        Path output = data.resolve("output.txt");
        Process process = new ProcessBuilder("bash", "-c", script)
                .directory(world.home("101").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("the walk ends")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
