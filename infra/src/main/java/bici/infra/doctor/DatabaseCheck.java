package bici.infra.doctor;

import bici.infra.database.Database;
import bici.infra.database.DatabaseSource;
import bici.infra.database.DatabaseUnavailable;
import bici.infra.machine.Progress;
import java.time.Duration;

/** Opens the database as every other verb does: fetched if needed, started, checked, migrated. */
record DatabaseCheck(DatabaseSource source, Progress progress) {
    Finding examine() {
        long start = System.nanoTime();
        try (Database database = Database.open(source, progress)) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return Finding.ok(
                    "database",
                    "TimescaleDB %s at %s, ready in %.1f s"
                            .formatted(database.timescaleVersion(), database.address(), took.toMillis() / 1000.0));
        } catch (DatabaseUnavailable e) {
            return new Finding(Finding.Level.FAIL, "database", String.valueOf(e.getMessage()));
        }
    }
}
