package bici.infra.failpoint;

import bici.infra.failpoint.Failpoint.Moment;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Lays failpoints around ports and database connections. Without the system property {@value #PROPERTY} what goes in
 * comes out: no wrapper, no check. With it, the thread that reaches the armed failpoint says so and stops there for good,
 * and whoever armed it kills the process ({@link Trigger}).
 */
public final class Failpoints {
    /** Names the file by which a failpoint is armed. */
    public static final String PROPERTY = "bici.failpoints";

    private static final Duration SOON = Duration.ofMillis(2);
    private static final Failpoints OF_THIS_PROCESS = new Failpoints(
            Optional.ofNullable(System.getProperty(PROPERTY)).map(file -> Trigger.follow(Path.of(file))));

    private static final ThreadLocal<@Nullable Call> CALLS = new ThreadLocal<>();

    private final Optional<Trigger> trigger;

    Failpoints(Optional<Trigger> trigger) {
        this.trigger = trigger;
    }

    /** The port's call that a thread is in. */
    private record Call(Class<?> port, String method) {}

    public static Failpoints ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /** The port itself, or one that can be stopped at its failpoints. */
    public <T> T around(Class<T> port, T real) {
        if (trigger.isEmpty()) {
            return real;
        }
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (self, method, arguments) -> call(port, real, method, arguments)));
    }

    /** The database itself, or one whose connections stop where the call they serve has a failpoint. */
    public DataSource around(DataSource real) {
        return trigger.isEmpty() ? real : ConnectionMoments.around(real, this::pass);
    }

    private @Nullable Object call(Class<?> port, Object real, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        @Nullable Call before = CALLS.get();
        CALLS.set(new Call(port, method.getName()));
        try {
            @Nullable Object answer = method.invoke(real, arguments);
            if (isSomething(answer)) {
                pass(Moment.AFTER);
                passSoon();
            }
            return answer;
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        } finally {
            CALLS.set(before);
        }
    }

    private static boolean isSomething(@Nullable Object answer) {
        return answer != null
                && !(answer instanceof Collection<?> many && many.isEmpty())
                && !(answer instanceof Optional<?> maybe && maybe.isEmpty());
    }

    private void pass(Moment moment) {
        @Nullable Call call = CALLS.get();
        if (call != null) {
            trigger.ifPresent(t -> t.pass(call.port(), call.method(), moment));
        }
    }

    private void passSoon() {
        @Nullable Call call = CALLS.get();
        if (call == null
                || trigger.filter(t -> t.isArmed(call.port(), call.method(), Moment.SOON_AFTER))
                        .isEmpty()) {
            return;
        }
        long nanos = ThreadLocalRandom.current().nextLong(SOON.toNanos());
        Thread.ofVirtual().start(() -> {
            LockSupport.parkNanos(nanos);
            trigger.ifPresent(t -> t.pass(call.port(), call.method(), Moment.SOON_AFTER));
        });
    }
}
