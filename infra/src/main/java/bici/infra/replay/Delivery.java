package bici.infra.replay;

import bici.infra.command.CommandFailed;
import bici.infra.machine.Progress;
import bici.infra.run.StationSwarm;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets the stations deliver until every fact is acknowledged, and kills the server on the way when told to. */
final class Delivery {
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);
    private static final Duration SAY_EVERY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StationSwarm stations;
    private final RunningServer server;
    private final KillPlan kills;
    private final Progress progress;
    private final long facts;
    private int killed;
    private long best;
    private long bestNanos;
    private long saidNanos;

    Delivery(StationSwarm stations, RunningServer server, KillPlan kills, Progress progress) {
        this.stations = stations;
        this.server = server;
        this.kills = kills;
        this.progress = progress;
        this.facts = stations.waiting();
    }

    /**
     * Returns when everything was delivered.
     *
     * @throws CommandFailed when the server ends by itself or nothing moves for a minute
     */
    void run() {
        long began = System.nanoTime();
        bestNanos = began;
        saidNanos = began;
        stations.start();
        long acknowledged = 0;
        while (acknowledged < facts || !kills.isDone()) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            acknowledged = stations.acknowledged();
            if (kills.isDue(acknowledged)) {
                kill(acknowledged);
            }
            watch(acknowledged);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        progress.say("delivered " + facts + " facts in " + took.toMillis() + " ms");
    }

    private void kill(long acknowledged) {
        killed++;
        progress.say("kill " + killed + ": SIGKILL to server " + server.pid() + " when " + acknowledged + " of " + facts
                + " facts were acknowledged");
        server.killAndRestart();
        progress.say("server " + server.pid() + " is up again");
        awaitProgress(stations.acknowledged());
    }

    /** A kill is only worth the next one when something came through in between. */
    private void awaitProgress(long acknowledgedBefore) {
        bestNanos = System.nanoTime();
        while (stations.waiting() > 0 && stations.acknowledged() <= acknowledgedBefore) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            watch(stations.acknowledged());
        }
    }

    private void watch(long acknowledged) {
        long now = System.nanoTime();
        if (acknowledged > best) {
            best = acknowledged;
            bestNanos = now;
        }
        if (!server.isAlive()) {
            throw new CommandFailed("the server ended by itself");
        }
        if (now - bestNanos > PATIENCE.toNanos()) {
            throw new CommandFailed("nothing was acknowledged for " + PATIENCE.toSeconds() + " s, "
                    + (facts - acknowledged) + " of " + facts + " facts are left");
        }
        if (now - saidNanos > SAY_EVERY.toNanos()) {
            saidNanos = now;
            progress.say("delivered " + acknowledged + " of " + facts + " facts");
        }
    }
}
