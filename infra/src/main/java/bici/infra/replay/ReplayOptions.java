package bici.infra.replay;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What to play and how.
 *
 * @param stations the station file, if there is one
 * @param zone of the wall times in the trip files
 * @param repeat how often the history is played
 * @param kills how often the server is killed on the way
 * @param seed of everything random: the same seed gives the same moments
 */
record ReplayOptions(List<Path> trips, Optional<Path> stations, ZoneId zone, int repeat, int kills, long seed) {
    ReplayOptions {
        trips = List.copyOf(trips);
    }
}
