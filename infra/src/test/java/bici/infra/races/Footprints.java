package bici.infra.races;

import bici.infra.database.TestDatabase;
import bici.infra.races.Step.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which tables a statement touches: all that it names, and what is touched on their behalf. Rather too many than too few:
 * a table too many costs orders that show nothing new, one too few would leave an order out.
 */
final class Footprints {
    private static final Pattern WRITES =
            Pattern.compile("\\b(INSERT|UPDATE|DELETE|COPY|FOR (NO KEY )?(UPDATE|SHARE))\\b");
    private static final Pattern WORD = Pattern.compile("[a-z_]+");
    private static final int SHOWN = 60;

    /** What triggers write. */
    private static final Map<String, List<String>> BY_TRIGGER = Map.of(
            "audit_log", List.of("audit_head"),
            "dock", List.of("printed_code"),
            "bike", List.of("printed_code"),
            "fact", List.of("station_reading", "bike_reading"));

    private final Set<String> tables;
    private final Map<String, Set<String>> behind = new TreeMap<>();

    Footprints(TestDatabase database) {
        tables = new TreeSet<>(database.texts("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"));
        BY_TRIGGER.forEach((table, written) -> behind(table).addAll(written));
        // A row that is referred to is locked against its deletion.
        for (String reference :
                database.texts("SELECT conrelid::regclass || ' ' || confrelid::regclass FROM pg_constraint"
                        + " WHERE contype = 'f' AND connamespace = 'public'::regnamespace")) {
            String[] fromTo = reference.split(" ", 2);
            behind(fromTo[0]).add(fromTo[1]);
        }
    }

    private Set<String> behind(String table) {
        return behind.computeIfAbsent(table, t -> new TreeSet<>());
    }

    Set<String> tables() {
        return tables;
    }

    /** @param arrays its parameters of several values, in their order */
    Step of(String sql, List<List<String>> arrays) {
        Set<String> named = new HashSet<>();
        WORD.matcher(sql)
                .results()
                .map(found -> found.group())
                .filter(tables::contains)
                .forEach(named::add);
        boolean writes = WRITES.matcher(sql).find();
        String shown = sql.strip().replaceAll("\\s+", " ");
        Set<String> touched = writes ? withBehind(named) : named;
        return new Step(
                writes ? Kind.WRITE : Kind.READ,
                shown.substring(0, Math.min(SHOWN, shown.length())),
                Keys.of(shown).map(keys -> keys.places(arrays)).orElse(touched));
    }

    private Set<String> withBehind(Set<String> named) {
        Set<String> all = new HashSet<>(named);
        named.forEach(table -> all.addAll(behind.getOrDefault(table, Set.of())));
        return all;
    }
}
