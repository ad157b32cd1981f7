package bici.infra.races;

import bici.infra.database.TestDatabase;
import java.util.Collection;
import java.util.Set;

/** The rows of a moment, put back after each order. */
final class Restored {
    private final TestDatabase database;

    /** @param tables all that there are */
    Restored(TestDatabase database, Set<String> tables) {
        this.database = database;
        database.change("DROP SCHEMA IF EXISTS saved CASCADE");
        database.change("CREATE SCHEMA saved");
        tables.forEach(t -> database.change("CREATE TABLE saved." + t + " AS TABLE public." + t));
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
        database.change(sql.append("SET session_replication_role = origin").toString());
    }
}
