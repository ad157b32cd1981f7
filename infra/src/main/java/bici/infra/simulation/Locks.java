package bici.infra.simulation;

import bici.wire.DownMessage.Command;
import bici.wire.DownMessage.Order;
import bici.wire.UpMessage.Reply;
import bici.wire.UpMessage.Reply.Outcome;
import bici.wire.WireFact.Cause;
import bici.wire.WireFact.Happening;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a station obeys: checks in the order of PROTOCOL.md, "Commands", and then what a lock does in the seconds after it
 * was told to open. One thread.
 */
final class Locks {
    private static final long RELOCK_MS = 8_000;
    private static final double UNLOCKS_A_DAY = 1_000;

    private final VirtualStation station;
    private final StationMemory memory;
    private final StationDocks docks;
    private final World world;
    private final Dice dice;

    Locks(VirtualStation station, StationMemory memory, StationDocks docks, World world, Dice dice) {
        this.station = station;
        this.memory = memory;
        this.docks = docks;
        this.world = world;
        this.dice = dice;
    }

    void obey(Command command) {
        Optional<String> before = memory.findOutcome(command.command());
        if (before.isPresent()) {
            reply(command, Outcome.DUPLICATE, before);
            return;
        }
        if (command.epoch() != station.epoch()) {
            end(command, Outcome.REFUSED, "epoch");
            return;
        }
        if (!station.isInTime(command)) {
            end(command, Outcome.EXPIRED, "");
            return;
        }
        switch (command.order()) {
            case UNLOCK -> unlock(command, command.dock().orElse(0));
            case LOCK_OUT, RELEASE -> {
                docks.setLockedOut(command.dock().orElse(0), command.order() == Order.LOCK_OUT);
                end(command, Outcome.DONE, "");
            }
            default -> end(command, Outcome.DONE, "");
        }
    }

    private void unlock(Command command, int dock) {
        Optional<String> bike = docks.findBike(dock);
        if (bike.isEmpty() || !bike.equals(command.bike())) {
            end(command, Outcome.REFUSED, "bike-gone");
        } else if (docks.isLockedOut(dock)) {
            end(command, Outcome.REFUSED, "locked-out");
        } else if (docks.isBusy(dock)) {
            end(command, Outcome.REFUSED, "busy");
        } else {
            open(command, dock, bike.get());
        }
    }

    private void open(Command command, int dock, String bike) {
        memory.begin(command.command());
        if (docks.isJammed(dock)) {
            station.write(new Happening.LockFailed(dock, Optional.of(command.command()), "motor-stall"));
            end(command, Outcome.REFUSED, "lock-failed");
            return;
        }
        if (world.faults().strikes(Fault.POWER_CUT_IN_ACT, UNLOCKS_A_DAY, station.id(), "before the lock")) {
            station.cutPower();
            return;
        }
        station.witness().opened(station.id(), command, bike);
        docks.setBusy(dock, true);
        Optional<Consumer<String>> taker = world.faults().strikes(Fault.NOT_TAKEN, UNLOCKS_A_DAY, station.id(), dock)
                ? Optional.empty()
                : station.kerb().take(station.id(), dock);
        if (taker.isPresent()) {
            station.later(dice.between(500, 4_000), () -> pulled(command, dock, taker.get()));
        } else {
            station.later(RELOCK_MS, () -> notTaken(command, dock, bike));
        }
    }

    private void pulled(Command command, int dock, Consumer<String> taker) {
        docks.setBusy(dock, false);
        String bike = docks.findBike(dock).orElse("");
        if (bike.isEmpty()) {
            return;
        }
        Cause cause = new Cause.ByCommand(command.command());
        if (world.faults().strikes(Fault.POWER_CUT_IN_ACT, UNLOCKS_A_DAY, station.id(), "while it is pulled")) {
            // The bike is out, and nobody wrote it down; or it was written down, and the lock held the bike.
            if (dice.chance(0.5)) {
                docks.leave(dock, cause, false);
                taker.accept(bike);
            } else {
                docks.leave(dock, cause, true);
                docks.enter(dock, bike, Optional.empty());
            }
            station.cutPower();
            return;
        }
        docks.leave(dock, cause, true);
        taker.accept(bike);
        end(command, Outcome.DONE, "");
        station.pump();
    }

    private void notTaken(Command command, int dock, String bike) {
        docks.setBusy(dock, false);
        station.write(new Happening.LockOpenedNotTaken(dock, bike, Optional.of(command.command())));
        end(command, Outcome.NOT_TAKEN, "");
    }

    /** A card opens: no command, and whoever holds it pulls. */
    boolean openFor(int dock, Cause cause, Consumer<String> taker) {
        if (docks.findBike(dock).isEmpty() || docks.isBusy(dock) || docks.isJammed(dock) || docks.isLockedOut(dock)) {
            return false;
        }
        docks.setBusy(dock, true);
        station.later(dice.between(500, 3_000), () -> {
            docks.setBusy(dock, false);
            docks.findBike(dock).ifPresent(bike -> {
                docks.leave(dock, cause, true);
                taker.accept(bike);
                station.pump();
            });
        });
        return true;
    }

    private void end(Command command, Outcome outcome, String reason) {
        memory.remember(
                command.command(), outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        reply(command, outcome, Optional.of(reason).filter(r -> !r.isEmpty()));
    }

    private void reply(Command command, Outcome outcome, Optional<String> reason) {
        world.history().note("replies", station.id(), command.command(), outcome.name(), reason.orElse(""));
        station.say(new Reply(
                command.command(),
                outcome,
                reason,
                station.clock().deviceMs(),
                station.clock().uptimeMs()));
    }
}
