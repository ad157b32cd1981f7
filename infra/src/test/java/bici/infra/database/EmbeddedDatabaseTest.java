package bici.infra.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.infra.machine.Progress;
import bici.infra.run.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    private static final Progress SILENT = Progress.SILENT;
    private static final Duration LEAVING = Duration.ofSeconds(20);

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
    void whatWasStoredIsThereAfterARestart() throws SQLException {
        try (EmbeddedDatabase first = EmbeddedDatabase.start(folder, SILENT)) {
            assertThat(first.isAdopted()).isFalse();
            Sql.run(first.address(), "CREATE TABLE kept AS SELECT 42 AS value");
        }
        try (EmbeddedDatabase second = EmbeddedDatabase.start(folder, SILENT)) {
            assertThat(second.isAdopted()).isFalse();
            assertThat(Sql.text(second.address(), "SELECT value FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void itIsSetSoThatNothingConfirmedIsLostAndOnlyThisMachineReachesIt() throws SQLException, IOException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, SILENT)) {
            assertThat(setting(database, "fsync")).isEqualTo("on");
            assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(database, "data_checksums")).isEqualTo("on");
            assertThat(setting(database, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(setting(database, "server_encoding")).isEqualTo("UTF8");
            assertThat(setting(database, "timescaledb.telemetry_level")).isEqualTo("off");
            Path password = folder.resolve("database/bici.password");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
                    .isEqualTo("rw-------");
            DatabaseAddress stranger = new DatabaseAddress(database.address().jdbcUrl(), "bici", "guess");
            assertThatThrownBy(stranger::connect).hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void closingStopsThePostgresProcess() {
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, SILENT);
        ProcessHandle postgres = process(database);
        assertThat(postgres.isAlive()).isTrue();

        database.close();
        database.close();

        assertThat(postgres.onExit()).succeedsWithin(LEAVING);
    }

    @Test
    void aKilledOwnerLeavesPostgresRunningAndTheNextOneAdoptsIt() throws Exception {
        Process owner = startOwner();
        owner.destroyForcibly().waitFor();
        Optional<PostmasterFile> orphan = PostmasterFile.find(cluster());
        assertThat(orphan).isPresent().get().matches(file -> file.isAlive(cluster()));

        EmbeddedDatabase next = EmbeddedDatabase.start(folder, SILENT);
        assertThat(next.isAdopted()).isTrue();
        assertThat(next.findPid()).hasValue(orphan.orElseThrow().pid());
        assertThat(Sql.text(next.address(), "SELECT 1")).isEqualTo("1");
        ProcessHandle postgres = process(next);
        next.close();

        assertThat(postgres.onExit()).succeedsWithin(LEAVING);
    }

    @Test
    void aProgramEndedByASignalStopsPostgres() throws Exception {
        Process owner = startOwner();
        assertThat(PostmasterFile.find(cluster())).isPresent();
        owner.destroy();
        assertThat(owner.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(PostmasterFile.find(cluster())).isEmpty();
    }

    @Test
    void theLastOfTwoProgramsThatCloseStopsPostgres() throws Exception {
        Process owner = startOwner();
        EmbeddedDatabase second = EmbeddedDatabase.start(folder, SILENT);
        assertThat(second.isAdopted()).isTrue();

        owner.getOutputStream().close();
        assertThat(owner.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Sql.text(second.address(), "SELECT 1")).isEqualTo("1");
        ProcessHandle postgres = process(second);
        second.close();

        assertThat(postgres.onExit()).succeedsWithin(LEAVING);
    }

    @Test
    void twoOpeningsInOneProgramShareOneServer() throws Exception {
        EmbeddedDatabase first = EmbeddedDatabase.start(folder, SILENT);
        try (EmbeddedDatabase second = EmbeddedDatabase.start(folder, SILENT)) {
            assertThat(second.findPid()).isEqualTo(first.findPid());
            first.close();
            assertThat(Sql.text(second.address(), "SELECT 1")).isEqualTo("1");
        }
        assertThat(PostmasterFile.find(cluster())).isEmpty();
    }

    @Test
    void afterPostgresItselfWasKilledTheNextStartRecoversWhatWasCommitted() throws Exception {
        EmbeddedDatabase first = EmbeddedDatabase.start(folder, SILENT);
        Sql.run(first.address(), "CREATE TABLE kept AS SELECT 42 AS value");
        ProcessHandle postgres = process(first);
        postgres.destroyForcibly();
        postgres.onExit().get(30, TimeUnit.SECONDS);

        try (EmbeddedDatabase second = EmbeddedDatabase.start(folder, SILENT)) {
            assertThat(second.isAdopted()).isFalse();
            assertThat(Sql.text(second.address(), "SELECT value FROM kept")).isEqualTo("42");
            first.close();
        }
    }

    @Test
    void aTemporaryOneLeavesNothingBehindAndIsClearedAwayAfterAKill() throws Exception {
        EmbeddedDatabase database = EmbeddedDatabase.startTemporary(SILENT);
        Path temporary = database.dataFolder();
        assertThat(temporary.resolve("database/PG_VERSION")).exists();
        database.close();
        assertThat(temporary).doesNotExist();

        Path shared = Files.createDirectory(folder.resolve("tmp"));
        Path left = Files.createDirectory(shared.resolve("bici-database-left"));
        made.copyTo(left);
        startOwner(left).destroyForcibly().waitFor();
        PostmasterFile orphan =
                PostmasterFile.find(left.toRealPath().resolve("database")).orElseThrow();
        ProcessHandle postgres = ProcessHandle.of(orphan.pid()).orElseThrow();
        TemporaryDatabases.sweep(shared, "bici-database-");
        assertThat(left).doesNotExist();
        assertThat(postgres.onExit()).succeedsWithin(LEAVING);
    }

    @Test
    void anInterruptedCreationIsClearedAwayAndDoneAgain() throws IOException {
        Path fresh = folder.resolve("fresh");
        Path half = Files.createDirectories(fresh.resolve("database.making-1/cluster"));
        Files.writeString(half.resolve("PG_VERSION"), "17");

        EmbeddedDatabase.start(fresh, SILENT).close();

        assertThat(fresh.resolve("database.making-1")).doesNotExist();
        assertThat(fresh.resolve("database/PG_VERSION")).exists();
    }

    private static String setting(EmbeddedDatabase database, String name) throws SQLException {
        return Sql.text(database.address(), "SELECT current_setting('" + name + "')");
    }

    private Path cluster() {
        try {
            return folder.toRealPath().resolve("database");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProcessHandle process(EmbeddedDatabase database) {
        return ProcessHandle.of(database.findPid().orElseThrow()).orElseThrow();
    }

    private Process startOwner() throws IOException {
        return startOwner(folder);
    }

    /** Returns when the other program has the database open. */
    private static Process startOwner(Path folder) throws IOException {
        Process owner = new ProcessBuilder(
                        ChildJvm.command(List.of(), OwnerProcess.class.getName(), List.of(folder.toString())))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader lines = owner.inputReader(UTF_8);
        assertThat(lines.readLine()).isEqualTo("open false");
        return owner;
    }
}
