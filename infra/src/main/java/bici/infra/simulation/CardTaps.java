package bici.infra.simulation;

import bici.wire.ClockQuality;
import bici.wire.DownMessage;
import bici.wire.UpMessage;
import bici.wire.WireFact.Cause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Cards held to the docks of a station: on line the server is asked, off line and without an answer the list decides. */
final class CardTaps {
    private static final long ANSWER_WAIT_MS = 3_000;

    private final VirtualStation station;
    private final World world;
    private final Locks locks;
    private final Map<String, Tap> undecided = new LinkedHashMap<>();

    CardTaps(VirtualStation station, World world, Locks locks) {
        this.station = station;
        this.world = world;
        this.locks = locks;
    }

    private record Tap(int dock, String card, Consumer<String> taker) {}

    void tap(int dock, String card, Consumer<String> taker) {
        Tap tap = new Tap(dock, card, taker);
        if (!station.isAccepted()) {
            decideAlone(tap);
            return;
        }
        String request = "t" + world.nowMs() + "-" + dock;
        undecided.put(request, tap);
        station.say(new UpMessage.Authorize(request, card, dock));
        station.later(
                ANSWER_WAIT_MS,
                () -> Optional.ofNullable(undecided.remove(request)).ifPresent(this::decideAlone));
    }

    void authorised(DownMessage.AuthorizeAnswer answer) {
        Tap tap = undecided.remove(answer.request());
        if (tap != null && answer.granted()) {
            open(tap, 0, answer.proof().orElse(""));
        }
    }

    /** The line is gone: nobody will answer. */
    void decideAll() {
        List<Tap> waiting = new ArrayList<>(undecided.values());
        undecided.clear();
        waiting.forEach(this::decideAlone);
    }

    void forget() {
        undecided.clear();
    }

    private void decideAlone(Tap tap) {
        if (station.clock().quality() != ClockQuality.UNSET) {
            open(tap, City.LIST_VERSION, City.proof(tap.card(), City.LIST_VERSION));
        }
    }

    private void open(Tap tap, long listVersion, String proof) {
        Cause cause = tap.card().equals(City.CREW)
                ? new Cause.ByCrew(tap.card())
                : new Cause.ByCard(tap.card(), listVersion, proof);
        locks.openFor(tap.dock(), cause, tap.taker());
    }
}
