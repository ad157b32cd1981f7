package bici.infra.database;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections that write down what is prepared, and the plan that the database ran of it, with what it met. */
public final class Explained {
    private static final Pattern REMOVED = Pattern.compile("Rows Removed by Filter: (\\d+)");

    private final DataSource real;
    private final List<String> statements = new ArrayList<>();
    private final List<String> plans = new ArrayList<>();

    /** What was heard since it was last forgotten, in order; a COPY has no plan. */
    public record Run(List<String> statements, List<String> plans) {}

    public Explained(DataSource real) {
        this.real = real;
    }

    public DataSource dataSource() {
        return Interposed.of(DataSource.class, (method, arguments) -> {
            Object answer = Interposed.invoke(real, method, arguments);
            return answer instanceof Connection connection ? explaining(connection) : answer;
        });
    }

    public void forget() {
        statements.clear();
        plans.clear();
    }

    public Run run() {
        return new Run(List.copyOf(statements), List.copyOf(plans));
    }

    /** The most rows that a step of a plan read in vain. */
    public static long mostRowsRemoved(String plan) {
        Matcher removed = REMOVED.matcher(plan);
        long most = 0;
        while (removed.find()) {
            most = Math.max(most, Long.parseLong(removed.group(1)));
        }
        return most;
    }

    private Connection explaining(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOAD 'auto_explain'");
            statement.execute("SET auto_explain.log_min_duration = 0");
            statement.execute("SET auto_explain.log_analyze = on");
            statement.execute("SET auto_explain.log_timing = off");
            statement.execute("SET auto_explain.log_buffers = on");
            statement.execute("SET auto_explain.log_level = 'notice'");
        }
        return Interposed.of(Connection.class, (method, arguments) -> {
            if (method.getName().equals("prepareStatement") && arguments != null) {
                statements.add(String.valueOf(arguments[0]));
                return explained((PreparedStatement) prepared(connection, method, arguments));
            }
            Object answer = Interposed.invoke(connection, method, arguments);
            if (method.getName().equals("commit")) {
                hear(connection.getWarnings());
            }
            return answer;
        });
    }

    private static Object prepared(Connection connection, Method method, @Nullable Object[] arguments)
            throws Throwable {
        Object prepared = Interposed.invoke(connection, method, arguments);
        if (prepared == null) {
            throw new IllegalStateException("nothing was prepared");
        }
        return prepared;
    }

    /** A plan comes when its statement is done with, which may be with the next. */
    private PreparedStatement explained(PreparedStatement statement) {
        return Interposed.of(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().equals("close")) {
                hear(statement.getWarnings());
            }
            return Interposed.invoke(statement, method, arguments);
        });
    }

    private void hear(@Nullable SQLWarning first) {
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            String words = String.valueOf(warning.getMessage());
            if (words.contains("plan:")) {
                plans.add(words);
            }
        }
    }
}
