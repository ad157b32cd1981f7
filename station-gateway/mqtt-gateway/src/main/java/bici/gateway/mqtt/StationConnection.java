package bici.gateway.mqtt;

import bici.fleet.dock.Birth;
import bici.fleet.dock.Receipt;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import bici.gateway.access.CloseReason;
import bici.gateway.access.PublishRules;
import bici.gateway.inbox.Parcel;
import bici.gateway.inbox.Sender;
import bici.gateway.inbox.Settled;
import bici.gateway.limits.Backoff;
import bici.gateway.limits.TokenBucket;
import bici.gateway.mqtt.BirthGate.Passage;
import bici.gateway.mqtt.Downlink.Letter;
import bici.gateway.options.GatewayOptions.Traffic;
import bici.wire.DownMessage;
import bici.wire.DownMessage.Fault;
import bici.wire.DownMessage.Resend;
import bici.wire.FaultReason;
import io.vertx.core.Context;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.messages.MqttPublishMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One station's live connection. All of it belongs to one event loop, but for {@link #isLive}, {@link #takenOver} and
 * what {@link Sender} promises, which may be called from anywhere and hand over.
 */
final class StationConnection implements Sender {
    private static final Logger LOG = LoggerFactory.getLogger(StationConnection.class);
    private static final Backoff GAPS = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5));
    private static final Backoff RETURN = new Backoff(Duration.ofSeconds(30), Duration.ofSeconds(30));
    private static final int MAX_FAULTS = 8;

    private final ConnectedStation who;
    private final Context context;
    private final Parts parts;
    private final Peer peer;
    private final Uplink uplink;
    private final Downlink downlink;
    private final TokenBucket rate;
    private final BirthGate gate;
    private final MessageDesk desk;
    private final GapTracker gaps = new GapTracker(GAPS, ThreadLocalRandom.current());
    private volatile boolean live = true;
    private Optional<CloseReason> closed = Optional.empty();
    private boolean saidGoodbye;
    private long listTold;
    private volatile long heardNanos = System.nanoTime();

    StationConnection(ConnectedStation who, MqttEndpoint endpoint, Context context, Parts parts) {
        this.who = who;
        this.context = context;
        this.parts = parts;
        this.peer = new Peer(endpoint);
        Traffic traffic = parts.options().traffic();
        this.uplink = new Uplink(peer.isMqtt5() ? traffic.inFlight() : traffic.inFlightV3());
        this.downlink = new Downlink(
                who.station(),
                peer,
                Properties.appetite(endpoint),
                parts.options().outgoing(),
                parts.meters());
        this.rate = new TokenBucket(traffic.messagesPerSecond(), traffic.burst(), heardNanos);
        this.gate = new BirthGate(this, parts);
        this.desk = new MessageDesk(this, gate, parts);
    }

    StationId station() {
        return who.station();
    }

    Context context() {
        return context;
    }

    Peer peer() {
        return peer;
    }

    Downlink downlink() {
        return downlink;
    }

    boolean isLive() {
        return live;
    }

    /** It was told CONNACK, no sooner than this. */
    void welcomed(Instant at) {
        gate.welcomed(at);
    }

    /** Any packet came. */
    void heard() {
        heardNanos = System.nanoTime();
    }

    /** A packet came that is no message, but costs as one: false when they are too many, and the connection is closed. */
    boolean asks() {
        heard();
        if (live && !rate.tryTake(System.nanoTime())) {
            close(CloseReason.MESSAGE_RATE);
        }
        return live;
    }

    /** When its last packet came, by {@link System#nanoTime}. Any thread. */
    long heardNanos() {
        return heardNanos;
    }

    void published(MqttPublishMessage message) {
        heard();
        int qos = message.qosLevel().value();
        if (!live) {
            return;
        }
        switch (PublishRules.judge(station(), message.topicName(), qos, message.isRetain())) {
            case PublishRules.Verdict.Refused refused -> close(refused.reason());
            case PublishRules.Verdict.Taken taken -> {
                int packetId = qos == 0 ? 0 : message.messageId();
                take(new UpPacket(
                        taken.kind(), ByteBuffer.wrap(message.payload().getBytes()), packetId));
            }
        }
    }

    private void take(UpPacket packet) {
        parts.meters().received(packet.kind());
        if (!rate.tryTake(System.nanoTime())) {
            close(CloseReason.MESSAGE_RATE);
            return;
        }
        if (packet.packetId() != 0 && !uplink.take(packet.packetId())) {
            return;
        }
        if (uplink.isOverLimit()) {
            close(CloseReason.IN_FLIGHT);
            return;
        }
        switch (packet.kind()) {
            case "birth", "clock", "death" -> handle(packet);
            default -> {
                Passage passage = gate.pass(packet);
                if (passage == Passage.OPEN) {
                    handle(packet);
                } else if (passage == Passage.SHUT) {
                    beforeBirth(packet);
                }
            }
        }
    }

    void handle(UpPacket packet) {
        desk.handle(packet);
    }

    /** Told, but not acknowledged: a station that is acknowledged forgets. */
    void beforeBirth(UpPacket packet) {
        fault(new Fault(
                packet.kind(),
                FaultReason.BEFORE_BIRTH.word(),
                "send it again after an accepted birth on this connection",
                "",
                Optional.empty()));
    }

    void accepted(Birth birth) {
        LOG.debug("{} is on line with {} facts waiting", station(), birth.waiting());
        parts.caretaker().born(this, birth);
        listTold = birth.listVersion();
        tellAllowList();
    }

    /** Sends the list in force unless the station has it, or is being told it; also while riders come and go. */
    void tellAllowList() {
        parts.allowLists()
                .find(context, System.nanoTime())
                .onSuccess(edition -> context.runOnContext(v -> {
                    if (live && edition.version() != listTold) {
                        listTold = edition.version();
                        downlink.sendAll(edition.parts().stream()
                                .map(part -> new Letter("allow-list", part, OptionalLong.empty()))
                                .iterator());
                    }
                }))
                .onFailure(e -> parts.meters().failed("allow-list"));
    }

    void acknowledge(int packetId) {
        if (packetId != 0 && uplink.settle(packetId) && peer.acknowledge(packetId)) {
            parts.meters().acknowledged();
        }
    }

    void fault(Fault fault) {
        parts.meters().fault(fault.reason());
        tell(fault);
    }

    /** Sends, or closes the connection of a station that does not read. */
    void tell(DownMessage message) {
        if (live && !downlink.send(message)) {
            close(CloseReason.SLOW_READER);
        }
    }

    @Override
    public void committed(List<Settled> settled) {
        context.runOnContext(v -> settled.forEach(this::settle));
    }

    private void settle(Settled settled) {
        acknowledge(settled.parcel().packetId());
        List<Fault> faults = settled.faults();
        faults.stream().limit(MAX_FAULTS).forEach(this::fault);
        faults.stream().skip(MAX_FAULTS).forEach(fault -> parts.meters().fault(fault.reason()));
        settled.receipt().conflicts().stream().limit(MAX_FAULTS).forEach(this::conflict);
        askForGaps(settled.receipt());
    }

    private void conflict(FactId fact) {
        parts.once()
                .next("conflict " + station())
                .ifPresent(times -> LOG.warn(
                        "{} sent other content for {}: a cloned certificate or a restored memory?"
                                + " ({} facts since the last such line)",
                        station(),
                        fact,
                        times));
        fault(new Fault(
                "facts",
                FaultReason.SEQUENCE_CONFLICT.word(),
                "journal " + fact.journal() + " has other content under this sequence",
                "",
                Optional.of(fact.sequence())));
    }

    private void askForGaps(Receipt receipt) {
        gaps.update(receipt.journal(), receipt.missing(), System.nanoTime()).forEach(this::ask);
    }

    private void ask(GapTracker.Question question) {
        parts.meters().happened("resend-asked");
        tell(new Resend(
                question.journal(), question.range().from(), question.range().to()));
    }

    @Override
    public void evicted() {
        long retryAfterMs = RETURN.wait(0, ThreadLocalRandom.current()).toMillis();
        context.runOnContext(v -> close(CloseReason.OVERLOAD, OptionalLong.of(retryAfterMs)));
    }

    @Override
    public void failed(Parcel parcel) {
        context.runOnContext(v -> close(CloseReason.GATEWAY_FAULT));
    }

    void takenOver() {
        context.runOnContext(v -> close(CloseReason.TAKEN_OVER));
    }

    void stop() {
        context.runOnContext(v -> close(CloseReason.STOPPING));
    }

    /** Looks for what no packet tells: silence, a reader that stopped, a certificate that is no longer good. */
    void sweep(long nowNanos) {
        long patience = parts.options().intervals().heartbeat().toNanos() * 3 / 2;
        if (nowNanos - heardNanos > patience) {
            close(CloseReason.SILENT);
        } else if (downlink.isStuck(nowNanos)) {
            close(CloseReason.SLOW_READER);
        } else if (parts.revocations().contains(who.serial())
                || parts.clock().instant().isAfter(who.notAfter())) {
            close(CloseReason.CERTIFICATE);
        } else if (gate.isOpen()) {
            gaps.due(nowNanos).forEach(this::ask);
        }
    }

    /** The station said DISCONNECT and does not want its will told. */
    void goodbye() {
        saidGoodbye = true;
    }

    void close(CloseReason reason) {
        close(reason, OptionalLong.empty());
    }

    private void close(CloseReason reason, OptionalLong retryAfterMs) {
        if (live) {
            live = false;
            closed = Optional.of(reason);
            parts.meters().refused(reason.word());
            parts.once()
                    .next(reason.word() + " " + station())
                    .ifPresent(times -> LOG.info(
                            "closing the connection of {}: {} ({} since the last such line)",
                            station(),
                            reason.word(),
                            times));
            peer.close(reason, retryAfterMs);
        }
    }

    /** The socket is gone, whoever closed it. */
    void ended() {
        live = false;
        parts.registry().leave(this);
        if (!saidGoodbye) {
            who.willNonce().ifPresent(gate::died);
        }
        gate.ended(closed.map(CloseReason::word).orElse(saidGoodbye ? "disconnected" : "connection-lost"));
    }
}
