package bici.fleet.ledger;

import bici.fleet.ledger.UnlockRecords.Earlier;
import bici.fleet.ledger.UnlockRecords.Situation;
import bici.fleet.operations.Notice;
import bici.fleet.operations.Notices;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Refusal;
import bici.fleet.trip.Unlock;
import bici.fleet.trip.UnlockAnswer;
import bici.fleet.trip.UnlockDesk;
import bici.fleet.trip.UnlockPolicy;
import bici.fleet.trip.UnlockRequest;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.RiderId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Unlocks over the ledger's ports. A rider is locked first, so that one rider asks for one thing at a time; two riders who
 * want one bike meet when the unlock is added.
 */
public class LedgerUnlockDesk implements UnlockDesk {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final LedgerTransactions transactions;
    private final Notices notices;
    private final String policyVersion;
    private final Supplier<CommandId> ids;
    private final List<UnlockPolicy> policies;

    /**
     * A desk by all current policies.
     *
     * @param policyVersion version of the data policy a rider must have agreed to
     * @param ids never the same one twice
     */
    public LedgerUnlockDesk(
            LedgerTransactions transactions, Notices notices, String policyVersion, Supplier<CommandId> ids) {
        this.transactions = transactions;
        this.notices = notices;
        this.policyVersion = policyVersion;
        this.ids = ids;
        this.policies = UnlockPolicy.allCurrentPolicies();
    }

    @Override
    public UnlockAnswer request(UnlockRequest request, Instant at) {
        Instant now = at.truncatedTo(ChronoUnit.MICROS);
        UnlockAnswer answer = transactions.run(tables -> {
            UnlockRecords unlocks = tables.unlocks();
            if (!unlocks.lockRider(request.rider())) {
                throw new NoSuchElementException("there is no rider " + request.rider());
            }
            Optional<Earlier> earlier = unlocks.findRequest(request.rider(), request.key());
            return earlier.isPresent() ? repeat(unlocks, request, earlier.get()) : decide(unlocks, request, now);
        });
        if (answer instanceof UnlockAnswer.Queued queued) {
            notices.tell(new Notice.CommandQueued(queued.unlock().dock().station()));
            tell(queued.unlock());
        }
        return answer;
    }

    private void tell(Unlock unlock) {
        notices.tell(new Notice.CommandChanged(
                unlock.id(), unlock.dock().station(), Optional.of(unlock.rider()), unlock.state()));
    }

    @Override
    public UnlockAnswer cancel(UnlockRequest request, Instant at) {
        Instant now = at.truncatedTo(ChronoUnit.MICROS);
        UnlockAnswer answer = transactions.run(tables -> {
            UnlockRecords unlocks = tables.unlocks();
            if (!unlocks.lockRider(request.rider())) {
                throw new NoSuchElementException("there is no rider " + request.rider());
            }
            Optional<Earlier> earlier = unlocks.findRequest(request.rider(), request.key());
            if (earlier.isEmpty()) {
                return refuse(unlocks, request, Refusal.CANCELLED, now);
            }
            UnlockAnswer standing = repeat(unlocks, request, earlier.get());
            return standing instanceof UnlockAnswer.InFlight flying
                            && unlocks.cancelQueued(flying.unlock().id(), now)
                    ? repeat(unlocks, request, earlier.get())
                    : standing;
        });
        if (answer instanceof UnlockAnswer.Repeated repeated
                && repeated.unlock().state() == CommandState.CANCELLED) {
            tell(repeated.unlock());
        }
        return answer;
    }

    private static UnlockAnswer repeat(UnlockRecords unlocks, UnlockRequest request, Earlier earlier) {
        if (!earlier.code().equals(request.typed())) {
            return new UnlockAnswer.KeyReused();
        }
        if (earlier.refusal().isPresent()) {
            return new UnlockAnswer.Refused(earlier.refusal().get());
        }
        Unlock unlock =
                unlocks.find(request.rider(), earlier.command().orElseThrow()).orElseThrow();
        return unlock.state().isEnd() ? new UnlockAnswer.Repeated(unlock) : new UnlockAnswer.InFlight(unlock);
    }

    private UnlockAnswer decide(UnlockRecords unlocks, UnlockRequest request, Instant now) {
        Situation situation =
                unlocks.loadSituation(request, new UnlockRecords.Since(policyVersion, now.minus(MINUTE), now));
        Optional<Refusal> refusal = UnlockPolicy.decide(policies, situation.seen());
        if (refusal.isPresent()) {
            Duration wait = situation.seen().asker().wrongCodesWait();
            unlocks.note(request, now, Optional.empty(), refusal);
            return new UnlockAnswer.Refused(
                    refusal.get(),
                    refusal.get() == Refusal.TOO_MANY_WRONG_CODES ? Optional.of(wait) : Optional.empty());
        }
        Unlock unlock = new Unlock(
                ids.get(),
                request.rider(),
                situation.bike(),
                situation.dock(),
                CommandState.QUEUED,
                Optional.empty(),
                now,
                now.plus(Unlock.TIME_TO_LIVE),
                Optional.empty());
        if (!unlocks.add(unlock, request.key(), situation.epoch())) {
            return refuse(unlocks, request, Refusal.BIKE_HELD, now);
        }
        unlocks.note(request, now, Optional.of(unlock.id()), Optional.empty());
        return new UnlockAnswer.Queued(unlock);
    }

    private static UnlockAnswer refuse(UnlockRecords unlocks, UnlockRequest request, Refusal refusal, Instant now) {
        unlocks.note(request, now, Optional.empty(), Optional.of(refusal));
        return new UnlockAnswer.Refused(refusal);
    }

    @Override
    public Optional<Unlock> find(RiderId rider, CommandId unlock) {
        return transactions.read(tables -> tables.unlocks().find(rider, unlock));
    }
}
