package bici.api.opendata;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All files of one moment, by path. Immutable. */
final class Edition {
    /** Before anything is printed. */
    static final Edition NONE = new Edition(Map.of());

    private final Map<String, Document> documents;

    private Edition(Map<String, Document> documents) {
        this.documents = documents;
    }

    /** The next one. A file whose content is the same stays, byte for byte, until its time to live is over. */
    Edition next(List<Draft> drafts, Instant now) {
        Map<String, Document> next = new HashMap<>();
        for (Draft draft : drafts) {
            Document before = documents.get(draft.path());
            next.put(draft.path(), before == null ? Document.print(draft, now) : before.orNewer(draft, now));
        }
        return new Edition(Collections.unmodifiableMap(next));
    }

    /** The file of a path, with or without {@code .json} at its end. */
    Optional<Document> find(String path) {
        String name = path.endsWith(".json") ? path.substring(0, path.length() - ".json".length()) : path;
        return Optional.ofNullable(documents.get(name));
    }

    boolean isEmpty() {
        return documents.isEmpty();
    }
}
