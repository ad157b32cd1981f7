package bici.infra.races;

import bici.infra.database.TestDatabase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows of a moment, put back after each order; and those that an order left, as a text to tell them apart by. */
final class Restored {
    /** Columns of which no other table tells. */
    private static final Map<String, String> BY_CHANCE = Map.of("printed_code", "code");

    private final TestDatabase database;
    private final String counters;

    /** @param tables all that there are */
    Restored(TestDatabase database, Set<String> tables) {
        this.database = database;
        database.change("DROP SCHEMA IF EXISTS saved CASCADE");
        database.change("CREATE SCHEMA saved");
        tables.forEach(t -> database.change("CREATE TABLE saved." + t + " AS TABLE public." + t));
        this.counters = String.join(
                ";",
                database.texts(
                        "SELECT format('SELECT setval(%L, %s, %L)', sequencename, coalesce(last_value, start_value),"
                                + " last_value IS NOT NULL) FROM pg_sequences WHERE schemaname = 'public'"));
    }

    /** Without triggers and references, which would refuse to take back what is only ever added to. */
    void putBack(Collection<String> tables) {
        StringBuilder sql = new StringBuilder("SET session_replication_role = replica;");
        tables.forEach(t -> sql.append("DELETE FROM ").append(t).append(';'));
        tables.forEach(t -> sql.append("INSERT INTO ")
                .append(t)
                .append(" OVERRIDING SYSTEM VALUE SELECT * FROM saved.")
                .append(t)
                .append(';'));
        sql.append("SET session_replication_role = origin;").append(counters);
        database.change(sql.toString());
    }

    /**
     * The rows of these tables, and what was answered. Commands have random names: what stands in their rows names them
     * instead, so that two texts are equal only when all is, but for those names and for the codes of new docks.
     */
    String tell(Collection<String> tables, List<Object> answers) {
        List<String> parts = new ArrayList<>();
        tables.forEach(t -> parts.add("SELECT '" + t + " ' || (to_jsonb(t) - '{" + BY_CHANCE.getOrDefault(t, "")
                + "}'::text[])::text FROM " + t + " AS t"));
        List<String> lines = new ArrayList<>(database.texts(String.join(" UNION ALL ", parts)));
        lines.add(answers.toString());
        for (String named :
                database.texts("SELECT command_id || ' ' || md5((to_jsonb(c) - 'command_id')::text) FROM command c")) {
            String[] nameAndContent = named.split(" ", 2);
            lines.replaceAll(line -> line.replace(nameAndContent[0], nameAndContent[1]));
        }
        Collections.sort(lines);
        return String.join("\n", lines);
    }
}
