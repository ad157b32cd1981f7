package bici.infra.simulation;

import bici.fleet.dock.Delivery;
import bici.fleet.dock.LedgerUnavailable;
import bici.fleet.dock.Receipt;
import bici.gateway.inbox.Inbox;
import bici.gateway.inbox.Parcel;
import bici.gateway.inbox.Parcel.Content;
import bici.gateway.inbox.Sender;
import bici.gateway.inbox.Settled;
import bici.gateway.limits.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The gateway's fact writers in virtual time, around the gateway's own inbox: each one batch at a time, until it is committed. */
final class FactWriting {
    private static final long INBOX_BYTES = 1 << 20;
    private static final int BATCH_FACTS = 8_192;
    private static final int BACKLOG = 32;
    private static final List<Inbox.Pace> PACES = List.of(Inbox.Pace.LIVE, Inbox.Pace.LIVE, Inbox.Pace.BACKLOG);

    private final VirtualNode node;
    private final Dice dice;
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    private Inbox inbox;
    private List<Writer> writers;

    FactWriting(VirtualNode node, Dice dice) {
        this.node = node;
        this.dice = dice;
        restart();
    }

    /** A process that starts anew has nothing. */
    void restart() {
        inbox = new Inbox(INBOX_BYTES, BACKLOG);
        writers = PACES.stream().map(Writer::new).toList();
    }

    void offer(Parcel parcel) {
        inbox.offer(parcel);
        wake();
    }

    private void wake() {
        writers.forEach(Writer::wake);
    }

    /** One of them. */
    private final class Writer {
        private final Inbox.Pace pace;
        private boolean busy;

        Writer(Inbox.Pace pace) {
            this.pace = pace;
        }

        void wake() {
            if (!busy) {
                busy = true;
                node.later(dice.between(1, 15), this::next);
            }
        }

        private void next() {
            List<Parcel> batch = take();
            if (batch.isEmpty()) {
                busy = false;
            } else {
                write(batch, 0);
            }
        }

        private List<Parcel> take() {
            try {
                return inbox.take(pace, 1, BATCH_FACTS, Duration.ZERO, Duration.ZERO);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return List.of();
            }
        }

        private void write(List<Parcel> batch, int attempt) {
            List<Content> contents =
                    batch.stream().map(parcel -> parcel.content().get()).toList();
            List<Delivery> deliveries = contents.stream().map(Content::delivery).toList();
            try {
                List<Receipt> receipts = node.core().ledger().record(deliveries);
                node.later(dice.between(1, 15), () -> settle(batch, contents, receipts));
            } catch (LedgerUnavailable e) {
                if (node.isPlanted(Planted.ACK_WITHOUT_COMMIT)) {
                    batch.forEach(parcel -> ((Peer) parcel.sender()).acknowledgeAll(parcel));
                    release(batch);
                    return;
                }
                node.later(backoff.wait(attempt, dice.generator()).toMillis(), () -> write(batch, attempt + 1));
            }
        }

        private void settle(List<Parcel> batch, List<Content> contents, List<Receipt> receipts) {
            Map<Sender, List<Settled>> bySender = new LinkedHashMap<>();
            for (int i = 0; i < batch.size(); i++) {
                bySender.computeIfAbsent(batch.get(i).sender(), s -> new ArrayList<>())
                        .add(new Settled(
                                batch.get(i), receipts.get(i), contents.get(i).faults()));
            }
            bySender.forEach(Sender::committed);
            release(batch);
        }

        private void release(List<Parcel> batch) {
            inbox.release(batch);
            FactWriting.this.wake();
            next();
        }
    }
}
