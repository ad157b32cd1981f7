package bici.fleet.ledger;

import bici.fleet.dock.Cause;
import bici.fleet.dock.Event;
import bici.fleet.dock.RecordedFact;
import bici.fleet.ledger.CommandRecords.Gone;
import bici.fleet.ledger.CommandRecords.Told;
import bici.fleet.operations.Notice;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Refusal;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What facts say of commands, in the transaction that records them. A removal counts more than anything else that a batch
 * says of its command.
 */
final class CommandResolution {
    private final Map<CommandId, Told> told = new TreeMap<>();
    private final List<Gone> gone = new ArrayList<>();
    private final Instant now;
    private final Predicate<FactId> isAllToldTo;

    private CommandResolution(Instant now, Predicate<FactId> isAllToldTo) {
        this.now = now;
        this.isAllToldTo = isAllToldTo;
    }

    /**
     * What they say.
     *
     * @param isAllToldTo whether a fact's station owes none before it: else a removal may have one by the waiting command
     *     before it, and says nothing of that command
     */
    static CommandResolution of(List<RecordedFact> facts, Predicate<FactId> isAllToldTo) {
        CommandResolution resolution = new CommandResolution(
                facts.isEmpty() ? Instant.EPOCH : facts.get(0).arrivedAt(), isAllToldTo);
        facts.forEach(resolution::add);
        return resolution;
    }

    private void add(RecordedFact recorded) {
        StationId station = recorded.fact().id().station();
        switch (recorded.fact().event()) {
            case Event.BikeRemoved removed -> {
                if (isAllToldTo.test(recorded.fact().id())) {
                    gone.add(new Gone(removed.bike(), station, recorded.at()));
                }
                if (removed.cause() instanceof Cause.ByCommand by
                        && recorded.flag().isEmpty()) {
                    Told done = new Told(
                            by.command(),
                            station,
                            CommandState.DONE,
                            Optional.empty(),
                            Optional.of(recorded.fact().id()));
                    told.merge(by.command(), done, (before, now) -> before.state() == CommandState.DONE ? before : now);
                }
            }
            case Event.LockOpenedNotTaken open ->
                open.command()
                        .ifPresent(command -> told.putIfAbsent(
                                command,
                                new Told(
                                        command, station, CommandState.NOT_TAKEN, Optional.empty(), Optional.empty())));
            case Event.LockFailed failed ->
                failed.command()
                        .ifPresent(command -> told.putIfAbsent(
                                command,
                                new Told(
                                        command,
                                        station,
                                        CommandState.REFUSED,
                                        Optional.of(Refusal.LOCK_FAILED),
                                        Optional.empty())));
            default -> {
                // Says nothing of a command.
            }
        }
    }

    List<Notice> write(CommandRecords commands) {
        List<Notice> changed = new ArrayList<>();
        if (!told.isEmpty()) {
            changed.addAll(commands.resolve(List.copyOf(told.values()), now));
        }
        if (!gone.isEmpty()) {
            changed.addAll(commands.refuseGone(gone, now));
        }
        return changed;
    }
}
