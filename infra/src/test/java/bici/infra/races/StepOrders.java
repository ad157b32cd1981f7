package bici.infra.races;

import bici.fleet.dock.LedgerUnavailable;
import bici.infra.database.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * Runs transactions that meet in every order of their steps, with the product's own code on the real database, and looks
 * at what is left after each.
 *
 * <p>A step is one SQL statement, or a commit or rollback. Orders are enumerated depth first by running the same
 * transactions again: at each point one that can go on is chosen and takes one step. One that waits for a lock cannot be
 * chosen, and goes on within the step that frees the lock, as in life. What a deadlock takes back is asked again, as the
 * product's callers do, and the steps of that are part of the order.
 *
 * <p>Two orders that differ only in neighbouring steps that commute ({@link Step#commutesWith}) end in the same rows and
 * answers, so that only one of them is run (sleep sets, Godefroid 1996: one order of each class is run, none is left out).
 * See decision 0070.
 */
public final class StepOrders implements AutoCloseable {
    private static final int MOST = 3;
    private static final int RETRIES = 20;
    private static final int SHOWN = 3;
    private static final int MOST_DIVERGED = 20;
    private static final int TELL_EACH = 1_000;

    private final Footprints footprints;
    private final Turns turns;
    private final Restored restored;
    private final ExecutorService threads = Executors.newFixedThreadPool(MOST);
    private final AtomicLong retried = new AtomicLong();
    private final Set<String> touched = new TreeSet<>();

    /** @param database in the state in which every order begins */
    public StepOrders(TestDatabase database) throws SQLException {
        this.footprints = new Footprints(database);
        this.turns = new Turns(database, footprints, MOST);
        this.restored = new Restored(database, footprints.tables());
    }

    /** A transaction of the product, or several one after the other. */
    @FunctionalInterface
    public interface Act {
        /** Its answer. */
        Object run(DataSource database);
    }

    /** What is wrong after an order, in words. */
    @FunctionalInterface
    public interface Check {
        List<String> of(List<Object> answers);
    }

    /**
     * What came of a set of transactions.
     *
     * @param orders that were run to their end, none of them equal to another but for steps that commute
     * @param cut orders that were given up as soon as they could only become equal to one run before
     * @param waited steps that had to wait for a lock
     * @param retried transactions that the database took back
     * @param ends different rows and answers that orders came to: only these are looked at
     * @param violations orders after which something was wrong
     * @param examples of these
     */
    public record Tally(
            int transactions,
            long orders,
            long cut,
            long waited,
            long retried,
            long ends,
            long violations,
            List<String> examples) {
        /** One line for machines. */
        public String line(String set) {
            return String.format(
                    Locale.ROOT,
                    "orders: set=%s transactions=%d orders=%d cut=%d blocked=%d retried=%d ends=%d violations=%d",
                    set,
                    transactions,
                    orders,
                    cut,
                    waited,
                    retried,
                    ends,
                    violations);
        }
    }

    /** Every order. */
    public Tally all(List<Act> acts, Check check) throws SQLException {
        return explore(acts, check, new AllOrders(), Long.MAX_VALUE);
    }

    /** Orders by chance, any of them as likely to come again. */
    public Tally some(List<Act> acts, Check check, int orders, long seed) throws SQLException {
        return explore(acts, check, new ChanceOrders(new Random(seed)), orders);
    }

    /** Which transaction takes the next step, order by order. */
    interface Choice {
        /** Empty when this order need not be followed any further. */
        Optional<Integer> choose(Map<Integer, Step> ready);

        void happened(List<Step> steps);

        /** Whether there is another order; it begins anew. */
        boolean another();

        /** How much of all is done, roughly, from 0 to 1. */
        double share();
    }

    /** The same beginning came out otherwise. */
    static final class Diverged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Diverged(String message) {
            super(message);
        }
    }

    private Tally explore(List<Act> acts, Check check, Choice choice, long most) throws SQLException {
        long orders = 0;
        long cut = 0;
        long violations = 0;
        long waitsBefore = turns.waits();
        retried.set(0);
        List<String> examples = new ArrayList<>();
        Map<String, List<String>> judged = new HashMap<>();
        boolean more = true;
        while (more && orders < most) {
            try {
                Order order = follow(acts, choice);
                List<String> wrong = order.whole() ? wrong(order, check, judged) : List.of();
                orders += order.whole() ? 1 : 0;
                cut += order.whole() ? 0 : 1;
                violations += wrong.isEmpty() ? 0 : 1;
                if (!wrong.isEmpty() && examples.size() < SHOWN) {
                    examples.add(order.tell(wrong));
                }
                if ((orders + cut) % TELL_EACH == 0) {
                    System.err.printf(
                            "%d orders, %d cut, about %.1f %%, %d ends, %d violations%n",
                            orders, cut, 100 * choice.share(), judged.size(), violations);
                }
            } finally {
                restored.putBack(touched);
            }
            more = choice.another();
        }
        return new Tally(
                acts.size(),
                orders,
                cut,
                turns.waits() - waitsBefore,
                retried.get(),
                judged.size(),
                violations,
                examples);
    }

    /** Orders that leave the same rows and answers are judged once. */
    private List<String> wrong(Order order, Check check, Map<String, List<String>> judged) {
        return order.failures().isEmpty()
                ? judged.computeIfAbsent(restored.tell(touched, order.answers()), told -> check.of(order.answers()))
                : order.failures();
    }

    private record Order(boolean whole, List<Object> answers, List<String> failures, List<String> story) {
        String tell(List<String> wrong) {
            return wrong + " after\n  " + String.join("\n  ", story) + "\n  answers " + answers;
        }
    }

    /** Which of those who wait for each other the database takes back is not ours to say: then the order is run again. */
    private Order follow(List<Act> acts, Choice choice) throws SQLException {
        for (int tries = 0; ; tries++) {
            try {
                return once(acts, choice);
            } catch (Diverged e) {
                if (tries == MOST_DIVERGED) {
                    throw e;
                }
                restored.putBack(touched);
            }
        }
    }

    private Order once(List<Act> acts, Choice choice) throws SQLException {
        turns.begin();
        List<Future<Object>> running = new ArrayList<>();
        for (int i = 0; i < acts.size(); i++) {
            Actor actor = turns.actor(i);
            Act act = acts.get(i);
            running.add(threads.submit(() -> run(act, actor)));
        }
        List<String> story = new ArrayList<>();
        boolean whole;
        try {
            whole = takeSteps(acts.size(), choice, story);
        } finally {
            turns.letGo();
            running.forEach(StepOrders::await);
        }
        List<Object> answers = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Future<Object> one : running) {
            Object answer = await(one);
            answers.add(answer);
            if (answer instanceof Throwable) {
                failures.add("a transaction failed: " + answer);
            }
        }
        return new Order(whole, answers, failures, story);
    }

    private Object run(Act act, Actor actor) {
        try {
            for (int tries = 0; ; tries++) {
                try {
                    return act.run(actor.dataSource());
                } catch (LedgerUnavailable passing) {
                    retried.incrementAndGet();
                    if (tries == RETRIES) {
                        return passing;
                    }
                }
            }
        } catch (RuntimeException e) {
            return e;
        } finally {
            turns.ended(actor);
        }
    }

    private static Object await(Future<Object> running) {
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            return e;
        }
    }

    /** False when the order was given up. */
    private boolean takeSteps(int size, Choice choice, List<String> story) throws SQLException {
        turns.settle(size);
        Set<Integer> ready = turns.ready(size);
        while (!ready.isEmpty()) {
            Map<Integer, Step> next = new HashMap<>();
            ready.forEach(i -> next.put(i, turns.next(i)));
            Optional<Integer> chosen = choice.choose(next);
            next.values().forEach(step -> touched.addAll(step.tables()));
            if (chosen.isEmpty()) {
                return false;
            }
            List<Step> happened = turns.advance(chosen.get(), size);
            story.add("T" + (chosen.get() + 1) + " " + happened.getFirst().what());
            choice.happened(happened);
            ready = turns.ready(size);
        }
        return true;
    }

    @Override
    public void close() throws SQLException {
        turns.letGo();
        threads.close();
        turns.close();
    }
}
