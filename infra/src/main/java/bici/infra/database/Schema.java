package bici.infra.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings a database to the newest schema; several programs may do so at once. */
final class Schema {
    private Schema() {}

    static void migrate(DataSource dataSource) {
        migrate(Flyway.configure().dataSource(dataSource));
    }

    /** @param schema which is there, with nothing in it */
    static void migrate(DataSource dataSource, String schema) {
        migrate(Flyway.configure().dataSource(dataSource).schemas(schema));
    }

    private static void migrate(FluentConfiguration configuration) {
        try {
            configuration.locations("classpath:db/migration").load().migrate();
        } catch (FlywayException e) {
            throw new DatabaseUnavailable("The schema could not be brought up to date: " + e.getMessage(), e);
        }
    }
}
