package bici.infra.simulation.memory;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which rows have a value. */
final class Index<K, V> {
    private final Undo undo;
    private final Map<K, Set<V>> entries = new HashMap<>();

    Index(Undo undo) {
        this.undo = undo;
    }

    void add(K key, V row) {
        if (set(key).add(row)) {
            undo.add(() -> set(key).remove(row));
        }
    }

    void remove(K key, V row) {
        if (set(key).remove(row)) {
            undo.add(() -> set(key).add(row));
        }
    }

    Set<V> of(K key) {
        return Collections.unmodifiableSet(entries.getOrDefault(key, Set.of()));
    }

    private Set<V> set(K key) {
        return entries.computeIfAbsent(key, k -> new LinkedHashSet<>());
    }
}
