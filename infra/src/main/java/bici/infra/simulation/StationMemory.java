package bici.infra.simulation;

import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import bici.wire.WireFact;
import bici.wire.WireFact.Happening;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a station keeps on disk: its journal and the last commands with their outcomes. Survives a restart. One thread. */
final class StationMemory {
    static final String BEGUN = "begun";
    private static final int REMEMBERED = 256;

    private final World world;
    private final StationId station;
    private final DeviceClock clock;
    private final Map<String, String> commands = new LinkedHashMap<>();
    private Journal journal;
    private long skipped;

    StationMemory(World world, StationId station, DeviceClock clock) {
        this.world = world;
        this.station = station;
        this.clock = clock;
        this.journal = new Journal(station, 1);
        world.truth().began(journal);
    }

    Journal journal() {
        return journal;
    }

    FactId write(Happening happening, boolean offline) {
        leaveOut();
        WireFact fact = new WireFact(
                journal.last() + 1,
                clock.deviceMs(),
                clock.uptimeMs(),
                clock.boot(),
                clock.quality(),
                offline,
                happening);
        FactId id = journal.append(fact, world.nowMs());
        world.history().note("journals", id.toString(), happening.toString());
        return id;
    }

    Optional<String> findOutcome(String command) {
        return Optional.ofNullable(commands.get(command));
    }

    void begin(String command) {
        remember(command, BEGUN);
    }

    void remember(String command, String outcome) {
        commands.put(command, outcome);
        if (commands.size() > REMEMBERED) {
            commands.remove(commands.keySet().iterator().next());
        }
    }

    /**
     * Some of what waits to be sent is gone, and the station says so; false when nothing waited.
     *
     * @param dice which part
     */
    boolean lose(Dice dice) {
        long first = journal.nextWaiting(1);
        if (first > journal.last()) {
            return false;
        }
        long from = dice.between(first, journal.last());
        long to = Math.min(journal.last(), from + dice.between(0, 5));
        journal.destroy(from, to);
        write(new Happening.Lost(from, to), true);
        return true;
    }

    /** Before the next fact the counter goes on by so many numbers that nothing has. */
    void skip(long numbers) {
        skipped += numbers;
    }

    private void leaveOut() {
        for (; skipped > 0; skipped--) {
            WireFact nothing = new WireFact(
                    journal.last() + 1, 0, 0, clock.boot(), clock.quality(), false, new Happening.Tamper(0));
            journal.append(nothing, world.nowMs());
            journal.destroy(journal.last(), journal.last());
        }
    }

    /** A new board: nothing of the old one is left. */
    void replace() {
        journal.destroy(1, journal.last());
        commands.clear();
        journal = new Journal(station, journal.number() + 1);
        world.truth().began(journal);
    }
}
