package bici.infra.replay;

import bici.simulator.replay.TripReading;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to play and how.
 *
 * @param stations the station file, if there is one
 * @param reading what is said of the trip files that they do not say themselves
 * @param repeat how often the history is played
 * @param kills how often the server is killed on the way
 * @param seed of everything random: the same seed gives the same moments
 */
record ReplayOptions(List<Path> trips, Optional<Path> stations, TripReading reading, int repeat, int kills, long seed) {
    ReplayOptions {
        trips = List.copyOf(trips);
    }
}
