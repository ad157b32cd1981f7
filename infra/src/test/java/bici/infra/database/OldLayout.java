package bici.infra.database;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A schema as it was before tables were laid out by nothing that a station says, beside the newest one of a test's database. */
public final class OldLayout implements AutoCloseable {
    private static final String NAME = "old_layout";
    private static final String LAST_OF_IT = "041?";
    private static final String MADE_ANEW = "042";

    private final HikariDataSource migrating;
    private final HikariDataSource pool;

    public OldLayout(TestDatabase database) {
        database.change("CREATE SCHEMA " + NAME);
        this.migrating = Database.createPool(database.address(), 4);
        this.pool = Database.createPool(database.address(), 4, NAME);
        migrateTo(LAST_OF_IT);
    }

    private void migrateTo(String version) {
        Flyway.configure()
                .dataSource(migrating)
                .schemas(NAME)
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    /** Connections that see this schema and no other. */
    public DataSource dataSource() {
        return pool;
    }

    /** Until the new tables are there and nothing is in them. */
    public void makeTables() {
        migrateTo(MADE_ANEW);
    }

    /**
     * To the newest schema.
     *
     * @param pagesAtOnce how many pages of the old tables a transaction moves
     */
    public void migrate(int pagesAtOnce) {
        Schema.migrate(migrating, NAME, new Relocation(pagesAtOnce));
    }

    @Override
    public void close() {
        pool.close();
        migrating.close();
    }
}
