package bici.gateway.mqtt;

import bici.fleet.operations.CommandQueue;
import bici.fleet.operations.CommandQueue.QueuedCommand;
import bici.fleet.operations.Notice;
import bici.fleet.operations.Order;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.StationId;
import bici.gateway.metrics.GatewayMeters;
import bici.wire.DownMessage;
import bici.wire.UpMessage;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries commands from the queue to the stations connected here, and their replies back. One round at a time: it is woken
 * by notices and by its own timer, so a lost notice costs a second. Safe from any thread; the queue is never asked on an
 * event loop.
 */
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final long EVERY_MS = 1_000;

    private final Vertx vertx;
    private final Context context;
    private final CommandQueue queue;
    private final Registry registry;
    private final Offload offload;
    private final Clock clock;
    private final GatewayMeters meters;
    /** For whom something waits, as far as that was told. */
    private final Set<StationId> named = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean everyone = new AtomicBoolean();
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile boolean stopped;
    private long timer = -1;

    Courier(Vertx vertx, CommandQueue queue, Registry registry, Offload offload, Clock clock, GatewayMeters meters) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.queue = queue;
        this.registry = registry;
        this.offload = offload;
        this.clock = clock;
        this.meters = meters;
    }

    void start() {
        timer = vertx.setPeriodic(EVERY_MS, tick -> {
            sweep();
            everyone.set(true);
            wake();
        });
    }

    /** Takes no more; a round that runs is finished. */
    void stop() {
        stopped = true;
        vertx.cancelTimer(timer);
    }

    void close() {
        offload.close();
    }

    void hear(Notice notice) {
        if (notice instanceof Notice.CommandQueued queued
                && registry.find(queued.station()).isPresent()) {
            named.add(queued.station());
            wake();
        }
    }

    /** Somebody may wait: a round follows, after the present one if there is one. */
    private void wake() {
        if (stopped || !running.compareAndSet(false, true)) {
            return;
        }
        offload.call(context, this::deliver).onComplete(done -> {
            running.set(false);
            if (done.failed()) {
                failed("courier", done.cause());
            } else if (everyone.get() || !named.isEmpty()) {
                wake();
            }
        });
    }

    private boolean deliver() {
        for (Collection<StationId> due = takeDue(); !due.isEmpty(); due = takeDue()) {
            for (QueuedCommand command : queue.takeQueued(due, clock.instant())) {
                send(command);
            }
        }
        return true;
    }

    /** Those told of; now and then everyone, since what was told may be lost. */
    private Collection<StationId> takeDue() {
        if (everyone.getAndSet(false)) {
            named.clear();
            return registry.listAll().stream().map(StationConnection::station).toList();
        }
        Set<StationId> due = Set.copyOf(named);
        named.removeAll(due);
        return due;
    }

    /** Not connected any more: the command is marked as sent, and ends as one that the station never got. */
    private void send(QueuedCommand command) {
        DownMessage message = message(command);
        Optional<StationConnection> connection = registry.find(command.station());
        connection.ifPresentOrElse(
                c -> c.context().runOnContext(v -> c.tell(message)), () -> meters.happened("command-without-station"));
    }

    private static DownMessage message(QueuedCommand command) {
        return new DownMessage.Command(
                command.id().value(),
                order(command.order()),
                command.dock(),
                command.bike().map(Object::toString),
                command.epoch(),
                command.issuedAt().toEpochMilli(),
                command.timeToLive().toMillis());
    }

    private static DownMessage.Order order(Order order) {
        return switch (order) {
            case UNLOCK -> DownMessage.Order.UNLOCK;
            case LOCK_OUT -> DownMessage.Order.LOCK_OUT;
            case RELEASE -> DownMessage.Order.RELEASE;
            case SERVICE_IN -> DownMessage.Order.SERVICE_IN;
            case SERVICE_OUT -> DownMessage.Order.SERVICE_OUT;
            case IDENTIFY -> DownMessage.Order.IDENTIFY;
            case REBOOT -> DownMessage.Order.REBOOT;
            case DIAGNOSTICS -> DownMessage.Order.DIAGNOSTICS;
        };
    }

    /** A reply that is lost on the way to the database costs nothing but time: facts decide. */
    void replied(StationId station, UpMessage.Reply reply) {
        CommandId command;
        try {
            command = new CommandId(reply.command());
        } catch (IllegalArgumentException e) {
            meters.happened("reply-to-nothing");
            return;
        }
        CommandQueue.Reply answer = new CommandQueue.Reply(outcome(reply.outcome()), reply.reason());
        offload.call(context, () -> {
                    queue.reply(station, command, answer, clock.instant());
                    return true;
                })
                .onFailure(e -> failed("reply", e));
    }

    private static CommandQueue.Outcome outcome(UpMessage.Reply.Outcome outcome) {
        return switch (outcome) {
            case DONE -> CommandQueue.Outcome.DONE;
            case NOT_TAKEN -> CommandQueue.Outcome.NOT_TAKEN;
            case REFUSED -> CommandQueue.Outcome.REFUSED;
            case EXPIRED -> CommandQueue.Outcome.EXPIRED;
            case DUPLICATE -> CommandQueue.Outcome.DUPLICATE;
        };
    }

    private void sweep() {
        if (stopped || !sweeping.compareAndSet(false, true)) {
            return;
        }
        offload.call(context, () -> {
                    queue.sweep(clock.instant());
                    return true;
                })
                .onComplete(done -> {
                    sweeping.set(false);
                    if (done.failed()) {
                        failed("command-sweep", done.cause());
                    }
                });
    }

    private void failed(String what, Throwable failure) {
        meters.failed(what);
        LOG.debug("{} failed and is tried again", what, failure);
    }
}
