package bici.infra.chaos;

import bici.simulator.station.Street;
import bici.wire.WireFact.Happening;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The street in front of all docks: writes down what happens there, and knows which bikes are out. Any thread. */
final class TruthStreet implements Street {
    private static final double PULLS = 0.93;

    private final TruthJournal journal;
    private final SplittableRandom dice;
    private final Consumer<String> taken;
    /** The act that each station is about, on the station's own thread. */
    private final Map<String, Begun> begun = new ConcurrentHashMap<>();

    private final Map<String, Boolean> out = new ConcurrentHashMap<>();

    private record Begun(int journal, long sequence) {}

    /** @param taken is told a bike that was pulled out; must not block */
    TruthStreet(TruthJournal journal, SplittableRandom dice, Consumer<String> taken) {
        this.journal = journal;
        this.dice = dice;
        this.taken = taken;
    }

    boolean isOut(String bike) {
        return out.containsKey(bike);
    }

    int countOut() {
        return out.size();
    }

    /** Found in the street when the city starts. */
    void find(String bike) {
        out.put(bike, true);
    }

    @Override
    public void aboutToOpen(String station, int dock, String bike, String command, long epoch) {
        journal.open(station, dock, bike, command, epoch);
    }

    @Override
    public boolean pulls(String station, int dock, String bike) {
        synchronized (dice) {
            return dice.nextDouble() < PULLS;
        }
    }

    @Override
    public void aboutToHappen(String station, int number, long sequence, Happening happening) {
        journal.intend(station, number, sequence, happening);
        begun.put(station, new Begun(number, sequence));
    }

    @Override
    public void happened(String station, Happening happening) {
        Begun act = begun.get(station);
        if (act != null) {
            journal.done(station, act.journal(), act.sequence());
        }
        if (happening instanceof Happening.BikeDocked docked
                && !StationFault.isInvented(docked.bike(), docked.dock())) {
            out.remove(docked.bike());
        } else if (happening instanceof Happening.BikeRemoved removed
                && !StationFault.isInvented(removed.bike(), removed.dock())) {
            out.put(removed.bike(), true);
            taken.accept(removed.bike());
        }
    }
}
