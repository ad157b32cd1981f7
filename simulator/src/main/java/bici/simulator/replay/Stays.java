package bici.simulator.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where one bike stands between its rides. The van takes a bike that starts elsewhere away at once, which leaves the
 * docking at the other end as the one moment to choose.
 */
final class Stays {
    private static final long STEP_MS = 1000;

    private Stays() {}

    /**
     * The stays of one bike's rides, in order.
     *
     * @param chain at least one ride, each from where the one before ended or far enough in time for a van
     * @param broughtMs from when on the van may bring the bike to its first station
     * @param takenMs when the van takes it away for good, if it does
     */
    static List<Stay> of(List<Ride> chain, CardPool cards, long broughtMs, OptionalLong takenMs) {
        List<Stay> stays = new ArrayList<>(chain.size() + 1);
        Ride first = chain.getFirst();
        String bike = first.bike();
        stays.add(new Stay(
                bike,
                0,
                first.fromStation(),
                broughtMs,
                first.startMs() - STEP_MS,
                first.startMs(),
                byCard(first, cards)));
        for (int i = 1; i < chain.size(); i++) {
            addBetween(stays, chain.get(i - 1), chain.get(i), cards);
        }
        Ride last = chain.getLast();
        stays.add(new Stay(
                bike,
                stays.size(),
                last.toStation(),
                last.endMs(),
                last.endMs(),
                takenMs.orElse(Stay.NEVER),
                takenMs.isPresent() ? new Stay.Departure.ByVan() : new Stay.Departure.NotAtAll()));
        return stays;
    }

    private static void addBetween(List<Stay> stays, Ride last, Ride ride, CardPool cards) {
        String bike = ride.bike();
        if (last.toStation().equals(ride.fromStation())) {
            stays.add(new Stay(
                    bike,
                    stays.size(),
                    last.toStation(),
                    last.endMs(),
                    last.endMs(),
                    ride.startMs(),
                    byCard(ride, cards)));
            return;
        }
        long step = Math.min(STEP_MS, (ride.startMs() - last.endMs()) / BikeChains.MIN_MOVE_MS);
        stays.add(new Stay(
                bike,
                stays.size(),
                last.toStation(),
                last.endMs(),
                last.endMs(),
                last.endMs() + step,
                new Stay.Departure.ByVan()));
        stays.add(new Stay(
                bike,
                stays.size(),
                ride.fromStation(),
                last.endMs() + 2 * step,
                ride.startMs() - step,
                ride.startMs(),
                byCard(ride, cards)));
    }

    private static Stay.Departure byCard(Ride ride, CardPool cards) {
        return new Stay.Departure.ByCard(cards.cardOf(ride));
    }
}
