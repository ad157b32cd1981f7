package bici.infra.simulation.memory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows that are only ever added to, by what they concern. */
final class Log<K, V> {
    private final Undo undo;
    private final Map<K, List<V>> rows = new HashMap<>();

    Log(Undo undo) {
        this.undo = undo;
    }

    void add(K key, V row) {
        List<V> list = rows.computeIfAbsent(key, k -> new ArrayList<>());
        list.add(row);
        undo.add(() -> list.remove(list.size() - 1));
    }

    List<V> of(K key) {
        return Collections.unmodifiableList(rows.getOrDefault(key, List.of()));
    }
}
