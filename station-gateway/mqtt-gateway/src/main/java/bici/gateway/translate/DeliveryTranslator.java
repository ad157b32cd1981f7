package bici.gateway.translate;

import bici.fleet.dock.Delivery;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Reject;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import bici.wire.Decoded;
import bici.wire.Decoded.Flaw;
import bici.wire.DownMessage.Fault;
import bici.wire.FaultReason;
import bici.wire.UpMessage;
import bici.wire.WireFact;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns what could be read of a message into a delivery for the ledger and the faults to answer. Pure. */
public final class DeliveryTranslator {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");
    private static final int MAX_DETAIL = 500;

    private final StationId station;
    private final String kind;
    private final List<Fact> facts = new ArrayList<>();
    private final List<Reject> rejects = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    private DeliveryTranslator(StationId station, String kind) {
        this.station = station;
        this.kind = kind;
    }

    /** A delivery and what to tell the station once it is committed. */
    public record Translated(Delivery delivery, List<Fault> faults) {
        public Translated {
            faults = List.copyOf(faults);
        }
    }

    /** Facts that were read, whole or in part, or a message that could not be read at all. */
    public static Translated translate(StationId station, String kind, Decoded decoded, Instant arrivedAt) {
        DeliveryTranslator translator = new DeliveryTranslator(station, kind);
        if (decoded.message().orElse(null) instanceof UpMessage.Facts batch) {
            batch.facts().forEach(fact -> translator.add(batch.journal(), fact));
        }
        decoded.flaws().forEach(translator::add);
        return new Translated(
                new Delivery(station, arrivedAt, translator.facts, translator.rejects), translator.faults);
    }

    private void add(int journal, WireFact fact) {
        try {
            facts.add(WireToFleet.fact(station, journal, fact));
        } catch (IllegalArgumentException | ArithmeticException e) {
            String detail = plain(String.valueOf(e.getMessage()));
            ByteBuffer payload = StandardCharsets.UTF_8.encode(fact.toString());
            String reason = FaultReason.NOT_RECORDABLE.word();
            rejects.add(new Reject(identity(journal, fact.sequence()), reason, detail, payload));
            faults.add(new Fault(kind, reason, detail, "", Optional.of(fact.sequence())));
        }
    }

    private void add(Flaw flaw) {
        Optional<FactId> id = flaw.journal().isPresent() && flaw.sequence().isPresent()
                ? identity(flaw.journal().getAsInt(), flaw.sequence().getAsLong())
                : Optional.empty();
        rejects.add(new Reject(id, flaw.reason().word(), plain(flaw.detail()), flaw.excerpt()));
        faults.add(fault(kind, flaw));
    }

    /** The answer to one flaw. */
    public static Fault fault(String kind, Flaw flaw) {
        Optional<Long> sequence =
                flaw.sequence().isPresent() ? Optional.of(flaw.sequence().getAsLong()) : Optional.empty();
        return new Fault(kind, flaw.reason().word(), flaw.detail(), flaw.pointer(), sequence);
    }

    /** A detail may quote a station, and the quarantine must take whatever it says. */
    private static String plain(String detail) {
        String printable = CONTROL.matcher(detail).replaceAll("?");
        return printable.length() <= MAX_DETAIL ? printable : printable.substring(0, MAX_DETAIL);
    }

    private Optional<FactId> identity(int journal, long sequence) {
        return journal < 1 || sequence < 1 || sequence > FactId.MAX_SEQUENCE
                ? Optional.empty()
                : Optional.of(new FactId(station, journal, sequence));
    }
}
