package bici.infra.simulation.memory;

import bici.fleet.dock.Birth.Lock;
import bici.fleet.dock.DockState;
import bici.fleet.ledger.BikeRow;
import bici.fleet.ledger.UnlockRecords;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Refusal;
import bici.fleet.trip.Unlock;
import bici.fleet.trip.UnlockPolicy;
import bici.fleet.trip.UnlockRequest;
import bici.fleet.trip.UnlockSituation;
import bici.fleet.trip.UnlockSituation.Asker;
import bici.fleet.trip.UnlockSituation.Target;
import bici.fleet.trip.Whereabouts;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.GuessLimit;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.RiderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Riders' unlocks. No bike, dock or station is withdrawn here: staff has no desk in memory. */
final class MemoryUnlocks implements UnlockRecords {
    private final Rows rows;

    MemoryUnlocks(Rows rows) {
        this.rows = rows;
    }

    @Override
    public boolean lockRider(RiderId rider) {
        return rows.riders.has(rider);
    }

    @Override
    public Optional<Earlier> findRequest(RiderId rider, IdempotencyKey key) {
        return rows.requests
                .find(RequestRow.Key.of(rider, key))
                .map(row -> new Earlier(row.code(), row.command(), row.refusal()));
    }

    @Override
    public Situation loadSituation(UnlockRequest request, Since since) {
        Optional<Target> target = request.code().flatMap(rows.codes::find).map(this::target);
        long epoch = target.flatMap(Target::dock)
                .flatMap(dock -> rows.stations.find(dock.station()))
                .map(StationRow::epoch)
                .orElse(0L);
        return new Situation(new UnlockSituation(asker(request.rider(), since), target), epoch);
    }

    private Asker asker(RiderId rider, Since since) {
        RiderRow row = rows.riders.get(rider);
        int unlocks = 0;
        List<Instant> wrongCodes = new ArrayList<>();
        for (RequestRow asked : rows.requestsOf.of(rider)) {
            boolean refusedForMany = asked.refusal().equals(Optional.of(Refusal.TOO_MANY_UNLOCKS));
            unlocks += asked.at().isAfter(since.unlocks()) && !refusedForMany ? 1 : 0;
            boolean wrong = asked.refusal().equals(Optional.of(Refusal.UNKNOWN_CODE));
            if (wrong && asked.at().isAfter(since.now().minus(GuessLimit.REMEMBERED))) {
                wrongCodes.add(asked.at());
            }
        }
        return new Asker(
                row.suspended(),
                row.consent().equals(Optional.of(since.policyVersion())),
                !rows.ridingOf.of(rider).isEmpty(),
                rows.heldRiders.has(rider),
                unlocks,
                UnlockPolicy.WRONG_CODES.waitAt(
                        since.now(), wrongCodes.stream().sorted().toList()));
    }

    private Target target(PrintedCodes.Meant meant) {
        Optional<BikeRow> coded = meant.bike().flatMap(rows.bikes::find);
        Optional<DockState> dock =
                meant.dock().or(() -> coded.flatMap(MemoryUnlocks::place)).flatMap(rows.docks::find);
        Optional<BikeRow> bike = meant.bike()
                .or(() -> dock.flatMap(DockState::bike))
                .flatMap(rows.bikes::find)
                .filter(this::isOurs);
        Optional<StationRow> station =
                dock.flatMap(d -> rows.stations.find(d.dock().station()));
        return new Target(
                dock.map(DockState::dock),
                bike.map(BikeRow::bike),
                bike.filter(b -> b.whereabouts() instanceof Whereabouts.OnTrip).isPresent(),
                true,
                isHeld(bike.map(BikeRow::bike), dock.map(DockState::dock)),
                dock.filter(d -> d.fault().isPresent() || d.lock() == Lock.JAMMED)
                        .isPresent(),
                false,
                station.filter(StationRow::online).isPresent(),
                station.filter(StationRow::retired).isEmpty());
    }

    private boolean isOurs(BikeRow bike) {
        return bike.registration().from().isPresent() && !rows.retired.has(bike.bike());
    }

    private static Optional<DockId> place(BikeRow bike) {
        return bike.whereabouts() instanceof Whereabouts.AtDock here ? Optional.of(here.dock()) : Optional.empty();
    }

    private boolean isHeld(Optional<BikeId> bike, Optional<DockId> dock) {
        return bike.filter(rows.heldBikes::has).isPresent()
                || dock.filter(rows.heldDocks::has).isPresent();
    }

    @Override
    public boolean add(Unlock unlock, IdempotencyKey key, long epoch) {
        boolean taken = rows.commands.has(unlock.id())
                || rows.heldBikes.has(unlock.bike())
                || rows.heldDocks.has(unlock.dock())
                || rows.heldRiders.has(unlock.rider());
        if (taken) {
            return false;
        }
        rows.commands.insert(unlock.id(), CommandRow.queued(unlock, key, epoch));
        rows.undecided.insert(unlock.id(), unlock.dock().station());
        rows.heldBikes.insert(unlock.bike(), unlock.id());
        rows.heldDocks.insert(unlock.dock(), unlock.id());
        rows.heldRiders.insert(unlock.rider(), unlock.id());
        return true;
    }

    @Override
    public void note(UnlockRequest request, Instant at, Optional<CommandId> unlock, Optional<Refusal> refusal) {
        RequestRow row = new RequestRow(request.rider(), request.key(), request.typed(), at, unlock, refusal);
        rows.requests.insert(RequestRow.Key.of(request.rider(), request.key()), row);
        rows.requestsOf.add(request.rider(), row);
    }

    @Override
    public boolean cancelQueued(CommandId unlock, Instant at) {
        Optional<CommandRow> queued = rows.commands.find(unlock).filter(row -> row.state() == CommandState.QUEUED);
        queued.ifPresent(row -> new MemoryCommands(rows).cancel(row, at));
        return queued.isPresent();
    }

    @Override
    public Optional<Unlock> find(RiderId rider, CommandId unlock) {
        return rows.commands
                .find(unlock)
                .filter(row -> row.asked().rider().equals(rider))
                .map(CommandRow::unlock);
    }
}
