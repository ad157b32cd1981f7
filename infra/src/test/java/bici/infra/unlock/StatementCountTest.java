package bici.infra.unlock;

import static bici.infra.unlock.UnlockWorld.removed;
import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Delivery;
import bici.fleet.dock.Fact;
import bici.fleet.store.PostgresStationLedger;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Unlock;
import bici.fleet.vocabulary.StationId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A batch's statements are as many for one unlock as for many: what follows from facts is found and written set-wise. */
class StatementCountTest {
    private static final Set<String> STATEMENTS = Set.of("prepareStatement", "unwrap");

    private final UnlockWorld world = new UnlockWorld();
    private final AtomicInteger statements = new AtomicInteger();
    private final PostgresStationLedger counted =
            new PostgresStationLedger(counting(world.database().dataSource()), (card, version, proof) -> true);

    @AfterEach
    void close() {
        world.close();
    }

    private int record(List<Unlock> unlocks) {
        Map<StationId, List<Fact>> facts = new TreeMap<>();
        unlocks.forEach(unlock -> facts.computeIfAbsent(unlock.dock().station(), s -> new ArrayList<>())
                .add(world.happen(unlock.dock().station(), removed(unlock))));
        List<Delivery> deliveries = new ArrayList<>();
        facts.forEach((station, told) -> deliveries.add(new Delivery(station, world.now(), told, List.of())));
        statements.set(0);
        counted.record(deliveries);
        return statements.get();
    }

    @Test
    void oneUnlockTakesAsManyStatementsAsFour() {
        int forOne = record(List.of(world.sent(world.rider(1), "k1", "B1")));
        List<Unlock> four = new ArrayList<>();
        for (int n = 2; n <= 5; n++) {
            four.add(world.sent(world.rider(n), "k1", "B" + n));
        }

        assertThat(record(four)).isEqualTo(forOne).isPositive();
        assertThat(four).allSatisfy(unlock -> assertThat(world.state(unlock)).isEqualTo(CommandState.DONE));
    }

    private DataSource counting(DataSource real) {
        return proxy(
                DataSource.class,
                real,
                (name, result) -> result instanceof Connection connection
                        ? proxy(Connection.class, connection, this::count)
                        : result);
    }

    private Object count(String name, Object result) {
        if (STATEMENTS.contains(name)) {
            statements.incrementAndGet();
        }
        return result;
    }

    private interface After {
        Object answer(String method, Object result);
    }

    private static <T> T proxy(Class<T> type, T real, After after) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        Object result = method.invoke(real, arguments);
                        return result == null ? null : after.answer(method.getName(), result);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                }));
    }
}
