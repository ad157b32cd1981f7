package bici.infra.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PastTest {
    private static final Instant FROM = Instant.parse("2026-11-26T00:00:00Z");
    private static final List<String> STATIONS = List.of("T0000", "T0001", "T0002");

    private record Told(String station, JsonNode fact) {}

    @TempDir
    Path folder;

    private static List<Told> told(Past.Portion portion) throws IOException {
        List<Told> all = new ArrayList<>();
        List<List<String>> messages = portion.messages();
        for (int station = 0; station < messages.size(); station++) {
            for (String message : messages.get(station)) {
                assertThat(message.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(64 * 1024);
                for (JsonNode fact : new ObjectMapper().readTree(message).path("facts")) {
                    all.add(new Told(STATIONS.get(station), fact));
                }
            }
        }
        return all;
    }

    private static long at(Told told) {
        return told.fact.path("deviceTimeMs").asLong();
    }

    /** Bikes by dock; fails where two meet in a dock or a bike is taken from where it is not. */
    private static Map<String, String> ride(List<Told> inOrder, Map<String, String> standing) {
        for (Told told : inOrder) {
            String dock = told.station + "/" + told.fact.path("dock").asInt();
            String bike = told.fact.path("bike").asText();
            if (told.fact.path("kind").asText().equals("bike-docked")) {
                assertThat(standing).doesNotContainKey(dock).doesNotContainValue(bike);
                standing.put(dock, bike);
            } else {
                assertThat(standing.remove(dock)).isEqualTo(bike);
            }
        }
        return standing;
    }

    @Test
    void portionsTellOnePastInWhichEveryBikeIsInOnePlace() throws IOException {
        Past past = new Past(STATIONS, 20, FROM);
        List<Told> first = told(past.next(2_000, Duration.ofHours(1)));
        List<Told> second = told(past.next(1_000, Duration.ofHours(1)));

        assertThat(first).hasSize(2_000);
        assertThat(second).hasSize(1_000);
        Map<String, Long> last = new HashMap<>();
        for (Told told : List.of(first, second).stream().flatMap(List::stream).toList()) {
            assertThat(told.fact.path("sequence").asLong()).isEqualTo(last.merge(told.station, 1L, Long::sum));
        }
        Comparator<Told> byTime = Comparator.comparingLong(PastTest::at);
        Map<String, String> standing = ride(first.stream().sorted(byTime).toList(), new HashMap<>());
        ride(second.stream().sorted(byTime).toList(), standing);
        Count count = past.count();
        assertThat(count.facts()).isEqualTo(3_000);
        assertThat(count.openTrips()).isEqualTo(60 - standing.size());
        // Every docking but a bike's first ends a trip, and every removal begins one.
        assertThat(count.trips() + 60).isEqualTo(dockings(first) + dockings(second));
        assertThat(count.trips() + count.openTrips()).isEqualTo(3_000 - dockings(first) - dockings(second));
    }

    private static long dockings(List<Told> told) {
        return told.stream()
                .filter(one -> one.fact.path("kind").asText().equals("bike-docked"))
                .count();
    }

    @Test
    void fullMessagesFitTheProtocolAlsoWhenNumbersAreLong() throws IOException {
        Past past = new Past(STATIONS, 20, FROM);
        past.next(2_999_999, Duration.ofHours(12));

        assertThat(told(past.next(3_000, Duration.ofHours(1)))).hasSize(3_000);
    }

    @Test
    void theFileOfTheFloorHasTheSameFacts() throws IOException {
        Past.Portion portion = new Past(STATIONS, 5, FROM).next(300, Duration.ofHours(1));
        Path file = folder.resolve("rows");
        portion.writeRows(file, FROM.plus(Duration.ofDays(1)));

        List<String> rows = Files.readAllLines(file).stream()
                .map(row -> {
                    String[] columns = row.split("\t", -1);
                    return columns[0] + " " + columns[2] + " "
                            + Instant.parse(columns[3]).toEpochMilli() + " " + columns[12] + " " + columns[13] + " "
                            + columns[14];
                })
                .toList();
        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(told(portion).stream()
                        .map(told ->
                                told.station + " " + told.fact.path("sequence").asLong() + " " + at(told) + " "
                                        + told.fact.path("kind").asText() + " "
                                        + told.fact.path("dock").asInt() + " "
                                        + told.fact.path("bike").asText())
                        .toList());
    }
}
