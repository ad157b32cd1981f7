package bici.infra.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings a database to the newest schema; several programs may do so at once. */
final class Schema {
    private Schema() {}

    static void migrate(DataSource dataSource) {
        migrate(Flyway.configure().dataSource(dataSource), new Relocation());
    }

    /** @param schema which is there */
    static void migrate(DataSource dataSource, String schema) {
        migrate(dataSource, schema, new Relocation());
    }

    static void migrate(DataSource dataSource, String schema, Relocation relocation) {
        migrate(Flyway.configure().dataSource(dataSource).schemas(schema), relocation);
    }

    private static void migrate(FluentConfiguration configuration, Relocation relocation) {
        try {
            configuration
                    .locations("classpath:db/migration")
                    .javaMigrations(relocation)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new DatabaseUnavailable("The schema could not be brought up to date: " + e.getMessage(), e);
        }
    }
}
