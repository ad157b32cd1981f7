package bici.infra.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.fleet.operations.StationRegister.Station;
import bici.fleet.report.Audit.Finding;
import bici.fleet.store.PostgresAudit;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.store.PostgresTotals;
import bici.fleet.vocabulary.StationId;
import bici.infra.database.TestDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FillingTest {
    @Test
    void whatIsWrittenStraightIntoTheTablesPassesTheAudit() {
        Clock clock = Clock.systemUTC();
        Filling filling = Filling.of(7, 1_500);
        try (TestDatabase database = TestDatabase.create()) {
            List<Station> stations = IntStream.range(0, 7)
                    .mapToObj(n -> new Station(new StationId("T%04d".formatted(n)), "T", Optional.empty(), 20))
                    .toList();
            new PostgresStationRegister(database.dataSource(), clock).put(stations);
            filling.write(database.dataSource(), clock.instant());

            var sums = new PostgresTotals(database.dataSource()).getSums();
            assertThat(sums.facts()).isEqualTo(filling.facts()).isBetween(1_490L, 1_510L);
            assertThat(sums.tripsClosed()).isEqualTo(filling.trips()).isPositive();
            assertThat(new PostgresAudit(database.dataSource()).run())
                    .isNotEmpty()
                    .extracting(Finding::violations)
                    .containsOnly(0L);
        }
    }

    @Test
    void bikesAreDockedOnceAndThenInPairs() {
        assertThatThrownBy(() -> new Filling(1, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Filling.of(20, 100_000).facts()).isBetween(99_980L, 100_020L);
    }
}
