package bici.infra.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.infra.machine.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    private static MadeCluster made;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeADatabase(@TempDir Path home) {
        made = MadeCluster.in(home);
    }

    @BeforeEach
    void copyIt() {
        made.copyTo(folder);
    }

    @Test
    void anOpenDatabaseHasTimescaleAndSpeaksUtc() throws SQLException {
        try (Database database = Database.open(new DatabaseSource.Folder(folder), Progress.SILENT);
                var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT current_setting('TimeZone')")) {
            assertThat(database.timescaleVersion()).isEqualTo(TimescaleDistribution.EXTENSION_VERSION);
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("UTC");
        }
    }

    @Test
    void aServerWithoutTheExtensionIsRefusedWithWhatToDo() throws IOException {
        TimescaleDistribution plain = distributionWithoutExtension(folder.resolve("plain"));
        try (EmbeddedDatabase server = EmbeddedDatabase.start(plain, folder, Progress.SILENT)) {
            assertThatThrownBy(() -> open(server.address()))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining("has no TimescaleDB")
                    .hasMessageContaining("shared_preload_libraries")
                    .hasMessageContaining("--data DIR")
                    .hasMessageNotContainingAny(server.address().password());
        }
    }

    @Test
    void aServerThatDoesNotPreloadTheExtensionIsRefused() throws IOException {
        alterSystem("shared_preload_libraries = 'pg_stat_statements'");
        try (EmbeddedDatabase server = EmbeddedDatabase.start(folder, Progress.SILENT)) {
            assertThatThrownBy(() -> open(server.address()))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining("cannot load it")
                    .hasMessageContaining("preload");
        }
    }

    @Test
    void aServerThatMayLoseWhatItConfirmedIsRefused() throws IOException {
        for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
            alterSystem(setting + " = off");
            try (EmbeddedDatabase server = EmbeddedDatabase.start(folder, Progress.SILENT)) {
                assertThatThrownBy(() -> open(server.address()))
                        .isInstanceOf(DatabaseUnavailable.class)
                        .hasMessageContaining(setting + " = off");
            }
        }
    }

    @Test
    void aServerThatDoesNotListenIsNamedWithoutItsPassword() {
        DatabaseAddress nobody =
                new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/bici?password=hidden", "bici", "secret");
        assertThatThrownBy(() -> open(nobody))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageContaining("cannot be reached")
                .hasMessageNotContainingAny("secret", "hidden");
    }

    private void alterSystem(String setting) throws IOException {
        // As ALTER SYSTEM writes it.
        Files.writeString(folder.resolve("database/postgresql.auto.conf"), setting + "\n");
    }

    private static void open(DatabaseAddress address) {
        Database.open(new DatabaseSource.Server(address), Progress.SILENT).close();
    }

    private static TimescaleDistribution distributionWithoutExtension(Path target) throws IOException {
        Path full = TimescaleDistribution.provide(Progress.onTerminal()).home();
        try (Stream<Path> files = Files.walk(full)) {
            for (Path file : files.toList()) {
                if (!file.getFileName().toString().equals("timescaledb.control")) {
                    Path copy = target.resolve(full.relativize(file).toString());
                    Files.copy(file, copy, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return TimescaleDistribution.at(target);
    }
}
