package bici.api.live;

import bici.api.http.Language;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * Something that was shown to those who watch.
 *
 * @param number counts up by one in a run of the server
 * @param to the subject it concerns; empty: everybody on the stream
 */
record LiveEvent(long number, String name, Optional<String> to, Data data) {
    /** What it says, in both languages; most events have no words. */
    record Data(String spanish, String english) {
        static Data of(JsonObject json) {
            String text = json.encode();
            return new Data(text, text);
        }
    }

    boolean concerns(String subject) {
        return to.isEmpty() || to.get().equals(subject);
    }

    /** As it goes over the wire (HTML standard, 9.2.6). JSON has no line's end in it. */
    String toText(String run, Language language) {
        return "id: %s-%d\nevent: %s\ndata: %s\n\n"
                .formatted(run, number, name, language.pick(data.spanish(), data.english()));
    }
}
