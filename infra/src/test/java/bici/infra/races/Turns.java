package bici.infra.races;

import bici.infra.database.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets actors take steps, one at a time. A step is over when its actor stands before the next one, has ended, or waits for
 * a lock of another actor; what it set free goes on within the same step. One thread decides.
 */
final class Turns implements AutoCloseable {
    /** How long a step may take before the database is asked whether it waits for a lock. */
    private static final long ASK_AFTER_MS = 1;

    private static final long GIVE_UP_S = 60;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Actor> actors = new ArrayList<>();
    private final Connection watching;
    private boolean free;
    private long waits;

    Turns(TestDatabase database, Footprints footprints, int size) throws SQLException {
        for (int i = 0; i < size; i++) {
            actors.add(new Actor(database.dataSource().getConnection(), footprints, this::pass));
        }
        watching = database.dataSource().getConnection();
    }

    Actor actor(int number) {
        return actors.get(number);
    }

    /** Before the threads of an order begin. */
    void begin() {
        locked(() -> {
            free = false;
            actors.forEach(Actor::begin);
        });
    }

    /** Where an actor waits for its turn. */
    private void pass(Actor actor, Step step) {
        lock.lock();
        try {
            actor.next = Optional.of(step);
            actor.running = Optional.empty();
            changed.signalAll();
            while (!actor.mayGo && !free) {
                changed.awaitUninterruptibly();
            }
            actor.mayGo = false;
            actor.next = Optional.empty();
            actor.running = Optional.of(step);
        } finally {
            lock.unlock();
        }
    }

    void ended(Actor actor) {
        locked(() -> {
            actor.done = true;
            actor.running = Optional.empty();
            changed.signalAll();
        });
    }

    /** From now on nobody waits for a turn. */
    void letGo() {
        locked(() -> {
            free = true;
            changed.signalAll();
        });
    }

    private void locked(Runnable act) {
        lock.lock();
        try {
            act.run();
        } finally {
            lock.unlock();
        }
    }

    /** Who can take a step now. */
    Set<Integer> ready(int size) {
        Set<Integer> ready = new TreeSet<>();
        locked(() -> {
            for (int i = 0; i < size; i++) {
                if (actors.get(i).next.isPresent()) {
                    ready.add(i);
                }
            }
        });
        return ready;
    }

    Step next(int number) {
        return actors.get(number).next.orElseThrow();
    }

    /** How often a step had to wait for a lock. */
    long waits() {
        return waits;
    }

    /** Lets one take its step; answers it and every step that had waited and went on with it. */
    List<Step> advance(int number, int size) throws SQLException {
        List<Step> happened = new ArrayList<>();
        Map<Actor, Step> waiting = new HashMap<>();
        lock.lock();
        try {
            for (Actor actor : actors.subList(0, size)) {
                actor.running.filter(step -> !actor.done).ifPresent(step -> waiting.put(actor, step));
            }
            Actor chosen = actors.get(number);
            happened.add(chosen.next.orElseThrow());
            chosen.next = Optional.empty();
            chosen.running = Optional.of(happened.getFirst());
            chosen.mayGo = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        Set<Actor> still = settle(size);
        if (still.contains(actors.get(number))) {
            waits++;
        }
        waiting.forEach((actor, step) -> {
            if (!still.contains(actor)) {
                happened.add(step);
            }
        });
        return happened;
    }

    /**
     * Waits until everybody stands before a step, has ended, or waits for the lock of somebody who can go on: the last are
     * answered. Those who wait for each other are left to the database, which takes one of them back.
     */
    Set<Actor> settle(int size) throws SQLException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(GIVE_UP_S);
        while (System.nanoTime() < until) {
            Set<Actor> moving = moving(size);
            if (moving.isEmpty() || areHeldUp(moving, size)) {
                return moving;
            }
        }
        throw new IllegalStateException("a step neither ends nor waits for a lock");
    }

    /** Who has begun a step that is not over, after a moment's patience. */
    private Set<Actor> moving(int size) {
        lock.lock();
        try {
            Set<Actor> moving = movingNow(size);
            long patience = TimeUnit.MILLISECONDS.toNanos(ASK_AFTER_MS);
            while (!moving.isEmpty() && patience > 0) {
                patience = changed.awaitNanos(patience);
                moving = movingNow(size);
            }
            return moving;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    private Set<Actor> movingNow(int size) {
        Set<Actor> moving = new HashSet<>();
        for (Actor actor : actors.subList(0, size)) {
            if (!actor.done && (actor.next.isEmpty() || actor.mayGo)) {
                moving.add(actor);
            }
        }
        return moving;
    }

    /** Does each of them wait for a lock of somebody ready, or of somebody who waits so? */
    private boolean areHeldUp(Set<Actor> moving, int size) throws SQLException {
        Set<Integer> freed = new HashSet<>();
        ready(size).forEach(i -> freed.add(actors.get(i).backend));
        Map<Integer, List<Integer>> blockers = new HashMap<>();
        for (Actor actor : moving) {
            blockers.put(actor.backend, blockers(actor.backend));
        }
        boolean more = true;
        while (more) {
            more = blockers.entrySet()
                    .removeIf(
                            waits -> waits.getValue().stream().anyMatch(freed::contains) && freed.add(waits.getKey()));
        }
        return blockers.isEmpty();
    }

    private List<Integer> blockers(int backend) throws SQLException {
        try (PreparedStatement statement = watching.prepareStatement("SELECT unnest(pg_blocking_pids(?))")) {
            statement.setInt(1, backend);
            List<Integer> blockers = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    blockers.add(rows.getInt(1));
                }
            }
            return blockers;
        }
    }

    @Override
    public void close() throws SQLException {
        for (Actor actor : actors) {
            actor.close();
        }
        watching.close();
    }
}
