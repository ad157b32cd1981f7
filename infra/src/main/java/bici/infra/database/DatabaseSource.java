package bici.infra.database;

import java.nio.file.Path;

/** Which database a verb works on. */
public sealed interface DatabaseSource {
    /** For people, without a password. */
    String describe();

    /** The folder that it is kept in; {@code other} where it is kept in none of ours. */
    default Path folderOr(Path other) {
        return this instanceof Folder kept ? kept.folder() : other;
    }

    /** The embedded one kept in {@code folder/database}. */
    record Folder(Path folder) implements DatabaseSource {
        @Override
        public String describe() {
            return "embedded, in " + folder;
        }
    }

    /** An embedded one that is gone afterwards. */
    record Temporary() implements DatabaseSource {
        @Override
        public String describe() {
            return "embedded, in a temporary folder";
        }
    }

    /** Somebody else's server. */
    record Server(DatabaseAddress address) implements DatabaseSource {
        @Override
        public String describe() {
            return address.toString();
        }
    }
}
