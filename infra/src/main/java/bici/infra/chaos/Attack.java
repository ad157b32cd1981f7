package bici.infra.chaos;

import bici.infra.command.CommandFailed;
import bici.infra.database.Database;
import bici.infra.failpoint.Failpoint;
import bici.infra.failpoint.Trigger;
import bici.infra.machine.Progress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** Kills until the plan is done. Not for more than one thread. */
final class Attack {
    private static final Duration MOVES_WITHIN = Duration.ofSeconds(20);
    /** For the failpoint whose turn it is, and then for any of those that are still to come. */
    private static final Duration HIT_WITHIN = Duration.ofSeconds(5);

    private static final Duration ANY_HIT_WITHIN = Duration.ofSeconds(20);

    private final Arena arena;
    private final CityWatch city;
    private final Database database;
    private final KillPlan plan;
    private final Progress progress;
    private final SplittableRandom dice;
    private final Map<Failpoint, Integer> hits = new EnumMap<>(Failpoint.class);
    private int killed;

    Attack(Arena arena, CityWatch city, Database database, KillPlan plan, Progress progress, SplittableRandom dice) {
        this.arena = arena;
        this.city = city;
        this.database = database;
        this.plan = plan;
        this.progress = progress;
        this.dice = dice;
    }

    int killed() {
        return killed;
    }

    /** How often a server was killed at each failpoint; none of those that were never reached. */
    Map<Failpoint, Integer> hits() {
        return Map.copyOf(hits);
    }

    /** Failpoints of the plan where nothing was ever killed. */
    List<Failpoint> missed() {
        return plan.failpoints().stream()
                .filter(point -> !hits.containsKey(point))
                .sorted()
                .toList();
    }

    void run() {
        city.awaitProgress(MOVES_WITHIN);
        for (Optional<Kill> next = plan.next(); next.isPresent(); next = plan.next()) {
            LockSupport.parkNanos(Duration.ofMillis(dice.nextInt(50, 1_200)).toNanos());
            killed++;
            progress.say("kill " + killed + ": " + kill(next.get()));
            city.awaitProgress(MOVES_WITHIN);
            if (!arena.server().isAlive()) {
                throw new CommandFailed("the server ended by itself");
            }
        }
    }

    private String kill(Kill kill) {
        return switch (kill) {
            case Kill.OfServer it -> {
                arena.killServer();
                yield "server";
            }
            case Kill.AtFailpoint it -> killAt(it.point());
            case Kill.OfBackend it -> {
                arena.killBackend(database, dice);
                yield "database backend";
            }
            case Kill.OfPostmaster it -> {
                arena.killPostmaster(database);
                yield "postmaster";
            }
            case Kill.OfCity it -> {
                city.killAndRestart();
                yield "all stations";
            }
        };
    }

    private String killAt(Failpoint point) {
        Optional<Failpoint> hit;
        if (point == Failpoint.START_BEFORE_LISTENING) {
            Trigger.arm(arena.trigger(), point, 1);
            hit = arena.killWhileStarting(ANY_HIT_WITHIN);
        } else {
            Trigger.arm(arena.trigger(), point, dice.nextInt(1, 4));
            hit = arena.awaitHit(HIT_WITHIN);
            if (hit.isEmpty()) {
                Trigger.armMore(arena.trigger(), plan.failpointsToCome(point));
                hit = arena.awaitHit(ANY_HIT_WITHIN);
            }
            arena.killServer();
        }
        hit.ifPresent(reached -> hits.merge(reached, 1, Integer::sum));
        if (!hit.equals(Optional.of(point))) {
            plan.putOff(point, hit);
            return "server " + hit.map(reached -> "at " + reached.word()).orElse("where it was") + ", " + point.word()
                    + " put off";
        }
        return "server at " + point.word();
    }
}
