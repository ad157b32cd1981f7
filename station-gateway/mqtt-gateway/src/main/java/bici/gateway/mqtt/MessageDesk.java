package bici.gateway.mqtt;

import bici.fleet.dock.HealthReading;
import bici.fleet.operations.Cards.Authorisation;
import bici.fleet.vocabulary.CardId;
import bici.gateway.inbox.Parcel;
import bici.gateway.inbox.Parcel.Content;
import bici.gateway.translate.BirthTranslator;
import bici.gateway.translate.DeliveryTranslator;
import bici.gateway.translate.DeliveryTranslator.Translated;
import bici.wire.Decoded;
import bici.wire.DownMessage;
import bici.wire.DownMessage.AuthorizeAnswer;
import bici.wire.DownMessage.ClockAnswer;
import bici.wire.DownMessage.Fault;
import bici.wire.FaultReason;
import bici.wire.UpMessage;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a station's messages and takes each where it belongs. Only for the connection's event loop. */
final class MessageDesk {
    private static final Logger LOG = LoggerFactory.getLogger(MessageDesk.class);
    /** Bytes. Facts in a message of so many are not read by an event loop. */
    private static final int LARGE = 4_096;

    private static final String TRY_LATER = "try-later";

    private final StationConnection connection;
    private final BirthGate gate;
    private final Parts parts;

    MessageDesk(StationConnection connection, BirthGate gate, Parts parts) {
        this.connection = connection;
        this.gate = gate;
        this.parts = parts;
    }

    /** A message that may be handled now; a birth is always. */
    void handle(UpPacket packet) {
        if (packet.kind().equals("facts") && packet.payload().remaining() >= LARGE && gate.isOpen()) {
            deliver(packet);
            return;
        }
        Decoded decoded = decode(packet);
        if (decoded.message().isEmpty()) {
            unreadable(packet, decoded);
            return;
        }
        switch (decoded.message().get()) {
            case UpMessage.Facts facts -> deliver(packet, decoded);
            case UpMessage.Birth birth -> birth(packet, birth);
            case UpMessage.Death death -> {
                gate.died(death.nonce());
                connection.acknowledge(packet.packetId());
            }
            case UpMessage.ClockRequest request -> {
                connection.acknowledge(packet.packetId());
                connection.tell(new ClockAnswer(request.nonce(), parts.clock().millis()));
                if (gate.isOpen()) {
                    parts.caretaker().asked(connection.station(), request.deviceTimeMs());
                    connection.tellAllowList();
                }
            }
            case UpMessage.Health health -> health(packet, health);
            case UpMessage.Authorize request -> authorize(packet, request);
            case UpMessage.Reply reply -> {
                parts.courier().replied(connection.station(), reply);
                connection.acknowledge(packet.packetId());
            }
            case UpMessage.AllowListReport report -> report(packet, report);
            case UpMessage.ConfigReport report -> report(packet, report);
            case UpMessage.FirmwareReport report -> report(packet, report);
            case UpMessage.DiagnosticsReport report -> report(packet, report);
        }
    }

    private Decoded decode(UpPacket packet) {
        Decoded decoded = packet.decode();
        parts.meters().unknownFields(decoded.unknownFields());
        return decoded;
    }

    /** A large one, to be read by whoever writes it: event loops have others to attend to. */
    private void deliver(UpPacket packet) {
        Instant now = parts.clock().instant();
        offer(Parcel.unread(
                connection.station(),
                () -> translate(packet, decode(packet), now),
                packet.payload().remaining(),
                packet.packetId(),
                connection));
    }

    /** Any thread. */
    private Content translate(UpPacket packet, Decoded decoded, Instant arrivedAt) {
        Translated translated = DeliveryTranslator.translate(connection.station(), packet.kind(), decoded, arrivedAt);
        return new Content(translated.delivery(), translated.faults());
    }

    private void deliver(UpPacket packet, Decoded decoded) {
        Content content = translate(packet, decoded, parts.clock().instant());
        offer(Parcel.of(content, packet.payload().remaining(), packet.packetId(), connection));
    }

    /** Towards the ledger; not while the gateway stops: what it does not take the station keeps. */
    private void offer(Parcel parcel) {
        if (!parts.registry().isStopping()) {
            parts.inbox().offer(parcel);
        }
    }

    /** Into quarantine when the station may write at all; acknowledged in either case, or it would come for ever. */
    private void unreadable(UpPacket packet, Decoded decoded) {
        if (gate.isOpen()) {
            deliver(packet, decoded);
            return;
        }
        connection.acknowledge(packet.packetId());
        decoded.flaws().forEach(flaw -> connection.fault(DeliveryTranslator.fault(packet.kind(), flaw)));
    }

    private void birth(UpPacket packet, UpMessage.Birth birth) {
        bici.fleet.dock.Birth translated;
        try {
            Instant now = parts.clock().instant();
            translated = BirthTranslator.birth(connection.station(), birth, gate.birthNotBefore(now), now);
        } catch (IllegalArgumentException | ArithmeticException e) {
            connection.acknowledge(packet.packetId());
            connection.fault(new Fault(
                    packet.kind(),
                    FaultReason.NOT_RECORDABLE.word(),
                    String.valueOf(e.getMessage()),
                    "",
                    Optional.empty()));
            return;
        }
        gate.born(translated, packet.packetId());
    }

    private void health(UpPacket packet, UpMessage.Health health) {
        parts.health()
                .offer(new HealthReading(
                        connection.station(),
                        Instant.ofEpochMilli(health.deviceTimeMs()),
                        parts.clock().instant(),
                        health.values()));
        connection.acknowledge(packet.packetId());
    }

    private void report(UpPacket packet, UpMessage report) {
        parts.caretaker().reported(connection.station(), report);
        connection.acknowledge(packet.packetId());
    }

    private void authorize(UpPacket packet, UpMessage.Authorize request) {
        connection.acknowledge(packet.packetId());
        CardId card;
        try {
            card = new CardId(request.card());
        } catch (IllegalArgumentException e) {
            connection.tell(denied(request, "unknown-card"));
            return;
        }
        Instant at = parts.clock().instant();
        parts.offload()
                .call(connection.context(), () -> parts.cards().authorize(card, at))
                .onComplete(result -> {
                    if (result.failed()) {
                        LOG.debug("a card of {} could not be judged", connection.station(), result.cause());
                        parts.meters().failed("authorize");
                    }
                    connection.tell(result.failed() ? denied(request, TRY_LATER) : answer(request, result.result()));
                });
    }

    private static DownMessage answer(UpMessage.Authorize request, Authorisation authorisation) {
        return switch (authorisation) {
            case Authorisation.Granted granted ->
                new AuthorizeAnswer(
                        request.request(),
                        true,
                        Optional.of(
                                AllowListBook.holder(granted.holder()).name().toLowerCase(java.util.Locale.ROOT)),
                        Optional.of(granted.proof()),
                        Optional.empty());
            case Authorisation.Denied denied -> denied(request, denied.reason());
        };
    }

    private static AuthorizeAnswer denied(UpMessage.Authorize request, String reason) {
        return new AuthorizeAnswer(request.request(), false, Optional.empty(), Optional.empty(), Optional.of(reason));
    }
}
