package bici.infra.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.availability.StationView;
import bici.fleet.operations.Alarm;
import bici.fleet.operations.FleetDesk.Entry;
import bici.fleet.operations.FleetDesk.Signature;
import bici.fleet.operations.FleetRegister.Counts;
import bici.fleet.store.PostgresAlarms;
import bici.fleet.store.PostgresFleet;
import bici.fleet.store.PostgresLiveBikes;
import bici.fleet.store.PostgresLiveStations;
import bici.fleet.store.PostgresPrintedCodes;
import bici.fleet.vocabulary.Author;
import bici.fleet.vocabulary.BikeId;
import bici.infra.database.Rebuilt;
import bici.wire.WireFact;
import bici.wire.WireFact.Happening;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A station with a good certificate that makes bikes and docks up, over the real wire. */
class InventedBikesTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final int BIKES = 5_000;
    private static final int IN_A_MESSAGE = 125;

    @TempDir
    Path data;

    /** Each is docked and taken by nobody, so that a dock is free for the next; the last one stays. */
    @Test
    void fiveThousandBikesAreRecordedShownToNobodyAndOneAlarm() throws IOException {
        try (GatewayWorld world = GatewayWorld.withoutBikes(data, "S1")) {
            DataSource database = world.database().dataSource();
            long began = System.nanoTime();
            try (TestStation station = world.born("S1", Mqtt.V5)) {
                for (int n = 0; n < BIKES; n += IN_A_MESSAGE) {
                    station.deliverFacts(told(n));
                }
                station.deliverFacts(
                        TestStation.fact(2L * BIKES + 1, CLOCK.millis(), new Happening.BikeDocked(1, "XX1")),
                        TestStation.fact(2L * BIKES + 2, CLOCK.millis(), new Happening.BikeDocked(400, "XX2")));
            }
            System.out.printf("invented: bikes=%d ms=%d%n", BIKES, (System.nanoTime() - began) / 1_000_000);

            assertThat(world.rows("fact")).isEqualTo(2L * BIKES + 2);
            assertThat(world.rows("open_trip")).isZero();
            assertThat(world.rows("trip")).isZero();
            assertThat(new PostgresLiveBikes(database).listAll()).isEmpty();
            assertThat(new PostgresPrintedCodes(database).listCodes())
                    .allSatisfy(printed -> assertThat(printed.bike()).isEmpty())
                    .hasSize(1);
            StationView shown =
                    new PostgresLiveStations(database).listStations().getFirst();
            assertThat(shown.bikesAvailable() + shown.bikesDisabled() + shown.docksAvailable())
                    .isZero();
            assertThat(shown.docksDisabled()).isEqualTo(12);
            assertThat(alarms(database))
                    .containsExactlyInAnyOrder(
                            "unregistered-bikes more than 1000 bikes, XX1000", "unregistered-docks 1 docks, 400");

            PostgresFleet fleet = new PostgresFleet(database, CLOCK);
            assertThat(fleet.count()).isEqualTo(new Counts(0, 0, BIKES + 1));
            fleet.add(List.of(new Entry(new BikeId("XX1"))), new Signature(new Author("ana"), "se vio"));
            assertThat(new PostgresLiveBikes(database).listAll())
                    .extracting(bike -> bike.id().value())
                    .containsExactly("XX1");
            assertThat(world.rows("trip")).as("it was taken and came back").isEqualTo(1);
            StationView after =
                    new PostgresLiveStations(database).listStations().getFirst();
            assertThat(after.bikesAvailable() + after.bikesDisabled()).isEqualTo(1);
            Rebuilt.assertFollows(world.database());
        }
    }

    private static WireFact[] told(int from) {
        List<WireFact> facts = new ArrayList<>();
        for (int n = from; n < from + IN_A_MESSAGE; n++) {
            String bike = "XX" + (1_000 + n);
            if (n == BIKES - 1) {
                bike = "XX1";
            }
            long at = CLOCK.millis() - 1_000 + n % IN_A_MESSAGE * 2L;
            facts.add(TestStation.fact(2L * n + 1, at, new Happening.BikeDocked(1, bike)));
            facts.add(TestStation.fact(
                    2L * n + 2, at + 1, new Happening.BikeRemoved(1, bike, new WireFact.Cause.ByNobody())));
        }
        return facts.toArray(WireFact[]::new);
    }

    private static List<String> alarms(DataSource database) {
        return new PostgresAlarms(database)
                .listAlarms(CLOCK.instant()).stream()
                        .filter(alarm -> alarm.kind() != Alarm.Kind.STATION_OFFLINE)
                        .map(alarm -> alarm.kind().word() + " " + alarm.evidence())
                        .toList();
    }
}
