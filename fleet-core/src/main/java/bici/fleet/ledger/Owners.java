package bici.fleet.ledger;

import bici.fleet.dock.Cause;
import bici.fleet.trip.Trip;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.RiderId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whose trips these are: the removal's own cause says it, and a cause nobody knows belongs to nobody. */
public record Owners(Map<CommandId, RiderId> byCommand, Map<CardId, RiderId> byCard) {
    public Owners {
        byCommand = Map.copyOf(byCommand);
        byCard = Map.copyOf(byCard);
    }

    static Owners load(CommandRecords commands, List<TripChange> changes) {
        Set<CommandId> byCommand = new TreeSet<>();
        Set<CardId> byCard = new TreeSet<>();
        for (TripChange change : changes) {
            if (change.after().isFalselyClaimed()) {
                continue;
            }
            switch (change.after().cause()) {
                case Cause.ByCommand by -> byCommand.add(by.command());
                case Cause.ByCard by -> byCard.add(by.card());
                case Cause.ByCrew by -> {}
                case Cause.ByNobody by -> {}
            }
        }
        return byCommand.isEmpty() && byCard.isEmpty()
                ? new Owners(Map.of(), Map.of())
                : commands.findOwners(byCommand, byCard);
    }

    public Optional<RiderId> find(Trip trip) {
        if (trip.isFalselyClaimed()) {
            return Optional.empty();
        }
        return switch (trip.cause()) {
            case Cause.ByCommand by -> Optional.ofNullable(byCommand.get(by.command()));
            case Cause.ByCard by -> Optional.ofNullable(byCard.get(by.card()));
            case Cause.ByCrew by -> Optional.empty();
            case Cause.ByNobody by -> Optional.empty();
        };
    }
}
