package bici.infra.simulation.memory;

import bici.fleet.dock.Birth.Lock;
import bici.fleet.dock.DockState.AsOf;
import bici.fleet.ledger.CommandRecords;
import bici.fleet.ledger.Owners;
import bici.fleet.ledger.Refused;
import bici.fleet.operations.CommandQueue.Outcome;
import bici.fleet.operations.CommandQueue.QueuedCommand;
import bici.fleet.operations.Notice.CommandChanged;
import bici.fleet.operations.Order;
import bici.fleet.operations.ReplyRule;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Refusal;
import bici.fleet.trip.Unlock;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Commands: riders' unlocks only. */
final class MemoryCommands implements CommandRecords {
    private final Rows rows;

    MemoryCommands(Rows rows) {
        this.rows = rows;
    }

    /** Puts a row in place of an earlier one; one that has ended stays as it is. */
    private CommandChanged replace(CommandRow row) {
        CommandRow old = rows.commands.get(row.id());
        if (old.state().isEnd() && (old.state() != row.state() || !old.endedAt().equals(row.endedAt()))) {
            throw new Refused(
                    "command " + old.id() + " has ended " + old.state() + " and cannot become " + row.state());
        }
        rows.commands.put(row.id(), row);
        if (old.releasedAt().isEmpty() && row.releasedAt().isPresent()) {
            rows.heldBikes.delete(row.asked().bike());
            rows.heldDocks.delete(row.asked().dock());
            rows.heldRiders.delete(row.asked().rider());
        }
        if (old.endedAt().isEmpty() && row.endedAt().isPresent()) {
            rows.undecided.delete(row.id());
        }
        return new CommandChanged(
                row.id(), row.station(), Optional.of(row.asked().rider()), row.state());
    }

    private List<CommandRow> undecided() {
        List<CommandRow> undecided = new ArrayList<>();
        rows.undecided.all().keySet().forEach(id -> undecided.add(rows.commands.get(id)));
        return undecided;
    }

    @Override
    public List<CommandChanged> resolve(Collection<Told> told, Instant now) {
        List<CommandChanged> changed = new ArrayList<>();
        told.stream()
                .sorted(Comparator.comparing(Told::command))
                .forEach(t -> rows.commands
                        .find(t.command())
                        .filter(row -> row.endedAt().isEmpty() && row.station().equals(t.station()))
                        .ifPresent(row -> changed.add(replace(row.ended(t.state(), t.refusal(), t.trip(), now)))));
        return changed;
    }

    @Override
    public List<CommandChanged> refuseGone(Collection<Gone> gone, Instant now) {
        List<CommandChanged> changed = new ArrayList<>();
        for (CommandRow row : undecided()) {
            if (gone.stream().anyMatch(g -> isGone(row, g))) {
                changed.add(replace(
                        row.ended(CommandState.REFUSED, Optional.of(Refusal.BIKE_GONE), Optional.empty(), now)));
            }
        }
        return changed;
    }

    private static boolean isGone(CommandRow row, Gone gone) {
        return row.asked().bike().equals(gone.bike())
                && row.station().equals(gone.station())
                && !row.asked().requestedAt().isAfter(gone.at());
    }

    @Override
    public Map<FactId, Given> findGiven(Collection<Claim> claims) {
        Map<FactId, Given> given = new HashMap<>();
        claims.forEach(claim -> rows.commands
                .find(claim.command())
                .ifPresent(row -> given.put(
                        claim.removal(),
                        new Given(
                                row.asked().dock(),
                                row.asked().bike(),
                                row.sentAt().isPresent(),
                                row.asked().deadline(),
                                isOutlived(row, claim.removal()),
                                row.trip()))));
        return given;
    }

    /** An inventory from long after the deadline, and before the removal by the station's order, has the lock shut. */
    private boolean isOutlived(CommandRow row, FactId removal) {
        AsOf position = new AsOf(removal.journal(), removal.sequence());
        Instant shut = row.asked().deadline().plus(Unlock.LONGEST_OPEN);
        return later(row).stream()
                .anyMatch(birth -> !birth.birth().clock().notBefore().isBefore(shut)
                        && birth.taken().asOf().compareTo(position) < 0
                        && !showsOpen(birth, row.asked()));
    }

    /** Births of its station after the connection that it was for. */
    private List<BirthRow> later(CommandRow row) {
        List<BirthRow> later = new ArrayList<>();
        for (BirthRow birth : rows.births
                .from(new BirthRow.Key(row.station(), row.epoch() + 1))
                .values()) {
            if (!birth.taken().station().equals(row.station())) {
                break;
            }
            later.add(birth);
        }
        return later;
    }

    @Override
    public void noteEarlier(Map<CommandId, FactId> removals) {
        removals.forEach((id, removal) -> rows.commands
                .find(id)
                .filter(row -> row.state() == CommandState.DONE)
                .ifPresent(row -> rows.commands.put(id, row.opened(removal))));
    }

    @Override
    public Owners findOwners(Set<CommandId> commands, Set<CardId> cards) {
        Map<CommandId, RiderId> byCommand = new HashMap<>();
        Map<CardId, RiderId> byCard = new HashMap<>();
        commands.forEach(id -> rows.commands
                .find(id)
                .ifPresent(row -> byCommand.put(id, row.asked().rider())));
        cards.forEach(card -> rows.cards.find(card).ifPresent(rider -> byCard.put(card, rider)));
        return new Owners(byCommand, byCard);
    }

    @Override
    public List<Moved> takeQueued(Collection<StationId> stations, Instant at) {
        List<Moved> moved = new ArrayList<>();
        for (CommandRow row : undecided()) {
            if (row.state() == CommandState.QUEUED && stations.contains(row.station())) {
                CommandRow next = !row.asked().deadline().isAfter(at)
                        ? ended(row, CommandState.EXPIRED, at)
                        : isConnected(row) ? row.sent(at) : ended(row, CommandState.STATION_OFFLINE, at);
                replace(next);
                moved.add(new Moved(
                        command(next), next.state(), Optional.of(next.asked().rider())));
            }
        }
        return moved;
    }

    private static CommandRow ended(CommandRow row, CommandState end, Instant at) {
        return row.ended(end, Optional.empty(), Optional.empty(), at);
    }

    /** Its rider has taken it back. */
    void cancel(CommandRow queued, Instant at) {
        replace(ended(queued, CommandState.CANCELLED, at));
    }

    private boolean isConnected(CommandRow row) {
        StationRow station = rows.stations.get(row.station());
        return station.online() && station.epoch() == row.epoch();
    }

    private static QueuedCommand command(CommandRow row) {
        Unlock asked = row.asked();
        return new QueuedCommand(
                asked.id(),
                row.station(),
                Order.UNLOCK,
                Optional.of(asked.dock().number()),
                Optional.of(asked.bike()),
                row.epoch(),
                asked.requestedAt(),
                Duration.between(asked.requestedAt(), asked.deadline()));
    }

    @Override
    public Optional<Standing> lock(CommandId command, StationId station) {
        return rows.commands
                .find(command)
                .filter(row -> row.station().equals(station))
                .map(row -> new Standing(
                        Order.UNLOCK, row.state(), Optional.of(row.asked().rider())));
    }

    @Override
    public void noteReply(CommandId command, Outcome outcome, Instant at) {
        rows.commands.find(command).ifPresent(row -> rows.commands.put(command, row.replied(outcome)));
    }

    @Override
    public void end(CommandId command, ReplyRule.End end, Instant at) {
        rows.commands
                .find(command)
                .filter(row -> row.endedAt().isEmpty())
                .ifPresent(row -> replace(row.ended(end.state(), end.refusal(), Optional.empty(), at)));
    }

    @Override
    public List<CommandChanged> sweep(Instant at) {
        List<CommandChanged> changed = new ArrayList<>();
        for (CommandRow row : undecided()) {
            CommandRow next = swept(row, at);
            boolean freed = row.releasedAt().isEmpty()
                    && !row.asked().deadline().plus(Unlock.MARGIN).isAfter(at);
            if (next.state() != row.state() || freed) {
                changed.add(replace(freed ? next.freed(at) : next));
            }
        }
        return changed;
    }

    private CommandRow swept(CommandRow row, Instant at) {
        boolean late = !row.asked().deadline().isAfter(at);
        if (row.state() == CommandState.QUEUED) {
            return late
                    ? ended(row, CommandState.EXPIRED, at)
                    : isConnected(row) ? row : ended(row, CommandState.STATION_OFFLINE, at);
        }
        if (late && isOvertaken(row)) {
            return ended(row, CommandState.EXPIRED, at);
        }
        return late && row.state() == CommandState.SENT ? row.unknown() : row;
    }

    /**
     * A later birth's inventory, with every fact before it known, would show what the command did. One that shows its
     * bike in a lock that stands open does not: the bike may be pulled yet.
     */
    private boolean isOvertaken(CommandRow row) {
        return later(row).stream().anyMatch(birth -> birth.reconciled() && !showsOpen(birth, row.asked()));
    }

    private static boolean showsOpen(BirthRow birth, Unlock asked) {
        return birth.docks().stream()
                .anyMatch(reading -> reading.lock() == Lock.UNLOCKED
                        && reading.dock() == asked.dock().number()
                        && reading.bike().equals(Optional.of(asked.bike())));
    }
}
