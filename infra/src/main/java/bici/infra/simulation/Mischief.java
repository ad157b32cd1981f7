package bici.infra.simulation;

import bici.wire.WireFact.Cause;
import bici.wire.WireFact.Happening;
import java.util.List;
import java.util.function.Consumer;

/** Faults that come by themselves, each in its own time. One thread. */
final class Mischief {
    private static final long SECOND_MS = 1_000;
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 3_600_000;

    private final World world;
    private final List<VirtualStation> stations;
    private final VirtualNode node;
    private final Database database;
    private final People people;
    private final Dice dice;

    Mischief(World world, List<VirtualStation> stations, VirtualNode node, Database database, People people) {
        this.world = world;
        this.stations = stations;
        this.node = node;
        this.database = database;
        this.people = people;
        this.dice = world.dice().split();
    }

    void begin() {
        often(Fault.LINK_CUT, s -> s.line().ifPresent(line -> line.cut("cut")));
        often(Fault.LINK_HALF_OPEN, s -> s.line().ifPresent(Line::halfOpen));
        often(Fault.LINK_AWAY, s -> s.goAway(dice.between(MINUTE_MS, dice.chance(0.3) ? 8 * HOUR_MS : HOUR_MS)));
        often(Fault.POWER_CUT, VirtualStation::cutPower);
        often(Fault.REBOOT, VirtualStation::reboot);
        often(Fault.CLOCK_SKEWED, s -> s.clock().skew(dice.between(-10 * MINUTE_MS, 10 * MINUTE_MS)));
        often(Fault.CLOCK_STEPPED, s -> s.clock().step(dice.between(-10 * MINUTE_MS, 10 * MINUTE_MS)));
        often(Fault.CLOCK_DEAD, s -> {
            s.clock().killBattery();
            s.cutPower();
        });
        often(Fault.CALENDAR_RESET, s -> {
            s.clock().resetCalendar();
            s.cutPower();
        });
        often(Fault.UPTIME_WRAPPED, s -> s.clock().wrapUptime());
        often(Fault.UPTIME_STOOD_STILL, s -> s.clock().holdUptime(dice.between(3 * MINUTE_MS, HOUR_MS)));
        often(Fault.UPTIME_JUMPED, s -> s.clock().holdUptime(-dice.between(HOUR_MS, 1_000 * HOUR_MS)));
        often(Fault.BOOT_REUSED, s -> {
            s.clock().reuseBoot();
            s.reboot();
        });
        often(Fault.SEQUENCE_SKIPPED, s -> s.memory().skip(dice.between(1, 20)));
        often(Fault.STATION_INVENTS, this::invent);
        silently(Fault.TAG_COPIED, this::copyTag);
        often(Fault.LOCK_JAMMED, this::jam);
        often(Fault.FORCED, people::steal);
        often(Fault.BOARD_REPLACED, s -> {
            s.goAway(dice.between(MINUTE_MS, HOUR_MS));
            world.agenda().after(dice.between(MINUTE_MS, HOUR_MS), s::replaceBoard);
        });
        silently(Fault.JOURNAL_LOST, s -> {
            s.goAway(dice.between(HOUR_MS, 3 * HOUR_MS));
            s.wearOut();
            world.agenda().after(dice.between(HOUR_MS / 2, HOUR_MS), s::cutPower);
        });
        often(Fault.NODE_KILLED, s -> node.kill());
        often(Fault.DATABASE_AWAY, s -> database.goAway(dice.between(5 * SECOND_MS, 10 * MINUTE_MS)));
    }

    /** It strikes one station, or is not asked which. */
    private void often(Fault fault, Consumer<VirtualStation> strike) {
        next(fault, station -> {
            world.faults().happened(fault, station.id());
            strike.accept(station);
        });
    }

    /** It counts when it has its effect. */
    private void silently(Fault fault, Consumer<VirtualStation> strike) {
        next(fault, strike);
    }

    private void next(Fault fault, Consumer<VirtualStation> strike) {
        world.agenda().after(world.faults().untilNext(fault), () -> {
            if (!world.faults().isOver()) {
                strike.accept(dice.pick(stations));
                next(fault, strike);
            }
        });
    }

    private void invent(VirtualStation station) {
        int dock = City.DOCKS + 1 + dice.below(City.DOCKS);
        String bike = "X" + dice.below(1_000);
        tell(station, new Happening.BikeDocked(dock, bike));
        if (dice.chance(0.5)) {
            world.agenda()
                    .after(
                            dice.between(MINUTE_MS, HOUR_MS),
                            () -> tell(station, new Happening.BikeRemoved(dock, bike, new Cause.ByNobody())));
        }
    }

    private void copyTag(VirtualStation station) {
        Truth.Bike bike = world.truth().bike(dice.pick(City.BIKE_IDS));
        boolean standsElsewhere = bike.standing()
                .filter(act -> !act.station().equals(station.id()))
                .isPresent();
        if (standsElsewhere && station.isPowered()) {
            station.docks().readGhost(bike.id).ifPresent(dock -> {
                world.truth().copied(bike.id);
                world.faults().happened(Fault.TAG_COPIED, station.id(), dock, bike.id);
                station.pump();
                world.agenda()
                        .after(
                                dice.between(10 * MINUTE_MS, 6 * HOUR_MS),
                                () -> attend(station, docks -> docks.removeGhost(dock)));
            });
        }
    }

    private static void tell(VirtualStation station, Happening happening) {
        if (station.isPowered()) {
            station.write(happening);
        }
    }

    private void jam(VirtualStation station) {
        int dock = 1 + dice.below(City.DOCKS);
        station.docks().jam(dock);
        world.agenda()
                .after(dice.between(10 * MINUTE_MS, 2 * HOUR_MS), () -> attend(station, docks -> docks.clear(dock)));
    }

    /** The crew does something at a station's docks, when it has power. */
    private void attend(VirtualStation station, Consumer<StationDocks> act) {
        if (station.isPowered()) {
            act.accept(station.docks());
            station.pump();
        } else {
            world.agenda().after(MINUTE_MS, () -> attend(station, act));
        }
    }
}
