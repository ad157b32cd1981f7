package bici.gateway.inbox;

import bici.fleet.dock.Delivery;
import bici.fleet.dock.LedgerUnavailable;
import bici.fleet.dock.Receipt;
import bici.fleet.dock.StationLedger;
import bici.fleet.vocabulary.LogOnce;
import bici.fleet.vocabulary.StationId;
import bici.gateway.inbox.Parcel.Content;
import bici.gateway.limits.Backoff;
import bici.gateway.metrics.GatewayMeters;
import bici.gateway.options.GatewayOptions.Batches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that writes facts. A batch is kept until it is committed: while the ledger is away it is tried again
 * with growing waits and nothing is acknowledged.
 */
public final class FactWriter {
    private static final Logger LOG = LoggerFactory.getLogger(FactWriter.class);
    private static final Duration IDLE = Duration.ofMillis(200);
    /** Whoever is written apart has a quarter of a writer's time, all of them together. */
    private static final int RESTS_APART = 3;

    /**
     * What a writer takes.
     *
     * @param minFacts it leaves fewer than these to another
     */
    public record Share(String name, Inbox.Pace pace, int minFacts) {}

    private final Inbox inbox;
    private final Share share;
    private final StationLedger ledger;
    private final Batches batches;
    private final GatewayMeters meters;
    private final LogOnce once = new LogOnce();
    private final Backoff backoff;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    public FactWriter(Inbox inbox, Share share, StationLedger ledger, Batches batches, GatewayMeters meters) {
        this.inbox = inbox;
        this.share = share;
        this.ledger = ledger;
        this.batches = batches;
        this.meters = meters;
        this.backoff = new Backoff(batches.retryFrom(), batches.retryTo());
        this.thread = Thread.ofPlatform().daemon().name(share.name()).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Stops after the batch in hand, or between two tries of it. Waits for the thread. */
    public void stop(Duration patience) throws InterruptedException {
        stopping.countDown();
        if (!thread.join(patience)) {
            LOG.warn("the fact writer did not end in {}; what it holds stays unacknowledged", patience);
            thread.interrupt();
        }
    }

    private void run() {
        try {
            while (stopping.getCount() > 0) {
                List<Parcel> batch =
                        inbox.take(share.pace(), share.minFacts(), batches.maxFacts(), batches.linger(), IDLE);
                if (!batch.isEmpty()) {
                    long began = System.nanoTime();
                    write(batch);
                    inbox.release(batch);
                    if (share.pace() == Inbox.Pace.APART) {
                        stopping.await(RESTS_APART * (System.nanoTime() - began), TimeUnit.NANOSECONDS);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(List<Parcel> batch) throws InterruptedException {
        try {
            record(batch);
        } catch (RuntimeException e) {
            once.next("batch")
                    .ifPresent(times -> LOG.error(
                            "a batch of {} messages failed for no passing reason ({} since the last such line)",
                            batch.size(),
                            times,
                            e));
            meters.failed("record");
            writeOneByOne(batch);
        }
    }

    /** A bug must not stop the other stations: each message alone; the one at fault stays unacknowledged. */
    private void writeOneByOne(List<Parcel> batch) throws InterruptedException {
        for (Parcel parcel : batch) {
            try {
                record(List.of(parcel));
            } catch (RuntimeException e) {
                once.next("message " + parcel.station())
                        .ifPresent(times -> LOG.error(
                                "a message of {} cannot be recorded ({} since the last such line)",
                                parcel.station(),
                                times,
                                e));
                parcel.sender().failed(parcel);
            }
        }
    }

    private void record(List<Parcel> batch) throws InterruptedException {
        List<Content> contents =
                batch.stream().map(parcel -> parcel.content().get()).toList();
        Optional<List<Receipt>> outcome =
                recordPatiently(contents.stream().map(Content::delivery).toList());
        if (outcome.isPresent()) {
            settle(batch, contents, outcome.get());
        }
    }

    /** Empty when the gateway stops before the ledger is back. */
    private Optional<List<Receipt>> recordPatiently(List<Delivery> deliveries) throws InterruptedException {
        int facts = deliveries.stream()
                .mapToInt(delivery -> delivery.facts().size())
                .sum();
        for (int attempt = 0; ; attempt++) {
            long start = System.nanoTime();
            try {
                List<Receipt> receipts = ledger.record(deliveries);
                meters.committed(facts, System.nanoTime() - start);
                return Optional.of(receipts);
            } catch (LedgerUnavailable e) {
                meters.failed("ledger-away");
                LOG.warn(
                        "the ledger is away, {} messages wait (attempt {}): {}",
                        deliveries.size(),
                        attempt + 1,
                        cause(e));
            }
            Duration wait = backoff.wait(attempt, ThreadLocalRandom.current());
            if (stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        }
    }

    private static String cause(LedgerUnavailable e) {
        return String.valueOf(e.getMessage());
    }

    private void settle(List<Parcel> batch, List<Content> contents, List<Receipt> receipts) {
        if (receipts.size() != batch.size()) {
            throw new IllegalStateException(receipts.size() + " receipts for " + batch.size() + " deliveries");
        }
        charge(receipts);
        Map<Sender, List<Settled>> bySender = new LinkedHashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            Content content = contents.get(i);
            Settled settled = new Settled(batch.get(i), receipts.get(i), content.faults());
            count(content.delivery(), settled.receipt());
            bySender.computeIfAbsent(settled.parcel().sender(), s -> new ArrayList<>())
                    .add(settled);
        }
        bySender.forEach(Sender::committed);
    }

    private void charge(List<Receipt> receipts) {
        Map<StationId, Integer> reread = new LinkedHashMap<>();
        receipts.stream()
                .filter(receipt -> receipt.reread() > 0)
                .forEach(receipt -> reread.merge(receipt.station(), receipt.reread(), Math::max));
        reread.forEach((station, facts) -> {
            if (inbox.charge(station, facts)) {
                once.next("apart " + station)
                        .ifPresent(times -> LOG.warn(
                                "{} is written apart from the others: its last facts had {} old ones read again ({} since the"
                                        + " last such line)",
                                station,
                                facts,
                                times));
            }
        });
    }

    private void count(Delivery delivery, Receipt receipt) {
        meters.facts("recorded", receipt.recorded());
        meters.facts("duplicate", receipt.duplicates());
        meters.facts("conflict", receipt.conflicts().size());
        meters.quarantined(delivery.rejects().size() + receipt.conflicts().size());
    }
}
