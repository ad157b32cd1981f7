package bici.infra.failpoint;

import bici.infra.database.Interposed;
import bici.infra.failpoint.Failpoint.Moment;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A database whose connections tell when they copy, reconcile and commit. */
final class ConnectionMoments {
    /** What the statement says that marks an inventory as held against the docks. */
    private static final String RECONCILES = "SET reconciled_at";

    private final Consumer<Moment> listener;

    private ConnectionMoments(Consumer<Moment> listener) {
        this.listener = listener;
    }

    static DataSource around(DataSource real, Consumer<Moment> listener) {
        ConnectionMoments moments = new ConnectionMoments(listener);
        return Interposed.of(DataSource.class, (method, arguments) -> {
            @Nullable Object answer = Interposed.invoke(real, method, arguments);
            return answer instanceof Connection connection ? moments.around(connection) : answer;
        });
    }

    private Connection around(Connection connection) {
        return Interposed.of(Connection.class, (method, arguments) -> call(connection, method, arguments));
    }

    private @Nullable Object call(Connection connection, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            // The driver's own connection is asked for when rows are copied.
            case "unwrap" -> listener.accept(Moment.BEFORE_COPY);
            case "commit" -> listener.accept(Moment.BEFORE_COMMIT);
            case "prepareStatement" -> {
                if (arguments != null && String.valueOf(arguments[0]).contains(RECONCILES)) {
                    listener.accept(Moment.RECONCILING);
                }
            }
            default -> {}
        }
        @Nullable Object answer = Interposed.invoke(connection, method, arguments);
        if (method.getName().equals("commit")) {
            listener.accept(Moment.AFTER_COMMIT);
        }
        return answer;
    }
}
