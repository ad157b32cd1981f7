package bici.infra.contract;

import bici.fleet.dock.Birth;
import bici.fleet.dock.Birth.DockReading;
import bici.fleet.dock.Birth.Lock;
import bici.fleet.dock.Cause;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Stamp;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.SequenceRange;
import bici.fleet.vocabulary.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** What really happens at a few stations: bikes, journals, clocks that may be wrong, facts that get lost. */
final class Happenings {
    static final int DOCKS = 5;
    private static final Instant START = Instant.parse("2026-03-02T11:00:00Z");

    final Random dice;
    final Map<StationId, Yard> yards = new TreeMap<>();
    private final List<BikeId> out = new ArrayList<>();
    /** Commands that a station may name falsely. */
    private final List<CommandId> named = new ArrayList<>(List.of(new CommandId("unheard-of")));

    private Instant now = START;

    Happenings(long seed, int stations, int bikes) {
        this.dice = new Random(seed);
        for (int s = 1; s <= stations; s++) {
            StationId id = new StationId("S" + s);
            yards.put(id, new Yard(id));
        }
        for (int b = 1; b <= bikes; b++) {
            out.add(new BikeId("B" + b));
        }
    }

    /** A station: docks, journal, clock. */
    static final class Yard {
        final StationId id;
        final TreeMap<Integer, BikeId> docked = new TreeMap<>();
        final List<Fact> told = new ArrayList<>();
        final List<Fact> untold = new ArrayList<>();
        long sequence;
        int boot = 1;
        int births;
        Instant bootedAt = START.minus(Duration.ofHours(2));
        Duration skew = Duration.ZERO;
        /** How long its births take to arrive. */
        Duration underWay = Duration.ZERO;

        /** The dock whose lock stands open in its inventories, whatever stands in it; 0 for none. */
        int open;

        Stamp.ClockQuality clock = Stamp.ClockQuality.SYNCED;

        Yard(StationId id) {
            this.id = id;
        }

        Fact journal(Instant at, Event event) {
            sequence++;
            Stamp stamp = new Stamp(at.plus(skew), Duration.between(bootedAt, at), boot, clock, untold.size() % 2 == 1);
            Fact fact = new Fact(new FactId(id, 1, sequence), stamp, event);
            untold.add(fact);
            return fact;
        }

        /** The last facts are gone for good: it says so. */
        void lose(Instant at) {
            if (untold.size() > 2) {
                long from = untold.get(0).id().sequence();
                long to = untold.get(1).id().sequence();
                if (to == from + 1) {
                    untold.subList(0, 2).clear();
                    journal(at, new Event.Lost(new SequenceRange(from, to)));
                }
            }
        }

        void restart(Instant at, Random dice) {
            boot++;
            bootedAt = at;
            skew = Duration.ofMinutes(dice.nextInt(3) == 0 ? dice.nextInt(240) - 120 : 0);
            clock = List.of(Stamp.ClockQuality.values()).get(dice.nextInt(3));
            underWay = dice.nextBoolean() ? Duration.ofMillis(dice.nextInt(60_000)) : Duration.ZERO;
        }

        Birth birth(Instant at, boolean sameNonce) {
            births += sameNonce && births > 0 ? 0 : 1;
            List<DockReading> docks = new ArrayList<>();
            for (int dock = 1; dock <= DOCKS; dock++) {
                Optional<BikeId> bike = Optional.ofNullable(docked.get(dock));
                Lock lock = bike.isPresent() && dock != open ? Lock.LOCKED : Lock.UNLOCKED;
                docks.add(new DockReading(dock, bike, lock, Optional.empty()));
            }
            Birth.Clock clocks =
                    new Birth.Clock(at.plus(skew), Duration.between(bootedAt, at), clock, at, at.plus(underWay));
            return new Birth(id, "n" + births, 1, boot, clocks, "1.0", "rev-a", 0, 0, sequence, untold.size(), docks);
        }
    }

    Instant now() {
        return now;
    }

    Instant pass() {
        now = now.plusMillis(1 + dice.nextInt(dice.nextInt(8) == 0 ? 30_000 : 2_500));
        return now;
    }

    Yard anyYard() {
        List<Yard> all = List.copyOf(yards.values());
        return all.get(dice.nextInt(all.size()));
    }

    /** A bike goes by this command, if it is still there. */
    boolean remove(DockId dock, BikeId bike, CommandId command) {
        Yard yard = yards.get(dock.station());
        if (yard == null || !bike.equals(yard.docked.get(dock.number()))) {
            return false;
        }
        leave(yard, dock.number(), new Cause.ByCommand(command));
        named.add(command);
        return true;
    }

    /** Some bike goes by a card, a crew or nobody knows what; now and then without a trace. */
    void removeAny() {
        Yard yard = anyYard();
        if (yard.docked.isEmpty()) {
            return;
        }
        List<Integer> docks = List.copyOf(yard.docked.keySet());
        int dock = docks.get(dice.nextInt(docks.size()));
        Cause cause = switch (dice.nextInt(8)) {
            case 0 -> new Cause.ByNobody();
            case 1 -> new Cause.ByCrew(new CardId("C-crew"));
            case 2 -> new Cause.ByCard(new CardId("C-1"), 1, "wrong");
            case 3 -> new Cause.ByCommand(named.get(dice.nextInt(named.size())));
            default -> new Cause.ByCard(new CardId("C-" + (1 + dice.nextInt(4))), 1, "proof");
        };
        if (dice.nextInt(15) == 0) {
            out.add(yard.docked.remove(dock));
        } else {
            leave(yard, dock, cause);
        }
    }

    private void leave(Yard yard, int dock, Cause cause) {
        BikeId bike = Objects.requireNonNull(yard.docked.remove(dock));
        out.add(bike);
        yard.journal(now, new Event.BikeRemoved(dock, bike, cause));
    }

    void dockAny() {
        Yard yard = anyYard();
        if (out.isEmpty() || yard.docked.size() == DOCKS) {
            return;
        }
        int dock = 1;
        while (yard.docked.containsKey(dock)) {
            dock++;
        }
        BikeId bike = out.remove(dice.nextInt(out.size()));
        yard.docked.put(dock, bike);
        if (dice.nextInt(20) != 0) {
            yard.journal(now, new Event.BikeDocked(dock, bike));
        }
    }

    void trouble(Optional<CommandId> command) {
        Yard yard = anyYard();
        int dock = 1 + dice.nextInt(DOCKS);
        BikeId bike = yard.docked.getOrDefault(dock, new BikeId("B1"));
        yard.journal(
                now,
                switch (dice.nextInt(8)) {
                    case 0 -> new Event.LockFailed(dock, command, "stuck");
                    case 1 -> new Event.DockFault(dock, dice.nextInt(6) == 0 ? "nul\0" : "code");
                    case 2 -> new Event.DockCleared(dock);
                    case 3 -> new Event.LockOpenedNotTaken(dock, bike, command);
                    case 4 -> new Event.Power(true, 80);
                    case 5 -> new Event.Button(dock, Optional.of(bike), "help");
                    case 6 -> new Event.BikeBattery(dock, bike, 55);
                    default -> new Event.Door(true);
                });
    }
}
