package bici.infra.races;

import bici.infra.database.Interposed;
import bici.infra.races.Step.Kind;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

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
            case "unwrap" -> copying();
            case "prepareStatement" -> {
                String sql = String.valueOf(arguments == null ? null : arguments[0]);
                yield statement(real.prepareStatement(sql), sql);
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

    private PreparedStatement statement(PreparedStatement statement, String sql) {
        TreeMap<Integer, List<String>> arrays = new TreeMap<>();
        return Interposed.of(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().equals("setArray") && arguments != null) {
                Array array = (Array) Objects.requireNonNull(arguments[1]);
                arrays.put((Integer) Objects.requireNonNull(arguments[0]), texts(array));
            } else if (method.getName().startsWith("execute")) {
                pass(footprints.of(sql, List.copyOf(arrays.values())));
            }
            return Interposed.invoke(statement, method, arguments);
        });
    }

    /** Of an array without commas in its values; times it would not read back as objects. */
    private static List<String> texts(Array array) {
        return Stream.of(array.toString().replaceAll("[{}\"]", "").split(",", -1))
                .filter(value -> !value.isEmpty() && !value.equals("NULL"))
                .toList();
    }

    /** The driver copies past its statements. */
    private PGConnection copying() throws SQLException {
        CopyManager copies = new CopyManager(real.unwrap(BaseConnection.class)) {
            @Override
            public long copyIn(String sql, Reader from) throws SQLException, IOException {
                StringWriter rows = new StringWriter();
                from.transferTo(rows);
                pass(footprints.of(sql, columns(rows.toString())));
                return super.copyIn(sql, new StringReader(rows.toString()));
            }
        };
        return Interposed.of(PGConnection.class, (method, arguments) -> {
            if (method.getName().equals("getCopyAPI")) {
                return copies;
            }
            throw new UnsupportedOperationException(method.getName());
        });
    }

    /** Of rows as text. */
    private static List<List<String>> columns(String rows) {
        List<List<String>> columns = new ArrayList<>();
        for (String row : rows.lines().toList()) {
            String[] values = row.split("\t", -1);
            for (int i = 0; i < values.length; i++) {
                if (i == columns.size()) {
                    columns.add(new ArrayList<>());
                }
                columns.get(i).add(values[i]);
            }
        }
        return columns;
    }

    private void pass(Step step) {
        gate.accept(this, step);
        if (step.kind() == Kind.WRITE) {
            touched.addAll(step.places());
        }
    }

    void close() throws SQLException {
        real.close();
    }
}
