package bici.infra.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Everything that happened in a simulated city, as a hash that two runs of one seed must share, and as lines for people
 * when somebody wants to read them. One thread.
 */
final class History {
    private static final long PRIME = 0x100000001b3L;

    private final Agenda agenda;
    private final boolean kept;
    private final List<String> lines = new ArrayList<>();
    private long hash = 0xcbf29ce484222325L;
    private long steps;

    /** @param kept whether the lines are wanted, which costs time */
    History(Agenda agenda, boolean kept) {
        this.agenda = agenda;
        this.kept = kept;
    }

    /** One thing that happened; its parts count as they are printed, which is the same in every process. */
    void note(String what, Object... parts) {
        steps++;
        mix(agenda.nowMs());
        mix(what.hashCode());
        for (Object part : parts) {
            mix(String.valueOf(part).hashCode());
        }
        if (kept) {
            lines.add(time() + " " + what + " "
                    + String.join(" ", Arrays.stream(parts).map(String::valueOf).toList()));
        }
    }

    private void mix(long value) {
        hash = (hash ^ value) * PRIME;
        hash ^= hash >>> 29;
    }

    /** Since midnight. */
    String time() {
        Duration since = Duration.ofMillis(agenda.nowMs() - Agenda.START_MS);
        return String.format(
                java.util.Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                since.toHours(),
                since.toMinutesPart(),
                since.toSecondsPart(),
                since.toMillisPart());
    }

    long hash() {
        return hash;
    }

    long steps() {
        return steps;
    }

    List<String> lines() {
        return lines;
    }
}
