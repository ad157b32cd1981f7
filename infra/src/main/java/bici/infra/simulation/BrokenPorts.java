package bici.infra.simulation;

import bici.fleet.dock.Birth;
import bici.fleet.dock.Delivery;
import bici.fleet.dock.HealthReading;
import bici.fleet.dock.Receipt;
import bici.fleet.dock.Session;
import bici.fleet.dock.StationLedger;
import bici.fleet.operations.CommandQueue;
import bici.fleet.trip.Unlock;
import bici.fleet.trip.UnlockAnswer;
import bici.fleet.trip.UnlockDesk;
import bici.fleet.trip.UnlockRequest;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the core offers, with one bug planted between it and the node. */
final class BrokenPorts implements StationLedger, UnlockDesk, CommandQueue {
    private static final Duration TOO_EARLY = Duration.ofSeconds(8);
    private static final Duration NO_END = Duration.ofHours(1);
    private static final Duration AGAIN = Duration.ofMinutes(2);

    private final Core core;
    private final Planted bug;
    private final Map<StationId, Long> epochs = new HashMap<>();
    private final List<QueuedCommand> handedOut = new ArrayList<>();
    private int keys;

    private BrokenPorts(Core core, Planted bug) {
        this.core = core;
        this.bug = bug;
    }

    static Core around(Core core, Planted bug) {
        BrokenPorts broken = new BrokenPorts(core, bug);
        return new Core(broken, broken, broken);
    }

    @Override
    public Session openSession(Birth birth) {
        Session session = core.ledger().openSession(bug == Planted.CLOCK_BELIEVED ? believed(birth) : birth);
        if (session instanceof Session.Accepted accepted) {
            epochs.put(birth.station(), accepted.epoch());
        }
        return session;
    }

    private static Birth believed(Birth birth) {
        Birth.Clock clock = birth.clock();
        return new Birth(
                birth.station(),
                birth.nonce(),
                birth.journal(),
                birth.boot(),
                new Birth.Clock(clock.deviceTime(), clock.uptime(), clock.quality(), clock.deviceTime()),
                birth.firmware(),
                birth.hardware(),
                birth.configVersion(),
                birth.listVersion(),
                birth.asOf(),
                birth.waiting(),
                birth.docks());
    }

    @Override
    public void closeSession(StationId station, long epoch, Instant at, String why) {
        core.ledger().closeSession(station, epoch, at, why);
    }

    @Override
    public void closeAllSessions(Instant at) {
        core.ledger().closeAllSessions(at);
    }

    @Override
    public List<Receipt> record(List<Delivery> deliveries) {
        return core.ledger().record(deliveries);
    }

    @Override
    public void recordHealth(List<HealthReading> readings) {
        core.ledger().recordHealth(readings);
    }

    @Override
    public void noteHeard(Map<StationId, Instant> heard) {
        core.ledger().noteHeard(heard);
    }

    @Override
    public UnlockAnswer request(UnlockRequest request, Instant at) {
        boolean anew = bug == Planted.KEY_IGNORED;
        IdempotencyKey key = anew ? new IdempotencyKey("again-" + keys++) : request.key();
        return core.desk().request(new UnlockRequest(request.rider(), key, request.typed()), at);
    }

    @Override
    public UnlockAnswer cancel(UnlockRequest request, Instant at) {
        return core.desk().cancel(request, at);
    }

    @Override
    public Optional<Unlock> find(RiderId rider, CommandId unlock) {
        return core.desk().find(rider, unlock);
    }

    @Override
    public List<QueuedCommand> takeQueued(Collection<StationId> stations, Instant at) {
        List<QueuedCommand> taken = new ArrayList<>();
        for (QueuedCommand c : core.queue().takeQueued(stations, at)) {
            taken.add(bug == Planted.NO_DEADLINE ? with(c, c.epoch(), c.issuedAt(), NO_END) : c);
        }
        if (bug == Planted.HANDED_OUT_AGAIN) {
            handOutAgain(taken, at);
        }
        return taken;
    }

    /** What was sent on an earlier connection goes out on the present one, as if it were new. */
    private void handOutAgain(List<QueuedCommand> taken, Instant at) {
        List<QueuedCommand> before = List.copyOf(handedOut);
        handedOut.clear();
        for (QueuedCommand c : before) {
            long epoch = epochs.getOrDefault(c.station(), c.epoch());
            if (epoch != c.epoch()) {
                taken.add(with(c, epoch, at, c.timeToLive()));
            } else if (c.issuedAt().plus(AGAIN).isAfter(at)) {
                handedOut.add(c);
            }
        }
        handedOut.addAll(taken);
    }

    private static QueuedCommand with(QueuedCommand c, long epoch, Instant issuedAt, Duration timeToLive) {
        return new QueuedCommand(c.id(), c.station(), c.order(), c.dock(), c.bike(), epoch, issuedAt, timeToLive);
    }

    @Override
    public void reply(StationId station, CommandId command, Reply reply, Instant at) {
        core.queue().reply(station, command, reply, at);
    }

    @Override
    public void sweep(Instant at) {
        if (bug != Planted.NEVER_SWEPT) {
            core.queue().sweep(bug == Planted.SWEPT_TOO_EARLY ? at.plus(TOO_EARLY) : at);
        }
    }
}
