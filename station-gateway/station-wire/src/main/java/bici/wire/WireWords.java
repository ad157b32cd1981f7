package bici.wire;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An enum and its words on the wire: lower case with dashes, such as {@code not-taken}. */
final class WireWords<E extends Enum<E>> {
    static final WireWords<ClockQuality> CLOCK = new WireWords<>(ClockQuality.class);
    static final WireWords<UpMessage.LockPosition> LOCK = new WireWords<>(UpMessage.LockPosition.class);
    static final WireWords<UpMessage.Reply.Outcome> OUTCOME = new WireWords<>(UpMessage.Reply.Outcome.class);
    static final WireWords<UpMessage.FirmwareState> FIRMWARE = new WireWords<>(UpMessage.FirmwareState.class);
    static final WireWords<DownMessage.Acceptance> ACCEPTANCE = new WireWords<>(DownMessage.Acceptance.class);
    static final WireWords<DownMessage.Order> ORDER = new WireWords<>(DownMessage.Order.class);
    static final WireWords<DownMessage.Holder> HOLDER = new WireWords<>(DownMessage.Holder.class);

    private final Map<String, E> byWord = new HashMap<>();
    private final Map<E, String> words;

    private WireWords(Class<E> type) {
        words = new EnumMap<>(type);
        for (E value : type.getEnumConstants()) {
            String word = value.name().toLowerCase(Locale.ROOT).replace('_', '-');
            words.put(value, word);
            byWord.put(word, value);
        }
    }

    Optional<E> find(String word) {
        return Optional.ofNullable(byWord.get(word));
    }

    String wordOf(E value) {
        String word = words.get(value);
        if (word == null) {
            throw new IllegalArgumentException("no word for " + value);
        }
        return word;
    }

    @Override
    public String toString() {
        return String.join(", ", words.values());
    }
}
