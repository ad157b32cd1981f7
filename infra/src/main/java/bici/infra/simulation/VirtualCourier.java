package bici.infra.simulation;

import bici.fleet.dock.LedgerUnavailable;
import bici.fleet.operations.CommandQueue;
import bici.fleet.operations.CommandQueue.QueuedCommand;
import bici.fleet.operations.Notice;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.StationId;
import bici.wire.DownMessage;
import bici.wire.UpMessage;
import java.util.List;

/**
 * The gateway's courier in virtual time. It sweeps every second as long as something was asked for lately, and now and
 * then otherwise: nothing is due in between. One thread.
 */
final class VirtualCourier {
    private static final long EVERY_MS = 1_000;
    private static final long IDLE_MS = 30_000;
    private static final long LATELY_MS = 40_000;
    private static final double ROUNDS_A_DAY = 1_000;

    private final VirtualNode node;
    private final World world;
    private long askedMs = Long.MIN_VALUE / 2;
    private long tickMs;

    VirtualCourier(VirtualNode node, World world) {
        this.node = node;
        this.world = world;
    }

    void start() {
        tickMs = -1;
        tick(world.nowMs() + EVERY_MS);
    }

    /** The next look; an earlier one takes the place of a later one. */
    private void tick(long atMs) {
        tickMs = atMs;
        node.later(atMs - world.nowMs(), () -> {
            if (tickMs == atMs) {
                sweep();
                deliver();
                boolean lately = world.nowMs() - askedMs < LATELY_MS;
                tick(world.nowMs() + (lately ? EVERY_MS : IDLE_MS));
            }
        });
    }

    void hear(Notice notice) {
        if (notice instanceof Notice.CommandQueued) {
            askedMs = world.nowMs();
            if (node.isUp()) {
                node.later(node.dice().between(1, 5), this::deliver);
                if (tickMs > world.nowMs() + EVERY_MS) {
                    tick(world.nowMs() + EVERY_MS);
                }
            }
        }
    }

    private void sweep() {
        try {
            node.core().queue().sweep(world.agenda().now());
        } catch (LedgerUnavailable e) {
            world.history().note("sweep failed", String.valueOf(e.getMessage()));
        }
    }

    private void deliver() {
        List<QueuedCommand> commands;
        try {
            commands = node.core()
                    .queue()
                    .takeQueued(node.stations(), world.agenda().now());
        } catch (LedgerUnavailable e) {
            return;
        }
        if (!commands.isEmpty() && world.faults().strikes(Fault.KILLED_BEFORE_PUBLISH, ROUNDS_A_DAY)) {
            throw new NodeKilled();
        }
        for (QueuedCommand command : commands) {
            node.later(node.dice().between(1, 5), () -> send(command));
        }
    }

    private void send(QueuedCommand command) {
        node.findPeer(command.station())
                .ifPresent(peer -> peer.tell(new DownMessage.Command(
                        command.id().value(),
                        DownMessage.Order.valueOf(command.order().name()),
                        command.dock(),
                        command.bike().map(Object::toString),
                        command.epoch(),
                        command.issuedAt().toEpochMilli(),
                        command.timeToLive().toMillis())));
    }

    /** A reply that is lost on the way to the database costs nothing but time. */
    void replied(StationId station, UpMessage.Reply reply) {
        CommandQueue.Reply answer = new CommandQueue.Reply(
                CommandQueue.Outcome.valueOf(reply.outcome().name()), reply.reason());
        node.later(node.dice().between(1, 5), () -> {
            try {
                node.core()
                        .queue()
                        .reply(
                                station,
                                new CommandId(reply.command()),
                                answer,
                                world.agenda().now());
            } catch (LedgerUnavailable e) {
                world.history().note("reply not kept", reply.command());
            }
        });
    }
}
