package bici.infra.slow;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.bench.load.StationCrowd;
import bici.infra.command.CommandFailed;
import bici.infra.machine.Progress;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.NetServer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** That it can fail; a server that it finds nothing against is in {@code DoorTest}. */
class SlowAttackTest {
    private static final String MUCH = "x".repeat(1_500_000);

    private final List<String> lines = new ArrayList<>();

    private SlowSummary attack(int http, int stations) {
        SlowAttack.Setting setting = new SlowAttack.Setting(
                new SlowAttack.Target(http, stations),
                Duration.ofMillis(900),
                Duration.ofMillis(500),
                Duration.ofMillis(100),
                new SlowAttack.Count(2, 5),
                4);
        Clock clock = Clock.systemUTC();
        try (StationCrowd crowd = new StationCrowd(clock, clock.instant())) {
            Runnable cutOff = () -> {
                throw new CommandFailed("no station gets through");
            };
            return new SlowAttack(setting, lines::add).run(new SlowAttack.Stations(crowd, cutOff), Progress.SILENT);
        }
    }

    @Test
    void aServerThatWaitsForEverybodyIsFoundOut() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            HttpServer http = vertx.createHttpServer()
                    .requestHandler(request -> request.response().end(MUCH))
                    .listen(0, "127.0.0.1")
                    .await(10, TimeUnit.SECONDS);
            NetServer stations = vertx.createNetServer()
                    .connectHandler(socket -> {})
                    .listen(0, "127.0.0.1")
                    .await(10, TimeUnit.SECONDS);

            SlowSummary summary = attack(http.actualPort(), stations.actualPort());

            assertThat(summary.isGood()).isFalse();
            assertThat(summary.flooded()).isEqualTo(5);
            assertThat(summary.stationsLost()).isEqualTo(1);
            assertThat(lines)
                    .anyMatch(line -> line.startsWith("head-drips: connections=2 held=2"))
                    .anyMatch(line -> line.startsWith("never-reads: connections=2 held=2"))
                    .anyMatch(line -> line.startsWith("reads-by-byte: connections=2 held=2"))
                    .anyMatch(line -> line.startsWith("station-says-nothing: connections=2 held=2"));
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }
}
