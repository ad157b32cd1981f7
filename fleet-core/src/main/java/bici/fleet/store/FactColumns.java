package bici.fleet.store;

import bici.fleet.dock.Cause;
import bici.fleet.dock.Event;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CommandId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event as the columns of table {@code fact} that depend on its kind.
 *
 * @param value a percentage, 1 or 0 for a yes or no, or the first sequence of a lost range
 * @param valueTo the last sequence of a lost range, or whether mains power is there
 */
record FactColumns(
        String kind,
        @Nullable Integer dock,
        @Nullable String bike,
        @Nullable String cause,
        @Nullable String causeId,
        @Nullable Long listVersion,
        @Nullable String proof,
        @Nullable String code,
        @Nullable Long value,
        @Nullable Long valueTo) {

    static FactColumns of(Event event) {
        return switch (event) {
            case Event.BikeRemoved e -> removed(e);
            case Event.BikeDocked e -> plain("bike-docked", e.dock(), e.bike());
            case Event.LockOpenedNotTaken e ->
                plain("lock-opened-not-taken", e.dock(), e.bike()).causedBy(e.command());
            case Event.LockFailed e ->
                plain("lock-failed", e.dock(), null).coded(e.code()).causedBy(e.command());
            case Event.DockFault e -> plain("dock-fault", e.dock(), null).coded(e.code());
            case Event.DockCleared e -> plain("dock-cleared", e.dock(), null);
            case Event.Tamper e -> plain("tamper", e.dock(), null);
            case Event.Door e -> plain("door", null, null).valued(e.open() ? 1L : 0L, null);
            case Event.Power e -> plain("power", null, null).valued(e.batteryPercent(), e.mains() ? 1L : 0L);
            case Event.Button e ->
                plain("button", e.dock(), e.bike().orElse(null)).coded(e.code());
            case Event.BikeBattery e ->
                plain("bike-battery", e.dock(), e.bike()).valued(e.percent(), null);
            case Event.Lost e ->
                plain("lost", null, null).valued(e.range().from(), e.range().to());
        };
    }

    private static FactColumns removed(Event.BikeRemoved e) {
        FactColumns base = plain("bike-removed", e.dock(), e.bike());
        return switch (e.cause()) {
            case Cause.ByCommand by -> base.causedBy("command", by.command().value(), null, null);
            case Cause.ByCard by -> base.causedBy("card", by.card().value(), by.listVersion(), by.proof());
            case Cause.ByCrew by -> base.causedBy("crew", by.card().value(), null, null);
            case Cause.ByNobody by -> base.causedBy("nobody", null, null, null);
        };
    }

    private static FactColumns plain(String kind, @Nullable Integer dock, @Nullable BikeId bike) {
        return new FactColumns(
                kind, dock, bike == null ? null : bike.value(), null, null, null, null, null, null, null);
    }

    private FactColumns coded(String newCode) {
        return new FactColumns(kind, dock, bike, cause, causeId, listVersion, proof, newCode, value, valueTo);
    }

    private FactColumns valued(long newValue, @Nullable Long newValueTo) {
        return new FactColumns(kind, dock, bike, cause, causeId, listVersion, proof, code, newValue, newValueTo);
    }

    private FactColumns causedBy(Optional<CommandId> command) {
        return command.map(id -> causedBy("command", id.value(), null, null)).orElse(this);
    }

    private FactColumns causedBy(
            String by, @Nullable String id, @Nullable Long newListVersion, @Nullable String newProof) {
        return new FactColumns(kind, dock, bike, by, id, newListVersion, newProof, code, value, valueTo);
    }
}
