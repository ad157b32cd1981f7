package bici.simulator.station;

import bici.wire.WireFact.Happening;

/**
 * What is in front of a station: whoever stands at its docks. All methods are called on the station's own thread and
 * must not block.
 */
public interface Street {
    /**
     * The lock of a bike is about to open by a command, in the session of that epoch. What this throws keeps it shut.
     */
    default void aboutToOpen(String station, int dock, String bike, String command, long epoch) {}

    /** Whether somebody pulls the bike of this dock, now that a command opened its lock. */
    boolean pulls(String station, int dock, String bike);

    /**
     * Something is about to happen and will be this fact of the station's journal. What this throws keeps it from
     * happening.
     */
    default void aboutToHappen(String station, int journal, long sequence, Happening happening) {}

    /** Something happened at the station and is in its journal. */
    default void happened(String station, Happening happening) {}

    /** A street where every bike is pulled whose lock opens, or none. */
    static Street always(boolean pulls) {
        return (station, dock, bike) -> pulls;
    }
}
