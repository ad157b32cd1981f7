package bici.infra.database;

import java.nio.file.Path;

/** Which database a verb works on. */
public sealed interface DatabaseSource {
    /** The embedded one kept in {@code folder/database}. */
    record Folder(Path folder) implements DatabaseSource {}

    /** An embedded one that is gone afterwards. */
    record Temporary() implements DatabaseSource {}

    /** Somebody else's server. */
    record Server(DatabaseAddress address) implements DatabaseSource {}
}
