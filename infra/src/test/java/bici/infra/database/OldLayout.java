package bici.infra.database;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** A schema as it was before tables were laid out by nothing that a station says, beside the newest one of a test's database. */
public final class OldLayout implements AutoCloseable {
    private static final String NAME = "old_layout";
    private static final String LAST_OF_IT = "041";
    private static final String MADE_ANEW = "042";

    private final TestDatabase database;
    /** A boot had one anchor, of its first birth. */
    private static final String CLOCKS = """
            INSERT INTO station_boot (station_id, journal, boot, anchor_uptime_ms, anchor_at, uncertainty_us)
            SELECT DISTINCT ON (station_id, journal, boot) station_id, journal, boot, anchor_uptime_ms, anchor_at,
              uncertainty_us FROM public.clock_segment ORDER BY station_id, journal, boot, epoch""";

    private final HikariDataSource pool;

    public OldLayout(TestDatabase database) {
        this(database, LAST_OF_IT);
    }

    private OldLayout(TestDatabase database, String version) {
        this.database = database;
        database.change("CREATE SCHEMA " + NAME);
        this.pool = Database.createPool(database.address(), 4, NAME);
        migrateTo(version);
    }

    /**
     * One with what a program of an earlier version stored.
     *
     * @param version of the schema then
     * @param record a resource: every table's rows as COPY takes them, then statements
     */
    public static OldLayout filled(TestDatabase database, String version, String record) {
        OldLayout old = new OldLayout(database, version);
        try (Connection connection = database.address().connect();
                Statement statement = connection.createStatement();
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        Objects.requireNonNull(OldLayout.class.getResourceAsStream(record)), StandardCharsets.UTF_8))) {
            statement.execute("SET session_replication_role = replica");
            statement.execute("SET search_path = " + NAME + ", public");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("COPY ")) {
                    statement.execute("DELETE FROM " + line.split(" ", 3)[1]);
                    copy(connection, line, lines);
                } else {
                    statement.execute(line);
                }
            }
            return old;
        } catch (SQLException | IOException e) {
            old.close();
            throw new IllegalStateException(record + " cannot be read", e);
        }
    }

    private static void copy(Connection connection, String copy, BufferedReader lines)
            throws SQLException, IOException {
        CopyIn rows = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
        for (String row = lines.readLine(); !"\\.".equals(row); row = lines.readLine()) {
            byte[] bytes = (row + '\n').getBytes(StandardCharsets.UTF_8);
            rows.writeToCopy(bytes, 0, bytes.length);
        }
        rows.endCopy();
    }

    private void migrateTo(String version) {
        try (HikariDataSource migrating = Database.createPool(database.address(), 4)) {
            Flyway.configure()
                    .dataSource(migrating)
                    .schemas(NAME)
                    .locations("classpath:db/migration")
                    .target(version)
                    .load()
                    .migrate();
        }
    }

    /** Connections that see this schema and no other. */
    public DataSource dataSource() {
        return pool;
    }

    /** Takes in what the newest schema holds, as far as there was a column for it. */
    public void fill() throws SQLException {
        try (Connection connection = database.address().connect();
                Statement statement = connection.createStatement()) {
            // Rows are copied as they are: nothing follows from them once more.
            statement.execute("SET session_replication_role = replica");
            statement.execute("SET search_path = " + NAME);
            for (String copy : copies(statement)) {
                statement.execute(copy);
            }
            statement.execute(CLOCKS);
        }
    }

    private static List<String> copies(Statement statement) throws SQLException {
        String sql = """
                SELECT format('DELETE FROM %1$I; INSERT INTO %1$I (%2$s) OVERRIDING SYSTEM VALUE SELECT %3$s FROM public.%1$I',
                  c.relname, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum),
                  string_agg(format('%I::text::%s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum))
                FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                    AND a.attgenerated = ''
                  JOIN pg_attribute n ON n.attrelid = to_regclass(format('public.%I', c.relname)) AND n.attname = a.attname
                WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
                  AND c.relname <> 'flyway_schema_history'
                GROUP BY c.relname
                UNION ALL
                SELECT format('SELECT setval(%L, last_value, is_called) FROM public.%I', relname, relname)
                FROM pg_class c WHERE relnamespace = current_schema()::regnamespace AND relkind = 'S'
                  AND to_regclass(format('public.%I', relname)) IS NOT NULL""";
        List<String> copies = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                copies.add(rows.getString(1));
            }
        }
        return copies;
    }

    /** Until the new tables are there and nothing is in them. */
    public void makeTables() {
        migrateTo(MADE_ANEW);
    }

    /** To the newest schema. */
    public void migrate() {
        migrate(() -> {});
    }

    /**
     * To the newest schema, a page of the old tables in each transaction.
     *
     * @param aroundCommits is run before each commit of the move and after it
     */
    public void migrate(Runnable aroundCommits) {
        try (HikariDataSource migrating = Database.createPool(database.address(), 4)) {
            Schema.migrate(migrating, NAME, new Relocation(1, aroundCommits));
        }
    }

    /** As whoever opens a database has it done. */
    public void bringNewestRulesInForce() {
        NewestRules.bringInForce(database.address(), pool);
    }

    /** The first column of every row. */
    public List<String> texts(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql.replace("show_chunks", "public.show_chunks"))) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** As when the program is killed: the database loses every connection that moves rows, whatever they were at. */
    public void cutConnections() {
        database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'");
    }

    @Override
    public void close() {
        pool.close();
    }
}
