package bici.simulator.station;

import bici.simulator.station.DockMarks.Mark;
import bici.wire.DownMessage.Command;
import bici.wire.DownMessage.Order;
import bici.wire.UpMessage.Reply;
import bici.wire.UpMessage.Reply.Outcome;
import bici.wire.WireFact.Cause;
import java.util.Optional;

/**
 * Obeys commands or says why not: never one that is done already, of another connection, or too old by the station's
 * own monotonic clock. Not for more than one thread.
 */
final class CommandDesk {
    private final CommandMemory memory;
    private final SimulatedDocks docks;
    private final ServerClock serverClock;
    private final StationClock clock;
    private final Kerb kerb;

    /** Whoever stands at the docks. */
    interface Kerb {
        /** The lock is about to open. */
        default void aboutToOpen(int dock, String bike, String command, long epoch) {}

        /** Whether somebody pulls, now that it opened. */
        boolean pulls(int dock, String bike);
    }

    CommandDesk(CommandMemory memory, SimulatedDocks docks, ServerClock serverClock, StationClock clock, Kerb kerb) {
        this.memory = memory;
        this.docks = docks;
        this.serverClock = serverClock;
        this.clock = clock;
        this.kerb = kerb;
    }

    /**
     * What became of it. A restart and a report, when the answer is that they were done, are left to the caller.
     *
     * @param epoch of the connection, 0 while there is none
     */
    Reply obey(Command command, long epoch) {
        Optional<String> before = memory.find(command.command());
        if (before.isPresent()) {
            return reply(command, Outcome.DUPLICATE, before);
        }
        if (command.epoch() != epoch) {
            return refused(command, "epoch");
        }
        if (!serverClock.isInTime(command.issuedMs(), command.ttlMs(), clock.timerMs())) {
            return ended(command, Outcome.EXPIRED, Optional.empty());
        }
        if (command.dock().isPresent() && !docks.has(command.dock().get())) {
            return refused(command, "no-such-dock");
        }
        return switch (command.order()) {
            case UNLOCK -> unlock(command);
            case LOCK_OUT, RELEASE -> lockOut(command);
            case SERVICE_OUT, SERVICE_IN -> service(command);
            case IDENTIFY, REBOOT, DIAGNOSTICS -> ended(command, Outcome.DONE, Optional.empty());
        };
    }

    private Reply unlock(Command command) {
        if (command.dock().isEmpty()) {
            return refused(command, "no-such-dock");
        }
        int dock = command.dock().get();
        Optional<String> bike = docks.findBike(dock);
        if (bike.isEmpty() || !bike.equals(command.bike())) {
            return refused(command, "bike-gone");
        }
        Optional<String> hindrance = docks.findHindrance(dock);
        if (hindrance.isPresent()) {
            return refused(command, hindrance.get());
        }
        memory.begin(command.command());
        kerb.aboutToOpen(dock, bike.get(), command.command(), command.epoch());
        if (!docks.opens(dock, Optional.of(command.command()))) {
            return refused(command, "lock-failed");
        }
        if (!kerb.pulls(dock, bike.get())) {
            docks.openedNotTaken(dock, bike.get(), command.command());
            return ended(command, Outcome.NOT_TAKEN, Optional.empty());
        }
        docks.release(dock, new Cause.ByCommand(command.command()));
        return ended(command, Outcome.DONE, Optional.empty());
    }

    private Reply lockOut(Command command) {
        if (command.dock().isEmpty()) {
            return refused(command, "no-such-dock");
        }
        if (command.order() == Order.LOCK_OUT) {
            docks.mark(Mark.LOCKED_OUT, command.dock().get());
        } else {
            docks.unmark(Mark.LOCKED_OUT, command.dock().get());
        }
        return ended(command, Outcome.DONE, Optional.empty());
    }

    /** Of one dock or of all. */
    private Reply service(Command command) {
        int dock = command.dock().orElse(DockMarks.STATION);
        if (command.order() == Order.SERVICE_OUT) {
            docks.mark(Mark.OUT_OF_SERVICE, dock);
        } else {
            docks.unmark(Mark.OUT_OF_SERVICE, dock);
        }
        return ended(command, Outcome.DONE, Optional.empty());
    }

    private Reply refused(Command command, String reason) {
        return ended(command, Outcome.REFUSED, Optional.of(reason));
    }

    private Reply ended(Command command, Outcome outcome, Optional<String> reason) {
        memory.end(command.command(), outcome);
        return reply(command, outcome, reason);
    }

    private Reply reply(Command command, Outcome outcome, Optional<String> reason) {
        return new Reply(command.command(), outcome, reason, clock.deviceTimeMs(), clock.uptimeMs());
    }
}
