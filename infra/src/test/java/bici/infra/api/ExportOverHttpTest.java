package bici.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.people.Role;
import bici.infra.api.ApiClient.Answer;
import bici.infra.api.ApiClient.Ask;
import bici.infra.report.TripExportCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the analyst is sent over HTTP is the file that the command line writes. */
class ExportOverHttpTest {
    private static final int TRIPS = 40;

    @Test
    void theFileIsTheSameByteForByte(@TempDir Path keys, @TempDir Path folder) throws IOException {
        try (ApiWorld world = ApiWorld.open(keys)) {
            for (int i = 0; i < TRIPS; i++) {
                world.rideByCard(1 + i % 3, "B" + (1 + i % 3));
            }
            YearMonth month = YearMonth.now(ZoneId.of("America/Bogota"));
            Answer answer = world.client()
                    .send(Ask.get("/v1/exports/trips?month=" + month).as(world.token(Role.ANALYST)));
            assertThat(answer.status()).isEqualTo(200);

            Path file = folder.resolve("trips.csv");
            int exit = new CommandLine(new TripExportCommand())
                    .execute(
                            "--database-url",
                            world.databaseUrl(),
                            "--from",
                            month.atDay(1).toString(),
                            "--until",
                            month.plusMonths(1).atDay(1).toString(),
                            "--out",
                            file.toString());
            assertThat(exit).isZero();
            assertThat(Files.readString(file)).hasLineCount(1 + TRIPS);
            assertThat(answer.body().getBytes(StandardCharsets.UTF_8)).isEqualTo(Files.readAllBytes(file));
        }
    }
}
