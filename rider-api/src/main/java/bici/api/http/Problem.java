package bici.api.http;

import bici.fleet.vocabulary.StrayCharacter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An error as a caller gets it (RFC 9457), before language and request are known.
 *
 * @param errors what of the request is wrong; never the values themselves, except for a character that cannot be seen
 */
public record Problem(ProblemType type, List<Fault> errors, Optional<Duration> retryAfter) {
    public Problem {
        errors = List.copyOf(errors);
    }

    public static Problem of(ProblemType type) {
        return new Problem(type, List.of(), Optional.empty());
    }

    public static Problem of(ProblemType type, Duration retryAfter) {
        return new Problem(type, List.of(), Optional.of(retryAfter));
    }

    /** An {@code invalid-request} with one fault. */
    public static Problem invalid(String pointer, String code) {
        return new Problem(ProblemType.INVALID_REQUEST, List.of(new Fault(pointer, code)), Optional.empty());
    }

    /** An {@code invalid-request} for a text that holds a character which no text can hold. */
    public static Problem stray(String pointer, StrayCharacter stray) {
        return new Problem(
                ProblemType.INVALID_REQUEST, List.of(new Fault(pointer, "text", Optional.of(stray))), Optional.empty());
    }

    /**
     * One thing wrong with a request.
     *
     * @param pointer JSON pointer into the body, or a parameter's name
     * @param code the rule that failed: required, pattern, unknown, ...
     * @param stray of a text, the first character that cannot be in it
     */
    public record Fault(String pointer, String code, Optional<StrayCharacter> stray) {
        public Fault(String pointer, String code) {
            this(pointer, code, Optional.empty());
        }

        JsonObject toJson() {
            JsonObject json = new JsonObject().put("pointer", pointer).put("code", code);
            stray.ifPresent(found -> json.put(
                    "character",
                    new JsonObject()
                            .put("code", found.code())
                            .put("kind", found.kind().word())
                            .put("position", found.position())));
            return json;
        }
    }

    /** What exactly is wrong, where there are words for it. */
    Optional<String> said(Language language) {
        List<String> sentences = errors.stream()
                .flatMap(fault -> FaultText.find(fault, language).stream())
                .distinct()
                .toList();
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
    }

    /** As it is sent. */
    public JsonObject toJson(Language language, String requestId) {
        ProblemType.Text text = type.text(language);
        JsonObject json = new JsonObject()
                .put("type", "/problems/" + type.word())
                .put("title", text.title())
                .put("status", type.status())
                .put("detail", said(language).orElse(text.detail()))
                .put("instance", requestId);
        if (!errors.isEmpty()) {
            JsonArray faults = new JsonArray();
            errors.forEach(fault -> faults.add(fault.toJson()));
            json.put("errors", faults);
        }
        return json;
    }
}
