package bici.infra.documents;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.database.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a runbook tells somebody to type at night must work. */
class RunbooksTest {
    private static final Pattern METRIC = Pattern.compile("bici_[a-z_]+");
    private static final Pattern METER = Pattern.compile("\"(bici\\.[a-z.]+)\"");
    private static final Pattern LABEL = Pattern.compile("\\{(\\w+)=\"([a-z-]+)\"}");

    @Test
    void everyQueryRunsOnTheNewestSchema() throws SQLException {
        List<String> queries = runbooks().stream()
                .flatMap(text -> Markdown.listBlocks(text, "sql").stream())
                .toList();
        assertThat(queries).hasSizeGreaterThan(5);

        try (TestDatabase database = TestDatabase.create();
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setReadOnly(true);
            for (String query : queries) {
                assertThat(statement.execute(query)).as(query).isTrue();
            }
        }
    }

    @Test
    void everyMetricAndLabelIsOneThatTheServerCounts() {
        String code = Repository.list("java").stream()
                .filter(file -> file.toString().contains("/src/main/"))
                .map(Repository::read)
                .collect(Collectors.joining("\n"));
        Set<String> meters = METER.matcher(code)
                .results()
                .map(meter -> meter.group(1).replace('.', '_'))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = new TreeSet<>();
        for (String text : runbooks()) {
            METRIC.matcher(text).results().forEach(metric -> named.add(metric.group()));
            LABEL.matcher(text)
                    .results()
                    .forEach(label ->
                            assertThat(code).contains("\"" + label.group(1) + "\"", "\"" + label.group(2) + "\""));
        }

        assertThat(named)
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(meters)
                        .contains(metric.toLowerCase(Locale.ROOT).replaceAll("_total$", "")));
    }

    private static List<String> runbooks() {
        return Repository.list("md").stream()
                .filter(file -> file.startsWith(Path.of("docs", "runbooks")))
                .map(Repository::read)
                .toList();
    }
}
