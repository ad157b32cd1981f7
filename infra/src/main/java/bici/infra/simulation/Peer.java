package bici.infra.simulation;

import bici.fleet.dock.Birth;
import bici.fleet.dock.LedgerUnavailable;
import bici.fleet.dock.Receipt;
import bici.fleet.dock.Session;
import bici.fleet.vocabulary.StationId;
import bici.gateway.inbox.Parcel;
import bici.gateway.inbox.Sender;
import bici.gateway.inbox.Settled;
import bici.gateway.limits.Backoff;
import bici.gateway.mqtt.GapTracker;
import bici.gateway.translate.BirthTranslator;
import bici.gateway.translate.DeliveryTranslator;
import bici.gateway.translate.DeliveryTranslator.Translated;
import bici.wire.Decoded;
import bici.wire.DownMessage;
import bici.wire.UpMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The node's end of one line, as the gateway's connection is: nothing before the birth, PUBACK after the commit. */
final class Peer implements Line.NodeEnd, Sender {
    private static final long SILENCE_MS = 90_000;
    private static final long GAP_PATIENCE_MS = 240_000;
    private static final int MAX_HELD = 64;
    private static final int FACT_BYTES = 160;
    private static final long NANOS_PER_MS = 1_000_000;

    private final VirtualNode node;
    private final World world;
    private final StationId station;
    private final Line line;
    private final GapTracker gaps;
    private Instant birthNotBefore;
    private final Deque<Runnable> held = new ArrayDeque<>();
    private boolean gone;
    private boolean undecided;
    private boolean accepted;
    private long epoch;
    private long opening;
    private long heardMs;
    private long gapSinceMs = -1;

    Peer(VirtualNode node, World world, StationId station, Line line, Dice dice) {
        this.node = node;
        this.world = world;
        this.station = station;
        this.line = line;
        this.gaps = new GapTracker(new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5)), dice.generator());
        this.heardMs = world.nowMs();
        this.birthNotBefore = world.agenda().now();
    }

    StationId station() {
        return station;
    }

    long epoch() {
        return epoch;
    }

    boolean isAccepted() {
        return accepted && !gone;
    }

    void tell(DownMessage message) {
        if (!gone) {
            line.down(message);
        }
    }

    @Override
    public void heard(UpMessage message, int packet) {
        if (gone) {
            return;
        }
        heardMs = world.nowMs();
        switch (message) {
            case UpMessage.Birth birth -> born(birth, packet);
            case UpMessage.ClockRequest asked -> tell(new DownMessage.ClockAnswer(asked.nonce(), world.nowMs()));
            case UpMessage.Authorize asked -> whenAccepted(() -> authorize(asked, packet));
            case UpMessage.Facts facts -> whenAccepted(() -> take(facts, packet));
            case UpMessage.Reply reply ->
                whenAccepted(() -> {
                    line.puback(packet);
                    node.courier().replied(station, reply);
                });
            default -> line.puback(packet);
        }
    }

    private void whenAccepted(Runnable act) {
        if (accepted) {
            act.run();
        } else if (undecided && held.size() < MAX_HELD) {
            held.addLast(act);
        }
    }

    private void born(UpMessage.Birth said, int packet) {
        if (undecided) {
            line.puback(packet);
            return;
        }
        leaveSession("born-again");
        undecided = true;
        Birth birth = BirthTranslator.birth(
                station, said, birthNotBefore, world.agenda().now());
        node.inTurn(station, () -> decide(birth, packet));
    }

    private void decide(Birth birth, int packet) {
        if (gone) {
            return;
        }
        try {
            Session session = node.core().ledger().openSession(birth);
            opening = node.opened(station, session);
            if (session instanceof Session.Accepted open) {
                accept(birth, packet, open.epoch());
            } else {
                refuse(birth, packet, DownMessage.Acceptance.REJECTED);
            }
        } catch (LedgerUnavailable e) {
            refuse(birth, packet, DownMessage.Acceptance.PENDING);
        }
    }

    private void accept(Birth birth, int packet, long newEpoch) {
        undecided = false;
        accepted = true;
        epoch = newEpoch;
        line.puback(packet);
        tell(answer(birth, DownMessage.Acceptance.ACCEPTED, 0));
        Runnable next = held.pollFirst();
        while (next != null) {
            next.run();
            next = held.pollFirst();
        }
    }

    private void refuse(Birth birth, int packet, DownMessage.Acceptance status) {
        undecided = false;
        held.clear();
        line.puback(packet);
        long againMs = node.dice().between(2_000, 20_000);
        birthNotBefore = world.agenda().now().plusMillis(againMs);
        tell(answer(birth, status, againMs));
    }

    private DownMessage answer(Birth birth, DownMessage.Acceptance status, long retryAfterMs) {
        return new DownMessage.BirthAnswer(
                birth.nonce(),
                status,
                accepted ? epoch : 0,
                world.nowMs(),
                60_000,
                300_000,
                retryAfterMs,
                Optional.empty());
    }

    private void authorize(UpMessage.Authorize asked, int packet) {
        line.puback(packet);
        String holder = asked.card().equals(City.CREW) ? "crew" : "rider";
        tell(new DownMessage.AuthorizeAnswer(
                asked.request(),
                true,
                Optional.of(holder),
                Optional.of(City.proof(asked.card(), 0)),
                Optional.empty()));
    }

    private void take(UpMessage.Facts facts, int packet) {
        if (node.isPlanted(Planted.ACK_BEFORE_COMMIT)) {
            acknowledge(
                    facts.journal(),
                    facts.facts().stream().map(f -> f.sequence()).toList(),
                    packet);
        }
        Instant arrivedAt = world.agenda().now();
        Translated translated = DeliveryTranslator.translate(
                station, "facts", new Decoded(Optional.of(facts), List.of(), 0), arrivedAt);
        int bytes = FACT_BYTES * facts.facts().size();
        node.writer()
                .offer(Parcel.of(new Parcel.Content(translated.delivery(), translated.faults()), bytes, packet, this));
    }

    private void acknowledge(int journal, List<Long> sequences, int packet) {
        for (Long sequence : sequences) {
            node.witness().acknowledged(new bici.fleet.vocabulary.FactId(station, journal, sequence));
        }
        line.puback(packet);
    }

    @Override
    public void committed(List<Settled> settled) {
        settled.forEach(this::settle);
    }

    private void settle(Settled settled) {
        Parcel parcel = settled.parcel();
        Receipt receipt = settled.receipt();
        if (gone) {
            return;
        }
        if (parcel.packetId() != 0 && !node.isPlanted(Planted.ACK_BEFORE_COMMIT)) {
            acknowledge(parcel);
        }
        gapSinceMs = receipt.missing().isEmpty() ? -1 : gapSinceMs < 0 ? world.nowMs() : gapSinceMs;
        gaps.update(receipt.journal(), receipt.missing(), nanos()).forEach(this::ask);
    }

    private void acknowledge(Parcel parcel) {
        parcel.content().get().delivery().facts().forEach(f -> node.witness().acknowledged(f.id()));
        line.puback(parcel.packetId());
    }

    /** What a bug of the node throws away unacknowledged, for the writer. */
    void acknowledgeAll(Parcel parcel) {
        if (!gone) {
            acknowledge(parcel);
        }
    }

    private void ask(GapTracker.Question question) {
        if (!node.isPlanted(Planted.NO_RESEND)) {
            tell(new DownMessage.Resend(
                    question.journal(),
                    question.range().from(),
                    question.range().to()));
        }
    }

    private long nanos() {
        return world.nowMs() * NANOS_PER_MS;
    }

    /** Looks for what no message tells. */
    void sweep() {
        if (world.nowMs() - heardMs > SILENCE_MS) {
            close("silent");
        } else if (isAccepted()) {
            gaps.due(nanos()).forEach(this::ask);
            boolean well = node.troubledMs() < gapSinceMs && line.troubledMs() < gapSinceMs;
            if (gapSinceMs >= 0 && well && world.nowMs() - gapSinceMs > GAP_PATIENCE_MS) {
                node.witness().wrong(Wrong.STUCK, "a gap of " + station + " is not filled on a line that is well");
                gapSinceMs = -1;
            }
        }
    }

    void close(String why) {
        if (!gone) {
            line.closedByNode();
            ended(why);
        }
    }

    /** The process is gone: nobody closes anything. */
    void killed() {
        gone = true;
        line.closedByNode();
    }

    @Override
    public void lost(String why) {
        ended(why);
    }

    private void ended(String why) {
        if (!gone) {
            gone = true;
            node.left(this);
            leaveSession(why);
        }
    }

    private void leaveSession(String why) {
        if (accepted) {
            accepted = false;
            node.closeSession(station, epoch, opening, why);
        }
    }

    @Override
    public void evicted() {
        close("overload");
    }

    @Override
    public void failed(Parcel parcel) {
        node.witness().wrong(Wrong.STUCK, "a message of " + station + " cannot be recorded");
        close("gateway-fault");
    }
}
