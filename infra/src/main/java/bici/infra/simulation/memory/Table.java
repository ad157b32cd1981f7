package bici.infra.simulation.memory;

import bici.fleet.ledger.Refused;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Rows by their key, in its order. */
final class Table<K, V> {
    private final String name;
    private final Undo undo;
    private final TreeMap<K, V> rows;

    Table(String name, Undo undo, Comparator<? super K> order) {
        this.name = name;
        this.undo = undo;
        this.rows = new TreeMap<>(order);
    }

    static <K extends Comparable<? super K>, V> Table<K, V> of(String name, Undo undo) {
        return new Table<>(name, undo, Comparator.naturalOrder());
    }

    Optional<V> find(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    V get(K key) {
        return find(key).orElseThrow(() -> new Refused(name + " has no row " + key));
    }

    boolean has(K key) {
        return rows.containsKey(key);
    }

    void put(K key, V row) {
        V old = rows.put(key, row);
        undo.add(old == null ? () -> rows.remove(key) : () -> rows.put(key, old));
    }

    /** Adds a row, whose key must be new. */
    void insert(K key, V row) {
        if (rows.putIfAbsent(key, row) != null) {
            throw new Refused("duplicate key " + key + " in " + name);
        }
        undo.add(() -> rows.remove(key));
    }

    void delete(K key) {
        V old = rows.remove(key);
        if (old != null) {
            undo.add(() -> rows.put(key, old));
        }
    }

    /** Rows from this key on. */
    NavigableMap<K, V> from(K key) {
        return Collections.unmodifiableNavigableMap(rows.tailMap(key, true));
    }

    Map<K, V> all() {
        return Collections.unmodifiableMap(rows);
    }

    Collection<V> rows() {
        return Collections.unmodifiableCollection(rows.values());
    }
}
