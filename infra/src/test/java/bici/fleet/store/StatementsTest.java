package bici.fleet.store;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.database.TestDatabase;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Every statement of the store is understood by the database with the newest schema. */
class StatementsTest {
    /** {@code unnest(?, ?) AS x (a, b)}: the columns say of what type the arrays are. */
    private static final Pattern ARRAYS = Pattern.compile(
            "unnest\\s*\\(([?,\\s]+)\\)((?:\\s+WITH ORDINALITY)?\\s+AS\\s+\\w+\\s*\\(([^)]+)\\))?",
            Pattern.CASE_INSENSITIVE);

    private static final Map<String, String> TYPES = new HashMap<>();

    @SuppressWarnings("NullAway.Init") // made before all tests
    private static TestDatabase database;

    @BeforeAll
    static void open() throws SQLException {
        database = TestDatabase.create();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet columns = statement.executeQuery("""
                        SELECT DISTINCT a.attname, CASE WHEN t.typtype IN ('e', 'm') THEN 'text'
                          ELSE format_type(a.atttypid, a.atttypmod) END
                        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
                        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0""")) {
            while (columns.next()) {
                TYPES.put(columns.getString(1), columns.getString(2));
            }
        }
        // Names that a statement gives to something that is no column.
        TYPES.put("before", "timestamp with time zone");
        TYPES.put("reading", "double precision");
        TYPES.put("setting", "text");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    record Named(String name, String sql) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Named> statements() {
        Map<String, String> all = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("bici.fleet.store")) {
            if (type.getSimpleName().endsWith("Sql")) {
                Stream.of(type.reflect().getDeclaredFields())
                        .filter(StatementsTest::isStatement)
                        .forEach(field -> all.put(type.getSimpleName() + "." + field.getName(), value(field)));
            }
        }
        int number = 0;
        for (AuditSql.Check check : Stream.of(AuditSql.CHECKS, CommandAuditSql.CHECKS)
                .flatMap(List::stream)
                .toList()) {
            number++;
            all.put("AuditSql.CHECKS " + number + ": " + check.invariant() + " " + check.title(), check.sql());
        }
        return all.entrySet().stream().map(entry -> new Named(entry.getKey(), entry.getValue()));
    }

    private static boolean isStatement(Field field) {
        return Modifier.isStatic(field.getModifiers()) && field.getType() == String.class;
    }

    private static String value(Field field) {
        try {
            return String.valueOf(field.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("not visible inside its package: " + field, e);
        }
    }

    @ParameterizedTest
    @MethodSource("statements")
    void aStatementIsUnderstoodByTheNewestSchema(Named statement) throws SQLException, IOException {
        try (Connection connection = database.dataSource().getConnection()) {
            String start = statement.sql().strip().toUpperCase(Locale.ROOT);
            if (!start.startsWith("COPY ")) {
                prepare(connection, statement.sql());
            } else if (start.startsWith("COPY (")) {
                assertThat(copyOut(connection, statement.sql()))
                        .startsWith(statement.name().contains("EXPORT_") ? "tripduration," : "");
            } else {
                assertThat(copy(connection).copyIn(statement.sql(), new ByteArrayInputStream(new byte[0])))
                        .isZero();
            }
        }
    }

    @Test
    void everyClassOfStatementsIsLookedAt() {
        assertThat(statements()
                        .map(named -> named.name().replaceAll("\\..*", ""))
                        .distinct())
                .contains(
                        "AuditSql",
                        "AvailabilitySql",
                        "LiveSql",
                        "PeopleSql",
                        "RebuildSql",
                        "RecordSql",
                        "RegisterSql",
                        "ReportSql",
                        "RiderTripSql",
                        "SessionSql",
                        "UnlockSql");
    }

    private static void prepare(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PREPARE tried AS " + numbered(ARRAYS.matcher(sql).replaceAll(StatementsTest::typed)));
            statement.execute("DEALLOCATE tried");
        }
    }

    private static String typed(MatchResult arrays) {
        String names = arrays.group(2);
        if (names == null) {
            return "unnest(?::text[])";
        }
        long count = arrays.group(1).chars().filter(c -> c == '?').count();
        String types = Stream.of(arrays.group(3).split(",", -1))
                .limit(count)
                .map(column -> "?::" + type(column.strip()) + "[]")
                .collect(Collectors.joining(", "));
        return Matcher.quoteReplacement("unnest(" + types + ")" + names);
    }

    private static String type(String column) {
        String type = TYPES.get(column);
        if (type == null) {
            throw new IllegalArgumentException("an array is named " + column + ", which is no column of any table");
        }
        return type;
    }

    /** JDBC's question marks as PostgreSQL's own parameters. */
    private static String numbered(String sql) {
        StringBuilder numbered = new StringBuilder();
        List<String> parts = List.of(sql.split("\\?", -1));
        for (int i = 0; i < parts.size(); i++) {
            numbered.append(i == 0 ? "" : "$" + i).append(parts.get(i));
        }
        return numbered.toString();
    }

    private static CopyManager copy(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private static String copyOut(Connection connection, String sql) throws SQLException, IOException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT set_config('bici.export_zone', 'America/Bogota', true),"
                    + " set_config('bici.export_from', '2026-01-01T00:00:00Z', true),"
                    + " set_config('bici.export_until', '2026-02-01T00:00:00Z', true)");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        copy(connection).copyOut(sql, out);
        connection.rollback();
        return out.toString(java.nio.charset.StandardCharsets.UTF_8);
    }
}
