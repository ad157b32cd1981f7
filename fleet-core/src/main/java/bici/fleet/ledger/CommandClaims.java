package bici.fleet.ledger;

import bici.fleet.dock.Cause;
import bici.fleet.dock.Event;
import bici.fleet.dock.RecordedFact;
import bici.fleet.dock.RemovalFlag;
import bici.fleet.ledger.CommandRecords.Claim;
import bici.fleet.ledger.CommandRecords.Given;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.FactId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Removals of which their stations say that commands of ours caused them, compared with the commands as they were given. */
final class CommandClaims {
    private final ClaimCheck check;
    private final Map<FactId, Given> given;
    private final Set<BikeId> repeated = new HashSet<>();
    private final Map<CommandId, FactId> earlier = new TreeMap<>();
    private final List<RecordedFact> judged;

    private CommandClaims(ClaimCheck check, Map<FactId, Given> given, List<RecordedFact> facts) {
        this.check = check;
        this.given = given;
        this.judged = facts.stream().map(this::judge).toList();
    }

    /** One statement, or none. */
    static CommandClaims judge(CommandRecords commands, ClaimCheck check, List<RecordedFact> facts) {
        List<Claim> claims = new ArrayList<>();
        facts.forEach(recorded -> claim(recorded).ifPresent(claims::add));
        return new CommandClaims(check, claims.isEmpty() ? Map.of() : commands.findGiven(claims), facts);
    }

    private static Optional<Claim> claim(RecordedFact recorded) {
        return recorded.fact().event() instanceof Event.BikeRemoved removed
                        && removed.cause() instanceof Cause.ByCommand by
                ? Optional.of(new Claim(recorded.fact().id(), by.command()))
                : Optional.empty();
    }

    /** The same facts, those flagged whose claim is false. */
    List<RecordedFact> judged() {
        return judged;
    }

    private RecordedFact judge(RecordedFact recorded) {
        return claim(recorded).map(claim -> judge(recorded, claim)).orElse(recorded);
    }

    private RecordedFact judge(RecordedFact recorded, Claim claim) {
        Optional<Given> found = Optional.ofNullable(given.get(claim.removal()));
        if (check.isFalse(recorded, found)) {
            return recorded.flagged(RemovalFlag.NOT_COMMANDED);
        }
        found.flatMap(Given::trip).filter(trip -> !trip.equals(claim.removal())).ifPresent(trip -> {
            BikeRefold.findBike(recorded).ifPresent(repeated::add);
            noteEarlier(claim, trip);
        });
        return recorded;
    }

    private void noteEarlier(Claim claim, FactId known) {
        if (claim.removal().compareTo(known) < 0) {
            earlier.merge(claim.command(), claim.removal(), (a, b) -> a.compareTo(b) < 0 ? a : b);
        }
    }

    /** Removals that are the commands' own, since they came before those that were told first. */
    Map<CommandId, FactId> earlier() {
        return earlier;
    }

    /** Bikes that a command is said to have let go once more: their whole history tells which removal was the command's. */
    Set<BikeId> repeated() {
        return repeated;
    }
}
