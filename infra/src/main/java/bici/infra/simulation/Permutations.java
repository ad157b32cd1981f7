package bici.infra.simulation;

import bici.fleet.dock.Delivery;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Receipt;
import bici.fleet.dock.StationLedger;
import bici.fleet.ledger.LedgerTransactions;
import bici.fleet.ledger.RecordingLedger;
import bici.fleet.operations.Notices;
import bici.fleet.operations.ReplyRule;
import bici.fleet.trip.CommandState;
import bici.fleet.vocabulary.StationId;
import bici.infra.machine.Progress;
import bici.infra.simulation.ToldDay.Message;
import bici.infra.simulation.ToldDay.Said;
import bici.infra.simulation.memory.CommandRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * I7 and I8: a day told to the real ledger in many orders, with duplicates, must leave the rows of the same day told in
 * order. Two threads at a time, each order on a twin of the database of its own.
 */
public final class Permutations {
    private static final int THREADS = 2;
    private static final int AT_ONCE = 100;
    private static final int TELL_EACH = 1_000;
    private static final int SHOWN = 5;
    /** Facts in a transaction. */
    private static final List<Integer> MOST_TOGETHER = List.of(4, 60, 600);

    private final Consumer<String> out;
    private final Progress progress;
    private final long seed;
    private final Optional<Planted> bug;
    private final ToldDay day;
    private final KeptRows inOrder;
    private long duplicates;
    private int differences;

    /**
     * Lives the day of a seed.
     *
     * @param out where differences and the last line go
     * @param progress told now and then how far it is
     */
    public Permutations(Consumer<String> out, Progress progress, long seed) {
        this(out, progress, seed, Optional.empty());
    }

    Permutations(Consumer<String> out, Progress progress, long seed, Optional<Planted> bug) {
        this.out = out;
        this.progress = progress;
        this.seed = seed;
        this.bug = bug;
        this.day = ToldDay.live(seed);
        Twin told = new Twin();
        tell(told, Arrival.IN_ORDER, new Dice(seed), 1, Optional.empty());
        this.inOrder = KeptRows.of(told.view());
    }

    private record Judged(long number, long duplicates, List<String> differences) {}

    /** How many of the orders from the first on came out otherwise; the last line says it. */
    public int run(long first, int count) {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int done = 0; done < count; done += AT_ONCE) {
                List<Future<Judged>> batch = new ArrayList<>();
                for (int i = done; i < Math.min(count, done + AT_ONCE); i++) {
                    long number = first + i;
                    batch.add(threads.submit(() -> judge(number)));
                }
                batch.forEach(judged -> add(get(judged)));
                int orders = Math.min(count, done + AT_ONCE);
                if (orders % TELL_EACH == 0) {
                    progress.say("%d of %d orders, %d differences".formatted(orders, count, differences));
                }
            }
        }
        out.accept(String.format(
                Locale.ROOT,
                "permutations: permutations=%d facts=%d duplicates=%d differences=%d",
                count,
                day.facts(),
                duplicates,
                differences));
        return differences;
    }

    private Judged judge(long number) {
        Dice dice = new Dice(seed * 1_000_003 + number);
        Arrival arrival = Arrival.drawn(dice);
        int batch = 1 + dice.below(dice.pick(MOST_TOGETHER));
        try {
            Twin twin = new Twin();
            long known = tell(twin, arrival, dice, batch, bug);
            List<String> differences = inOrder.differences(KeptRows.of(twin.view()));
            return new Judged(number, known, describe(arrival, batch, differences));
        } catch (RuntimeException e) {
            return new Judged(number, 0, describe(arrival, batch, List.of("cannot be told: " + e)));
        }
    }

    private static List<String> describe(Arrival arrival, int batch, List<String> differences) {
        List<String> lines = new ArrayList<>(differences);
        if (!lines.isEmpty()) {
            lines.addFirst(arrival + ", up to " + batch + " in a transaction");
        }
        return lines;
    }

    private static Judged get(Future<Judged> judged) {
        try {
            return judged.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an order could not be told", e);
        }
    }

    private void add(Judged judged) {
        duplicates += judged.duplicates();
        if (judged.differences().isEmpty()) {
            return;
        }
        differences++;
        if (differences <= SHOWN) {
            out.accept(
                    String.format(Locale.ROOT, "order %d comes out otherwise than the day in order:", judged.number()));
            judged.differences().forEach(line -> out.accept("  " + line));
            out.accept(String.format(
                    Locale.ROOT,
                    "  read it: bici simulate --permutations 1 --seed %d --first-order %d",
                    seed,
                    judged.number()));
        }
    }

    /** How many of the facts were known already. */
    private long tell(Twin twin, Arrival arrival, Dice dice, int batch, Optional<Planted> planted) {
        askedFor(twin.transactions());
        LedgerTransactions transactions = planted.<LedgerTransactions>map(b -> new BrokenTables(twin.transactions(), b))
                .orElse(twin.transactions());
        StationLedger ledger = new RecordingLedger(transactions, City.proofs(), Notices.none());
        List<Delivery> waiting = new ArrayList<>();
        long known = 0;
        int room = batch;
        for (Message message : arrival.order(day, dice)) {
            if (message.birth().isPresent()) {
                if (isWaiting(message.station(), waiting)) {
                    known += record(ledger, waiting);
                    room = 1 + dice.below(batch);
                }
                ledger.openSession(message.birth().get());
            } else {
                add(message.station(), message.said().orElseThrow(), waiting);
                room--;
                if (room <= 0) {
                    known += record(ledger, waiting);
                    room = 1 + dice.below(batch);
                }
            }
        }
        return known + record(ledger, waiting);
    }

    private static boolean isWaiting(StationId station, List<Delivery> waiting) {
        return waiting.stream().anyMatch(delivery -> delivery.station().equals(station));
    }

    private static void add(StationId station, Said said, List<Delivery> waiting) {
        List<Fact> facts = new ArrayList<>();
        if (!waiting.isEmpty() && isSame(waiting.getLast(), station, said)) {
            facts.addAll(waiting.removeLast().facts());
        }
        facts.add(said.fact());
        waiting.add(new Delivery(station, said.arrivedAt(), facts, List.of()));
    }

    private static boolean isSame(Delivery delivery, StationId station, Said said) {
        return delivery.station().equals(station) && delivery.arrivedAt().equals(said.arrivedAt());
    }

    private static long record(StationLedger ledger, List<Delivery> waiting) {
        long known = ledger.record(List.copyOf(waiting)).stream()
                .mapToInt(Receipt::duplicates)
                .sum();
        waiting.clear();
        return known;
    }

    /** What riders asked for is given before, and has ended: it says whose trips are whose. */
    private void askedFor(LedgerTransactions transactions) {
        transactions.run(tables -> {
            for (CommandRow row : day.commands()) {
                Instant end = row.asked().deadline();
                tables.unlocks().add(row.asked(), row.key(), row.epoch());
                tables.commands().end(row.id(), new ReplyRule.End(CommandState.CANCELLED, Optional.empty()), end);
            }
            return true;
        });
    }
}
