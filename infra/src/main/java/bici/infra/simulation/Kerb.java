package bici.infra.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Who stands at which dock and pulls when its lock opens. One thread. */
final class Kerb {
    private final Agenda agenda;
    private final Map<String, Waiting> waiting = new HashMap<>();

    Kerb(Agenda agenda) {
        this.agenda = agenda;
    }

    /** Somebody who waits for this dock to open. */
    private record Waiting(long untilMs, Consumer<String> took) {}

    /** Takes the place of whoever stood there; is told which bike came out. */
    void stand(String station, int dock, long patienceMs, Consumer<String> took) {
        waiting.put(place(station, dock), new Waiting(agenda.nowMs() + patienceMs, took));
    }

    /** What the one who stands there does when the bike is free; that one goes. */
    Optional<Consumer<String>> take(String station, int dock) {
        return Optional.ofNullable(waiting.remove(place(station, dock)))
                .filter(w -> w.untilMs() >= agenda.nowMs())
                .map(Waiting::took);
    }

    private static String place(String station, int dock) {
        return station + "/" + dock;
    }
}
