package bici.infra.fuzz;

import bici.infra.command.CommandFailed;
import bici.infra.run.StationSwarm;
import bici.simulator.city.Fleet;
import bici.simulator.station.Street;
import bici.wire.WireFact.Happening;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * The simulated stations and their bikes. Riders use two of them; a third one obeys staff, so that no order of theirs keeps a
 * rider from a bike. Every bike is pulled whose lock opens, and is put back by {@link #putBack()}. For one thread.
 */
final class Docks implements Street {
    static final List<String> FOR_RIDERS = List.of("F01", "F02");
    static final String FOR_STAFF = "F03";
    static final int DOCKS = 20;
    private static final int BIKES = 20;
    private static final int STAFFS_BIKES = 5;

    private final StationSwarm swarm;
    private final Deque<String> standing = new ArrayDeque<>();
    private final List<String> staffs = new ArrayList<>();
    private final Queue<Removal> removed = new ConcurrentLinkedQueue<>();

    private record Removal(String station, String bike) {}

    Docks(StationSwarm swarm) {
        this.swarm = swarm;
        int n = 0;
        while (n < BIKES) {
            String bike = Fleet.bike(++n);
            dock(FOR_RIDERS.get(n % FOR_RIDERS.size()), bike);
            standing.add(bike);
        }
        while (n < BIKES + STAFFS_BIKES) {
            String bike = Fleet.bike(++n);
            dock(FOR_STAFF, bike);
            staffs.add(bike);
        }
        swarm.controllers().values().forEach(station -> station.setStreet(this));
    }

    private void dock(String station, String bike) {
        if (swarm.get(station).dockBike(bike).join().isEmpty()) {
            throw new CommandFailed("station " + station + " takes no bike");
        }
    }

    static List<String> bikes() {
        return IntStream.rangeClosed(1, BIKES + STAFFS_BIKES)
                .mapToObj(Fleet::bike)
                .toList();
    }

    static List<String> stations() {
        List<String> all = new ArrayList<>(FOR_RIDERS);
        all.add(FOR_STAFF);
        return all;
    }

    /** The one of the riders' bikes that has stood longest. */
    String nextBike() {
        String bike = standing.removeFirst();
        standing.addLast(bike);
        return bike;
    }

    /** Bikes that staff may take out of service. */
    List<String> staffsBikes() {
        return List.copyOf(staffs);
    }

    @Override
    public boolean pulls(String station, int dock, String bike) {
        return true;
    }

    @Override
    public void happened(String station, Happening happening) {
        if (happening instanceof Happening.BikeRemoved out) {
            removed.add(new Removal(station, out.bike()));
        }
    }

    /** Whoever holds a bike docks it at another station of riders. */
    void putBack() {
        for (Removal next = removed.poll(); next != null; next = removed.poll()) {
            dock(
                    next.station().equals(FOR_RIDERS.getFirst()) ? FOR_RIDERS.getLast() : FOR_RIDERS.getFirst(),
                    next.bike());
        }
    }

    /** Whether every station is connected and has told everything. */
    boolean areHeard() {
        return swarm.waiting() == 0
                && swarm.controllers().values().stream()
                        .allMatch(station -> station.isAccepted().join());
    }
}
