package bici.infra.opendata;

import static bici.infra.opendata.OpenDataWorld.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bici.simulator.station.StationController;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bike is called in open data: the same while it stands, another after each trip, never one it had before. */
class VehicleIdTest {
    @TempDir
    Path data;

    private OpenDataWorld world;

    @BeforeEach
    void open() throws Exception {
        world = new OpenDataWorld(data);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anIdChangesOnceATripAndNeverComesBack() throws Exception {
        List<StationController> stations = List.of(world.station("A", 9), world.station("B", 9));
        assertThat(stations.get(0).dockBike(1, "Bike-7").get()).isTrue();
        Set<String> had = new HashSet<>();
        had.add(idAt("A"));

        for (int trip = 1; trip <= 6; trip++) {
            StationController from = stations.get((trip - 1) % 2);
            StationController to = stations.get(trip % 2);
            assertThat(from.forceBike(1).get()).isTrue();
            await().atMost(PATIENCE).until(() -> world.reader().v30().vehicles().isEmpty());
            assertThat(to.dockBike(1, "Bike-7").get()).isTrue();
            String id = idAt(trip % 2 == 0 ? "A" : "B");

            assertThat(had.add(id)).as("never had before").isTrue();
            assertThat(id).doesNotContain("Bike");
            to.failDock(1, "lock").get();
            awaitDisabled(true);
            to.clearDock(1).get();
            awaitDisabled(false);
            to.loseConnection();
            assertThat(idAt(trip % 2 == 0 ? "A" : "B"))
                    .as("as long as it stands")
                    .isEqualTo(id);
        }
        assertThat(had).hasSize(7);
    }

    @Test
    void bothVersionsNameABikeAlikeAndTheKeyIsForItsOwnerOnly() throws Exception {
        assertThat(world.station("A", 3).dockBike(1, "Bike-7").get()).isTrue();
        String id = idAt("A");

        assertThat(world.reader().v23("es").vehiclesAt("A"))
                .extracting(vehicle -> vehicle.getString("bike_id"))
                .containsExactly(id);
        Path key = data.resolve("authority").resolve("vehicle-key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    private void awaitDisabled(boolean disabled) {
        await().atMost(PATIENCE)
                .until(() -> world.reader().v30().vehicles().stream()
                        .anyMatch(vehicle -> vehicle.getBoolean("is_disabled") == disabled));
    }

    private String idAt(String station) {
        await().atMost(PATIENCE)
                .until(() -> !world.reader().v30().vehiclesAt(station).isEmpty());
        return world.reader().v30().vehiclesAt(station).getFirst().getString("vehicle_id");
    }
}
