package bici.infra.replay;

import bici.simulator.replay.Ride;
import java.util.List;

/** Where exported trips come from: the code of {@code bici export trips}. */
@FunctionalInterface
interface TripSource {
    List<Ride> export();
}
