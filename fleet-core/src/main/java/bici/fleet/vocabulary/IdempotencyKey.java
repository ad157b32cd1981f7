package bici.fleet.vocabulary;

import java.util.Optional;
import java.util.regex.Pattern;

/** Chosen by a caller for one request: the same key again is the same request. 1 to 64 printable ASCII, no blank. */
public record IdempotencyKey(String value) {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,64}");

    public IdempotencyKey {
        if (!KEY.matcher(value).matches()) {
            throw new IllegalArgumentException("an idempotency key is 1 to 64 printable characters without blanks");
        }
    }

    /** Empty when the text cannot be a key. */
    public static Optional<IdempotencyKey> parse(String text) {
        return KEY.matcher(text).matches() ? Optional.of(new IdempotencyKey(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
