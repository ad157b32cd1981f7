package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.fleet.dock.Delivery;
import bici.fleet.dock.LedgerUnavailable;
import bici.fleet.dock.Receipt;
import bici.fleet.dock.StationLedger;
import bici.fleet.store.PostgresStationLedger;
import bici.fleet.vocabulary.StationId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** I5 and I7 while the database fails: nothing half kept, nothing set aside, and the same call again is absorbed. */
class DatabaseFaultsTest {
    private static final List<Delivery> BATCH = List.of(
            LedgerWorld.delivery(new StationId("S1"), Told.facts("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card")),
            LedgerWorld.delivery(new StationId("S2"), Told.facts("S2", "1 12:30 +2 B1")));
    private static LedgerWorld world;

    @BeforeAll
    static void open() {
        world = LedgerWorld.withStations("S1");
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void startAnew() {
        world.startAnew("S1", "S2");
    }

    @Test
    void aDatabaseThatIsNotThereIsToldAsAway() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setServerNames(new String[] {"127.0.0.1"});
        nowhere.setPortNumbers(new int[] {1});
        StationLedger ledger = new PostgresStationLedger(nowhere, (card, version, proof) -> true);
        assertThatThrownBy(() -> ledger.record(BATCH)).isInstanceOf(LedgerUnavailable.class);
        assertThatThrownBy(() -> ledger.closeAllSessions(LedgerWorld.EVENING)).isInstanceOf(LedgerUnavailable.class);
        assertThat(ledger.record(List.of())).isEmpty();
    }

    @Test
    void aConnectionCutInTheMiddleLeavesNothingAndTheNextTryLeavesAll() throws Exception {
        try (Connection holder = world.database().dataSource().getConnection()) {
            holder.setAutoCommit(false);
            execute(holder, "SELECT FROM station_state WHERE station_id = 'S2' FOR UPDATE");
            CompletableFuture<List<Receipt>> blocked =
                    CompletableFuture.supplyAsync(() -> world.ledger().record(BATCH));
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> world.count(WAITING) == 1);
            world.execute("SELECT pg_terminate_backend(pid) FROM " + WAITING);
            assertThatThrownBy(() -> blocked.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(LedgerUnavailable.class);
        }
        assertThat(world.count("fact")).isZero();
        assertThat(world.ledger().record(BATCH)).extracting(Receipt::recorded).containsExactly(2, 1);
        assertAllThere();
    }

    private static final String WAITING =
            "pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";

    @Test
    void aCommitThatNobodyHeardOfIsAbsorbedByTheNextTry() {
        AtomicBoolean deaf = new AtomicBoolean(true);
        StationLedger ledger = new PostgresStationLedger(
                deafAtCommit(world.database().dataSource(), deaf), (card, version, proof) -> true);
        assertThatThrownBy(() -> ledger.record(BATCH)).isInstanceOf(LedgerUnavailable.class);
        deaf.set(false);
        List<Receipt> again = ledger.record(BATCH);
        assertThat(again).extracting(Receipt::duplicates).containsExactly(2, 1);
        assertThat(again).extracting(Receipt::recorded).containsExactly(0, 0);
        assertAllThere();
    }

    @Test
    void aDatabaseThatTakesNoWritesSetsNoGoodFactAside() {
        world.execute("ALTER TABLE fact RENAME TO fact_elsewhere");
        try {
            assertThatThrownBy(() -> world.ledger().record(BATCH)).isInstanceOf(LedgerUnavailable.class);
        } finally {
            world.execute("ALTER TABLE fact_elsewhere RENAME TO fact");
        }
        StationLedger readOnly =
                new PostgresStationLedger(readOnly(world.database().dataSource()), (card, version, proof) -> true);
        assertThatThrownBy(() -> readOnly.record(BATCH)).isInstanceOf(LedgerUnavailable.class);
        assertThat(world.texts(Show.QUARANTINE)).isEmpty();
        assertThat(world.ledger().record(BATCH)).extracting(Receipt::recorded).containsExactly(2, 1);
        assertAllThere();
    }

    private static void assertAllThere() {
        assertThat(world.texts(Show.TRIPS)).containsExactly("S1.1.2 B1 S1/1 12:10 > S2/2 12:30");
        assertThat(world.count("fact")).isEqualTo(3);
        assertThat(world.violations()).isEmpty();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Connections that break right after they committed, as long as {@code deaf} says so. */
    private static DataSource deafAtCommit(DataSource real, AtomicBoolean deaf) {
        return withConnections(real, (connection, method) -> {
            if (method.equals("commit") && deaf.get()) {
                throw new SQLException("the answer to the commit was lost", "08006");
            }
        });
    }

    private static DataSource readOnly(DataSource real) {
        return withConnections(real, (connection, method) -> {
            if (method.equals("setAutoCommit")) {
                execute(connection, "SET TRANSACTION READ ONLY");
            }
        });
    }

    /** What happens after a call on a connection came back. */
    private interface Afterwards {
        void called(Connection connection, String method) throws SQLException;
    }

    private static DataSource withConnections(DataSource real, Afterwards afterwards) {
        return proxy(DataSource.class, real, (result, method) -> {
            if (!method.equals("getConnection")) {
                return result;
            }
            Connection connection = (Connection) result;
            return proxy(Connection.class, connection, (inner, called) -> {
                afterwards.called(connection, called);
                return inner;
            });
        });
    }

    /** Changes what a call came back with. */
    private interface Changed {
        Object result(Object result, String method) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, T real, Changed changed) {
        return type.cast(Proxy.newProxyInstance(
                DatabaseFaultsTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return changed.result(method.invoke(real, arguments), method.getName());
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                }));
    }
}
