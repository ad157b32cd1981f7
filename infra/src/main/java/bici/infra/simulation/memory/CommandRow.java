package bici.infra.simulation.memory;

import bici.fleet.operations.CommandQueue.Outcome;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Refusal;
import bici.fleet.trip.Unlock;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.TripId;
import java.time.Instant;
import java.util.Optional;

/**
 * A rider's unlock as it is kept.
 *
 * @param asked as it was asked for, and so in its first state
 * @param epoch of the station's connection when it was asked for
 * @param reply the station's first word
 * @param releasedAt from then on bike, dock and rider are free for another
 */
public record CommandRow(
        Unlock asked,
        IdempotencyKey key,
        long epoch,
        CommandState state,
        Optional<Refusal> refusal,
        Optional<Instant> sentAt,
        Optional<Outcome> reply,
        Optional<Instant> endedAt,
        Optional<Instant> releasedAt,
        Optional<FactId> trip) {
    public CommandRow {
        Checks.require(asked.deadline().isAfter(asked.requestedAt()), "a deadline lies after the request");
        Checks.require(state.isEnd() == endedAt.isPresent(), "a command has ended when its state is an end");
        Checks.require((state == CommandState.REFUSED) == refusal.isPresent(), "a refusal has its reason");
        Checks.require(
                (state != CommandState.SENT && state != CommandState.UNKNOWN) || sentAt.isPresent(),
                "what was sent says when");
        Checks.require(endedAt.isEmpty() || releasedAt.isPresent(), "what has ended holds nothing");
        Checks.require(trip.isEmpty() || state == CommandState.DONE, "only what is done opened a trip");
    }

    static CommandRow queued(Unlock unlock, IdempotencyKey key, long epoch) {
        return new CommandRow(
                unlock,
                key,
                epoch,
                CommandState.QUEUED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public CommandId id() {
        return asked.id();
    }

    public StationId station() {
        return asked.dock().station();
    }

    CommandRow sent(Instant at) {
        return new CommandRow(
                asked, key, epoch, CommandState.SENT, refusal, Optional.of(at), reply, endedAt, releasedAt, trip);
    }

    CommandRow unknown() {
        return new CommandRow(
                asked, key, epoch, CommandState.UNKNOWN, refusal, sentAt, reply, endedAt, releasedAt, trip);
    }

    CommandRow freed(Instant at) {
        return new CommandRow(
                asked, key, epoch, state, refusal, sentAt, reply, endedAt, releasedAt.or(() -> Optional.of(at)), trip);
    }

    CommandRow replied(Outcome word) {
        return new CommandRow(
                asked,
                key,
                epoch,
                state,
                refusal,
                sentAt,
                reply.or(() -> Optional.of(word)),
                endedAt,
                releasedAt,
                trip);
    }

    CommandRow opened(FactId earlier) {
        return new CommandRow(
                asked, key, epoch, state, refusal, sentAt, reply, endedAt, releasedAt, Optional.of(earlier));
    }

    CommandRow ended(CommandState end, Optional<Refusal> why, Optional<FactId> opened, Instant at) {
        return new CommandRow(
                asked,
                key,
                epoch,
                end,
                why,
                sentAt,
                reply,
                Optional.of(at),
                releasedAt.or(() -> Optional.of(at)),
                opened);
    }

    /** As its rider sees it. */
    public Unlock unlock() {
        return new Unlock(
                asked.id(),
                asked.rider(),
                asked.bike(),
                asked.dock(),
                state,
                refusal,
                asked.requestedAt(),
                asked.deadline(),
                trip.map(TripId::new));
    }
}
