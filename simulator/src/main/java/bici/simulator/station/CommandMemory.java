package bici.simulator.station;

import bici.wire.UpMessage.Reply.Outcome;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The last 256 commands and what became of them; survives a restart. Not for more than one thread. */
final class CommandMemory {
    private static final int REMEMBERED = 256;
    private static final String BEGUN = "begun";

    private final SmallFile file;
    private final Map<String, String> outcomes = new LinkedHashMap<>();

    CommandMemory(SmallFile file) {
        this.file = file;
        file.find()
                .ifPresent(text -> text.lines()
                        .map(line -> line.split(" ", 2))
                        .forEach(words -> outcomes.put(words[0], words.length > 1 ? words[1] : BEGUN)));
    }

    /** What became of it, as a word; {@code begun} when the power went before that was known. */
    Optional<String> find(String command) {
        return Optional.ofNullable(outcomes.get(command));
    }

    /** On disk before the lock moves, so that it never moves twice. */
    void begin(String command) {
        remember(command, BEGUN);
    }

    void end(String command, Outcome outcome) {
        remember(command, outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private void remember(String command, String outcome) {
        outcomes.put(command, outcome);
        while (outcomes.size() > REMEMBERED) {
            outcomes.remove(outcomes.keySet().iterator().next());
        }
        file.write(outcomes.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
                .collect(Collectors.joining()));
    }
}
