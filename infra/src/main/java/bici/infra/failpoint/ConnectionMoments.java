package bici.infra.failpoint;

import bici.infra.failpoint.Failpoint.Moment;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
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
        return proxy(DataSource.class, (method, arguments) -> {
            @Nullable Object answer = invoke(real, method, arguments);
            return answer instanceof Connection connection ? moments.around(connection) : answer;
        });
    }

    private Connection around(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> call(connection, method, arguments));
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
        @Nullable Object answer = invoke(connection, method, arguments);
        if (method.getName().equals("commit")) {
            listener.accept(Moment.AFTER_COMMIT);
        }
        return answer;
    }

    /** Calls one method of something real. */
    private interface Calls {
        @Nullable
        Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(
                ConnectionMoments.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> calls.call(method, arguments)));
    }

    private static @Nullable Object invoke(Object real, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
