package bici.infra.simulation;

import bici.fleet.dock.LedgerUnavailable;
import bici.fleet.dock.Session;
import bici.fleet.operations.Notice;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The server's process around the real core: connections, inbox, writer, sessions, courier, as the gateway has them, on
 * virtual time. It can be killed at any moment and keeps nothing then. One thread.
 */
final class VirtualNode implements VirtualStation.Network {
    private static final long SWEEP_MS = 15_000;
    private static final long WELL_MS = 300_000;

    private final World world;
    private final Core core;
    private final Database database;
    private final Witness witness;
    private final Optional<Planted> planted;
    private final Dice dice;
    private final FactWriting writer;
    private final VirtualCourier courier;
    private final Map<StationId, Peer> peers = new TreeMap<>();
    private final Map<StationId, Long> turns = new HashMap<>();
    private final Map<StationId, Opened> latest = new HashMap<>();
    private boolean up;
    private long openings;
    private int process;
    private long troubledMs = Long.MIN_VALUE;

    VirtualNode(World world, Core core, Database database, Witness witness, Optional<Planted> planted) {
        this.world = world;
        this.core = core;
        this.database = database;
        this.witness = witness;
        this.planted = planted;
        this.dice = world.dice().split();
        this.writer = new FactWriting(this, dice.split());
        this.courier = new VirtualCourier(this, world);
    }

    /** A session as it was opened, epoch 0 when it was not. */
    private record Opened(long epoch, long opening) {}

    Core core() {
        return core;
    }

    Witness witness() {
        return witness;
    }

    Dice dice() {
        return dice;
    }

    FactWriting writer() {
        return writer;
    }

    VirtualCourier courier() {
        return courier;
    }

    boolean isUp() {
        return up;
    }

    boolean isPlanted(Planted bug) {
        return planted.isPresent() && planted.get() == bug;
    }

    /** The last moment at which process or database were not well. */
    long troubledMs() {
        return Math.max(troubledMs, database.troubledMs());
    }

    /** Whether process and database have been well for some minutes. */
    boolean isWell() {
        return up && troubledMs() < world.nowMs() - WELL_MS;
    }

    /** In a while, unless the process ends before. */
    void later(long ms, Runnable act) {
        int mine = process;
        world.agenda().after(ms, () -> {
            if (up && mine == process) {
                guarded(act);
            }
        });
    }

    /** The process may be killed in the middle of it. */
    void guarded(Runnable act) {
        try {
            act.run();
        } catch (NodeKilled e) {
            kill();
        }
    }

    /** The first thing a process does is to end the sessions of the one before. */
    void start() {
        try {
            core.ledger().closeAllSessions(world.agenda().now());
        } catch (LedgerUnavailable | NodeKilled e) {
            world.agenda().after(1_000, this::start);
            return;
        }
        up = true;
        world.history().note("node starts", process);
        courier.start();
        sweep();
    }

    void kill() {
        if (!up) {
            return;
        }
        up = false;
        process++;
        world.history().note("node killed", process);
        List.copyOf(peers.values()).forEach(Peer::killed);
        peers.clear();
        turns.clear();
        latest.clear();
        writer.restart();
        long awayMs = dice.between(3_000, 60_000);
        troubledMs = world.nowMs() + awayMs;
        world.agenda().after(awayMs, this::start);
    }

    private void sweep() {
        later(SWEEP_MS, () -> {
            List.copyOf(peers.values()).forEach(Peer::sweep);
            noteHeard();
            sweep();
        });
    }

    private void noteHeard() {
        Map<StationId, Instant> heard = new TreeMap<>();
        peers.keySet().forEach(station -> heard.put(station, world.agenda().now()));
        try {
            core.ledger().noteHeard(heard);
        } catch (LedgerUnavailable e) {
            world.history().note("heartbeats not noted");
        }
    }

    @Override
    public Optional<Line> connect(VirtualStation station) {
        if (!up) {
            return Optional.empty();
        }
        StationId id = station.stationId();
        Peer older = peers.get(id);
        if (older != null) {
            older.close("taken-over");
        }
        return Optional.of(new Line(world, dice.split(), station, line -> {
            Peer peer = new Peer(this, world, id, line, dice.split());
            peers.put(id, peer);
            return peer;
        }));
    }

    Optional<Peer> findPeer(StationId station) {
        return Optional.ofNullable(peers.get(station));
    }

    Collection<StationId> stations() {
        return List.copyOf(peers.keySet());
    }

    void left(Peer peer) {
        peers.remove(peer.station(), peer);
    }

    /** One station's births and ends are taken in turn. */
    void inTurn(StationId station, Runnable act) {
        long dueMs = Math.max(turns.getOrDefault(station, 0L), world.nowMs()) + dice.between(2, 30);
        turns.put(station, dueMs);
        later(dueMs - world.nowMs(), act);
    }

    long opened(StationId station, Session session) {
        long epoch = session instanceof Session.Accepted accepted ? accepted.epoch() : 0;
        latest.put(station, new Opened(epoch, ++openings));
        return openings;
    }

    void closeSession(StationId station, long epoch, long opening, String why) {
        Instant at = world.agenda().now();
        inTurn(station, () -> close(station, epoch, opening, at, why));
    }

    private void close(StationId station, long epoch, long opening, Instant at, String why) {
        boolean reopened = Optional.ofNullable(latest.get(station))
                .filter(now -> now.opening() != opening && now.epoch() == epoch)
                .isPresent();
        if (reopened) {
            return;
        }
        try {
            core.ledger().closeSession(station, epoch, at, why);
        } catch (LedgerUnavailable e) {
            later(dice.between(500, 5_000), () -> inTurn(station, () -> close(station, epoch, opening, at, why)));
        }
    }

    void hear(Notice notice) {
        courier.hear(notice);
    }
}
