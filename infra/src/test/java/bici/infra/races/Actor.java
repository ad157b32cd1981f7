package bici.infra.races;

import bici.infra.database.Interposed;
import bici.infra.races.Step.Kind;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Who runs transactions step by step, on one connection of its own. Fields are guarded by the lock of {@link Turns}, but
 * for what only the actor's thread uses.
 */
final class Actor {
    final int backend;
    Optional<Step> next = Optional.empty();
    Optional<Step> running = Optional.empty();
    boolean mayGo;
    boolean done;

    private final Connection real;
    private final Footprints footprints;
    private final BiConsumer<Actor, Step> gate;
    private final Set<String> touched = new HashSet<>();

    /** @param gate where the actor waits for its turn */
    Actor(Connection real, Footprints footprints, BiConsumer<Actor, Step> gate) throws SQLException {
        this.real = real;
        this.footprints = footprints;
        this.gate = gate;
        try (Statement statement = real.createStatement()) {
            // Nothing is to survive here, and a deadlock is to be seen soon.
            statement.execute("SET synchronous_commit = off");
            statement.execute("SET deadlock_timeout = '5ms'");
            try (var row = statement.executeQuery("SELECT pg_backend_pid()")) {
                row.next();
                this.backend = row.getInt(1);
            }
        }
    }

    /** Before an order: waits for nothing and has done nothing. */
    void begin() {
        next = Optional.empty();
        running = Optional.empty();
        mayGo = false;
        done = false;
    }

    /** Gives the one connection; closing it keeps it. */
    DataSource dataSource() {
        return Interposed.of(DataSource.class, (method, arguments) -> switch (method.getName()) {
            case "getConnection" -> connection();
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private Connection connection() throws SQLException {
        real.setAutoCommit(true);
        touched.clear();
        return Interposed.of(Connection.class, (method, arguments) -> switch (method.getName()) {
            case "close" -> null;
            case "commit", "rollback" -> end(method, arguments);
            case "unwrap" -> {
                pass(footprints.copy());
                yield Interposed.invoke(real, method, arguments);
            }
            case "prepareStatement" -> {
                String sql = String.valueOf(arguments == null ? null : arguments[0]);
                yield statement(real.prepareStatement(sql), footprints.of(sql));
            }
            case "createStatement", "prepareCall" -> throw new UnsupportedOperationException(method.getName());
            default -> Interposed.invoke(real, method, arguments);
        });
    }

    private @Nullable Object end(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        gate.accept(this, new Step(Kind.END, method.getName(), touched));
        @Nullable Object answer = Interposed.invoke(real, method, arguments);
        touched.clear();
        return answer;
    }

    private PreparedStatement statement(PreparedStatement statement, Step step) {
        return Interposed.of(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                pass(step);
            }
            return Interposed.invoke(statement, method, arguments);
        });
    }

    private void pass(Step step) {
        gate.accept(this, step);
        if (step.kind() == Kind.WRITE) {
            touched.addAll(step.tables());
        }
    }

    void close() throws SQLException {
        real.close();
    }
}
