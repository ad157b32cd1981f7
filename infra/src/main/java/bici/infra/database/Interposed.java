package bici.infra.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Something that stands before a JDBC object and hears each of its calls, on the caller's thread. */
public final class Interposed {
    /** What is done instead of a call. */
    @FunctionalInterface
    public interface Calls {
        @Nullable
        Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable;
    }

    private Interposed() {}

    public static <T> T of(Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(
                Interposed.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> calls.call(method, arguments)));
    }

    /** Calls the real one; throws what it throws. */
    public static @Nullable Object invoke(Object real, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
