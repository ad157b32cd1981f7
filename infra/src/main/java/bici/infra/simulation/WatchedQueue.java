package bici.infra.simulation;

import bici.fleet.operations.CommandQueue;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Lets the witness see what the core hands out. */
record WatchedQueue(CommandQueue queue, Witness witness) implements CommandQueue {
    @Override
    public List<QueuedCommand> takeQueued(Collection<StationId> stations, Instant at) {
        List<QueuedCommand> taken = queue.takeQueued(stations, at);
        witness.handedOut(taken);
        return taken;
    }

    @Override
    public void reply(StationId station, CommandId command, Reply reply, Instant at) {
        queue.reply(station, command, reply, at);
    }

    @Override
    public void sweep(Instant at) {
        queue.sweep(at);
    }
}
