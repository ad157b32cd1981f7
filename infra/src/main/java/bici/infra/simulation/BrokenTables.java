package bici.infra.simulation;

import bici.fleet.dock.DockState;
import bici.fleet.dock.LedgerUnavailable;
import bici.fleet.ledger.BikeRow;
import bici.fleet.ledger.BikeStates;
import bici.fleet.ledger.ChargeRecords;
import bici.fleet.ledger.CommandRecords;
import bici.fleet.ledger.Cursor;
import bici.fleet.ledger.DockStates;
import bici.fleet.ledger.FactLog;
import bici.fleet.ledger.Inventories;
import bici.fleet.ledger.LedgerTables;
import bici.fleet.ledger.LedgerTransactions;
import bici.fleet.ledger.Owners;
import bici.fleet.ledger.StationCursors;
import bici.fleet.operations.Order;
import bici.fleet.trip.Fares;
import bici.fleet.vocabulary.SequenceRange;
import bici.fleet.vocabulary.StationId;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The core's tables with one bug planted between them and the core: what it asks is answered as it would be if somebody
 * had made that mistake. A bug whose method has another name by now is planted no more, and then it is not found.
 */
final class BrokenTables implements LedgerTransactions {
    private static final long NO_END = 1_000_000;

    private final LedgerTransactions whole;
    private final Planted bug;
    private final BrokenClocks clocks;

    BrokenTables(LedgerTransactions whole, Planted bug) {
        this.whole = whole;
        this.bug = bug;
        this.clocks = new BrokenClocks(bug);
    }

    /** What a call gives instead; empty for what it really gives. */
    private interface Instead {
        Optional<Object> of(String method, Object[] arguments, Real real) throws Throwable;
    }

    /** What the call really gives. */
    interface Real {
        @Nullable
        Object call() throws Throwable;
    }

    @Override
    public <T> T run(Work<T> work) {
        List<Object[]> cursors = new ArrayList<>();
        try {
            return whole.run(tables -> work.in(broken(tables, cursors)));
        } catch (LedgerUnavailable | NodeKilled e) {
            if (bug == Planted.HALF_A_TRANSACTION) {
                cursors.forEach(this::keep);
            }
            throw e;
        }
    }

    /** What was received stays noted, though the facts themselves were taken back. */
    @SuppressWarnings("unchecked") // the arguments of StationCursors.write
    private void keep(Object[] written) {
        try {
            whole.run(tables -> {
                tables.cursors().write((Collection<Cursor>) written[0], (Optional<Instant>) written[1]);
                return true;
            });
        } catch (LedgerUnavailable | NodeKilled again) {
            // Then this half is lost, too.
            return;
        }
    }

    private LedgerTables broken(LedgerTables tables, List<Object[]> cursors) {
        return proxy(LedgerTables.class, tables, (method, arguments, real) -> switch (method) {
            case "cursors" ->
                Optional.of(proxy(StationCursors.class, tables.cursors(), (m, a, r) -> {
                    if (m.equals("write")) {
                        cursors.add(a);
                    }
                    return m.equals("lock") ? lockedCursors(r) : clocks.cursors(m, r);
                }));
            case "facts" ->
                Optional.of(proxy(FactLog.class, tables.facts(), (m, a, r) -> clocks.facts(m, a, tables.facts())));
            case "docks" -> Optional.of(proxy(DockStates.class, tables.docks(), this::docks));
            case "bikes" -> Optional.of(proxy(BikeStates.class, tables.bikes(), this::bikes));
            case "inventories" -> Optional.of(proxy(Inventories.class, tables.inventories(), this::inventories));
            case "commands" -> Optional.of(proxy(CommandRecords.class, tables.commands(), this::commands));
            case "charges" ->
                Optional.of(proxy(ChargeRecords.class, tables.charges(), (m, a, r) -> charges(m, a, tables.charges())));
            default -> Optional.empty();
        });
    }

    @SuppressWarnings("unchecked") // what StationCursors.lock gives
    private Optional<Object> lockedCursors(Real real) throws Throwable {
        if (bug != Planted.NO_DEDUPE && bug != Planted.INVENTORY_TOO_EARLY) {
            return Optional.empty();
        }
        Map<StationId, Cursor> cursors = (Map<StationId, Cursor>) given(real);
        Map<StationId, Cursor> changed = new HashMap<>();
        cursors.forEach((station, cursor) -> {
            if (bug == Planted.NO_DEDUPE) {
                changed.put(
                        station,
                        new Cursor(
                                station, cursor.last(), cursor.bikes(), cursor.inferred(), cursor.unreconciledEpoch()));
            } else {
                cursor.journals().values().forEach(j -> j.excused().addRange(new SequenceRange(1, NO_END)));
                changed.put(station, cursor);
            }
        });
        return Optional.of(changed);
    }

    @SuppressWarnings("unchecked") // what DockStates.load gives
    private Optional<Object> docks(String method, Object[] arguments, Real real) throws Throwable {
        if (bug != Planted.LATE_FACT_OVERWRITES_DOCK || !method.equals("load")) {
            return Optional.empty();
        }
        Map<Object, DockState> states = (Map<Object, DockState>) given(real);
        Map<Object, DockState> changed = new HashMap<>();
        states.forEach((dock, s) -> changed.put(
                dock, new DockState(s.dock(), s.bike(), s.lock(), s.fault(), DockState.AsOf.NOTHING, s.at())));
        return Optional.of(changed);
    }

    @SuppressWarnings("unchecked") // what BikeStates.lock gives
    private Optional<Object> bikes(String method, Object[] arguments, Real real) throws Throwable {
        if (bug != Planted.ARRIVAL_ORDER || !method.equals("lock")) {
            return clocks.bikes(method, real);
        }
        Map<Object, BikeRow> rows = (Map<Object, BikeRow>) given(real);
        Map<Object, BikeRow> changed = new HashMap<>();
        rows.forEach((bike, row) -> changed.put(
                bike,
                new BikeRow(
                        row.bike(),
                        row.whereabouts(),
                        Optional.empty(),
                        row.disordered(),
                        row.shownAt(),
                        row.registration())));
        return Optional.of(changed);
    }

    private Optional<Object> inventories(String method, Object[] arguments, Real real) throws Throwable {
        if (bug != Planted.NO_INFERENCE || !method.equals("read")) {
            return Optional.empty();
        }
        List<Inventories.Inventory> empty = new ArrayList<>();
        for (Object taken : (Collection<?>) arguments[0]) {
            empty.add(new Inventories.Inventory((Inventories.Taken) taken, List.of()));
        }
        return Optional.of(empty);
    }

    @SuppressWarnings("unchecked") // what CommandRecords.lock gives
    private Optional<Object> commands(String method, Object[] arguments, Real real) throws Throwable {
        if (bug == Planted.FACT_RESOLVES_NOTHING && method.equals("resolve")) {
            return Optional.of(List.of());
        }
        if (bug == Planted.OWNER_FORGOTTEN && method.equals("findOwners")) {
            return Optional.of(new Owners(Map.of(), Map.of()));
        }
        if (bug == Planted.DONE_WITHOUT_FACT && method.equals("lock")) {
            return Optional.of(((Optional<CommandRecords.Standing>) given(real))
                    .map(s -> new CommandRecords.Standing(Order.IDENTIFY, s.state(), s.rider())));
        }
        return Optional.empty();
    }

    @SuppressWarnings("unchecked") // the arguments of ChargeRecords.add
    private Optional<Object> charges(String method, Object[] arguments, ChargeRecords whole) {
        if (bug != Planted.CORRECTION_NOT_CHARGED || !method.equals("add")) {
            return Optional.empty();
        }
        List<Fares.Entry> first = ((List<Fares.Entry>) arguments[0])
                .stream().filter(entry -> entry.revision() == 1).toList();
        whole.add(first, (Instant) arguments[1]);
        return Optional.of(method);
    }

    static Object given(Real real) throws Throwable {
        return Objects.requireNonNull(real.call());
    }

    private static <T> T proxy(Class<T> port, T whole, Instead instead) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            Object[] given = arguments == null ? new Object[0] : arguments;
            Real real = () -> {
                try {
                    return method.invoke(whole, given);
                } catch (InvocationTargetException e) {
                    throw e.getTargetException();
                }
            };
            Optional<Object> other = instead.of(method.getName(), given, real);
            return other.isPresent() ? (method.getReturnType() == void.class ? null : other.get()) : real.call();
        };
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }
}
