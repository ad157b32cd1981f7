package bici.simulator.station;

import bici.wire.DownMessage.Command;
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
    private boolean riderPulls = true;

    CommandDesk(CommandMemory memory, SimulatedDocks docks, ServerClock serverClock, StationClock clock) {
        this.memory = memory;
        this.docks = docks;
        this.serverClock = serverClock;
        this.clock = clock;
    }

    /** Whether somebody stands there and pulls when a lock opens. */
    void setRiderPulls(boolean pulls) {
        riderPulls = pulls;
    }

    /** @param epoch of the connection, 0 while there is none */
    Reply obey(Command command, long epoch) {
        Optional<String> before = memory.find(command.command());
        if (before.isPresent()) {
            return reply(command, Outcome.DUPLICATE, before);
        }
        if (command.epoch() != epoch) {
            return ended(command, Outcome.REFUSED, Optional.of("epoch"));
        }
        if (!serverClock.isInTime(command.issuedMs(), command.ttlMs(), clock.uptimeMs())) {
            return ended(command, Outcome.EXPIRED, Optional.empty());
        }
        return switch (command.order()) {
            case UNLOCK -> unlock(command);
            case LOCK_OUT, RELEASE -> lockOut(command);
            case IDENTIFY -> ended(command, Outcome.DONE, Optional.empty());
            case REBOOT, SERVICE_IN, SERVICE_OUT, DIAGNOSTICS ->
                ended(command, Outcome.REFUSED, Optional.of("not-supported"));
        };
    }

    private Reply unlock(Command command) {
        Optional<Integer> dock = command.dock().filter(docks::has);
        if (dock.isEmpty()) {
            return ended(command, Outcome.REFUSED, Optional.of("no-such-dock"));
        }
        Optional<String> bike = docks.findBike(dock.get());
        if (bike.isEmpty() || !bike.equals(command.bike())) {
            return ended(command, Outcome.REFUSED, Optional.of("bike-gone"));
        }
        if (docks.isLockedOut(dock.get())) {
            return ended(command, Outcome.REFUSED, Optional.of("locked-out"));
        }
        memory.begin(command.command());
        if (!riderPulls) {
            docks.openedNotTaken(dock.get(), bike.get(), command.command());
            return ended(command, Outcome.NOT_TAKEN, Optional.empty());
        }
        docks.release(dock.get(), new Cause.ByCommand(command.command()));
        return ended(command, Outcome.DONE, Optional.empty());
    }

    private Reply lockOut(Command command) {
        Optional<Integer> dock = command.dock().filter(docks::has);
        if (dock.isEmpty()) {
            return ended(command, Outcome.REFUSED, Optional.of("no-such-dock"));
        }
        if (command.order() == bici.wire.DownMessage.Order.LOCK_OUT) {
            docks.lockOut(dock.get());
        } else {
            docks.letIn(dock.get());
        }
        return ended(command, Outcome.DONE, Optional.empty());
    }

    private Reply ended(Command command, Outcome outcome, Optional<String> reason) {
        memory.end(command.command(), outcome);
        return reply(command, outcome, reason);
    }

    private Reply reply(Command command, Outcome outcome, Optional<String> reason) {
        return new Reply(command.command(), outcome, reason, clock.deviceTimeMs(), clock.uptimeMs());
    }
}
