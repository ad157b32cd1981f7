package bici.fleet.ledger;

import bici.fleet.operations.CommandQueue.Outcome;
import bici.fleet.operations.CommandQueue.QueuedCommand;
import bici.fleet.operations.Notice.CommandChanged;
import bici.fleet.operations.Order;
import bici.fleet.operations.ReplyRule;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Refusal;
import bici.fleet.trip.Unlock;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Commands to stations. One that has ended never changes again. */
public interface CommandRecords {
    /** Ends commands as their own stations' facts say; those that have ended stay as they are. */
    List<CommandChanged> resolve(Collection<Told> told, Instant now);

    /** Ends the undecided unlocks of bikes that went otherwise, if they were asked for before. */
    List<CommandChanged> refuseGone(Collection<Gone> gone, Instant now);

    /** What is recorded of the unlocks that these claims name; without those that were never asked for. */
    Map<FactId, Given> findGiven(Collection<Claim> claims);

    /** Removals by these commands that came before the ones that the commands are known to have let happen. */
    void noteEarlier(Map<CommandId, FactId> removals);

    Owners findOwners(Set<CommandId> commands, Set<CardId> cards);

    /** Moves what waits for these stations: sent if it may still be obeyed, else ended. */
    List<Moved> takeQueued(Collection<StationId> stations, Instant at);

    /** Locks a command of this station. */
    Optional<Standing> lock(CommandId command, StationId station);

    /** The first word of a station stands. */
    void noteReply(CommandId command, Outcome outcome, Instant at);

    void end(CommandId command, ReplyRule.End end, Instant at);

    /**
     * Ends, marks and frees what time has decided. What an overtaking birth's inventory, with every fact before it known,
     * does not show did not happen.
     */
    List<CommandChanged> sweep(Instant at);

    /** A removal of which its station says that this command let the bike go. */
    record Claim(FactId removal, CommandId command) {}

    /**
     * An unlock as it was given, never to change.
     *
     * @param sent it was handed over to its station
     * @param outlived the claim is about a removal after an inventory of that station, taken {@link Unlock#LONGEST_OPEN} after
     *     the deadline or later, that does not show the lock standing open for the bike
     * @param trip the removal that the command is known to have let happen
     */
    record Given(DockId dock, BikeId bike, boolean sent, Instant deadline, boolean outlived, Optional<FactId> trip) {}

    /** What a fact says of a command. */
    record Told(
            CommandId command,
            StationId station,
            CommandState state,
            Optional<Refusal> refusal,
            Optional<FactId> trip) {}

    /** A bike that left a station, whatever the cause. */
    record Gone(BikeId bike, StationId station, Instant at) {}

    /** A command that was taken from the queue, and its state since. */
    record Moved(QueuedCommand command, CommandState state, Optional<RiderId> rider) {
        CommandChanged notice() {
            return new CommandChanged(command.id(), command.station(), rider, state);
        }
    }

    /** A command as it stands. */
    record Standing(Order order, CommandState state, Optional<RiderId> rider) {}
}
