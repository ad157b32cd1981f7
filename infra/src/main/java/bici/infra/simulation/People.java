package bici.infra.simulation;

import bici.fleet.vocabulary.RiderId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A day of riders, with phones and with cards, and of the van's crew. One thread. */
final class People {
    private static final long HOUR_MS = 3_600_000;
    private static final long MINUTE_MS = 60_000;
    /** Wishes per hour of the day, in shares of each other. */
    private static final int[] HOURS = {
        1, 1, 1, 1, 2, 8, 24, 40, 26, 14, 12, 16, 26, 22, 14, 14, 20, 36, 40, 26, 14, 8, 4, 2
    };

    private final World world;
    private final List<VirtualStation> stations;
    private final PhoneLine phone;
    private final VirtualNode node;
    private final Records records;
    private final Dice dice;
    private final Set<String> busy = new HashSet<>();
    private int riding;
    private boolean home;

    People(World world, List<VirtualStation> stations, PhoneLine phone, VirtualNode node, Records records) {
        this.records = records;
        this.world = world;
        this.stations = stations;
        this.phone = phone;
        this.node = node;
        this.dice = world.dice().split();
    }

    void begin() {
        int sum = java.util.Arrays.stream(HOURS).sum();
        for (int hour = 0; hour < HOURS.length; hour++) {
            int wishes = (City.TRIPS_A_DAY * HOURS[hour] + sum / 2) / sum;
            for (int i = 0; i < wishes; i++) {
                world.agenda().at(Agenda.START_MS + hour * HOUR_MS + dice.between(0, HOUR_MS - 1), this::wish);
            }
        }
        world.agenda().after(dice.between(HOUR_MS, 3 * HOUR_MS), this::van);
    }

    /** Nobody sets out any more; who is on the way still arrives. */
    void goHome() {
        home = true;
    }

    int riding() {
        return riding;
    }

    private void wish() {
        if (home) {
            return;
        }
        VirtualStation station = dice.pick(stations);
        boolean byCard = dice.chance(0.12);
        String who = dice.pick(byCard ? City.CARD_IDS : City.RIDER_IDS);
        if (!busy.add(who)) {
            return;
        }
        if (byCard) {
            tap(station, who);
        } else {
            Errand.Ends ends = new Errand.Ends(
                    bike -> ride(who, bike, station), () -> busy.remove(who), node.witness(), node, records);
            new Errand(world, phone, station, new RiderId(who), ends).begin();
        }
    }

    private void tap(VirtualStation station, String card) {
        List<Integer> ready = station.docks().listReady();
        boolean[] took = {false};
        if (!ready.isEmpty()) {
            station.tap(dice.pick(ready), card, bike -> {
                took[0] = true;
                ride(card, bike, station);
            });
        }
        world.agenda().after(20_000, () -> {
            if (!took[0]) {
                busy.remove(card);
            }
        });
    }

    private void ride(String who, String bike, VirtualStation from) {
        riding++;
        boolean turnsBack = dice.chance(0.03);
        long ms = turnsBack
                ? dice.between(4_000, 90_000)
                : Math.round(Math.exp(dice.gaussian() * 0.6) * 11 * MINUTE_MS) + MINUTE_MS;
        world.agenda().after(ms, () -> park(who, bike, turnsBack ? from : dice.pick(stations)));
    }

    private void park(String who, String bike, VirtualStation station) {
        if (station.isPowered() && station.docks().dock(bike).isPresent()) {
            station.pump();
            riding--;
            busy.remove(who);
        } else {
            world.agenda().after(dice.between(MINUTE_MS, 6 * MINUTE_MS), () -> park(who, bike, dice.pick(stations)));
        }
    }

    /** From where there are most to where there are fewest. */
    private void van() {
        if (home) {
            return;
        }
        VirtualStation from = stations.stream()
                .max(java.util.Comparator.comparingInt(s -> s.docks().count()))
                .orElseThrow();
        List<Integer> ready = from.docks().listReady();
        for (int i = 0; i < Math.min(6, ready.size()); i++) {
            int dock = ready.get(i);
            world.agenda().after(i * 6_000L + 1, () -> from.tap(dock, City.CREW, this::drive));
        }
        world.agenda().after(dice.between(2 * HOUR_MS, 5 * HOUR_MS), this::van);
    }

    private void drive(String bike) {
        riding++;
        world.agenda().after(dice.between(10 * MINUTE_MS, 45 * MINUTE_MS), () -> unload(bike));
    }

    private void unload(String bike) {
        VirtualStation to = stations.stream()
                .filter(VirtualStation::isPowered)
                .min(java.util.Comparator.comparingInt(s -> s.docks().count()))
                .orElseThrow();
        if (to.docks().dock(bike).isPresent()) {
            to.pump();
            riding--;
        } else {
            world.agenda().after(MINUTE_MS, () -> unload(bike));
        }
    }

    /** Somebody breaks a bike out, and somebody brings it back. */
    void steal(VirtualStation station) {
        List<Integer> ready = station.docks().listReady();
        if (!ready.isEmpty()) {
            int dock = dice.pick(ready);
            String bike = station.docks().findBike(dock).orElseThrow();
            station.force(dock);
            riding++;
            world.agenda()
                    .after(
                            dice.between(10 * MINUTE_MS, 5 * HOUR_MS),
                            () -> park("thief of " + bike, bike, dice.pick(stations)));
        }
    }
}
