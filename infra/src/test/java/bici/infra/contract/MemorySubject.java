package bici.infra.contract;

import bici.fleet.dock.Cause;
import bici.fleet.ledger.BikeRow;
import bici.fleet.trip.Fares;
import bici.fleet.trip.Refusal;
import bici.fleet.trip.Ruling;
import bici.fleet.trip.Trip;
import bici.fleet.trip.Whereabouts;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.PrintedCode;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.TripId;
import bici.infra.simulation.memory.KeptTrip;
import bici.infra.simulation.memory.MemoryLedger;
import bici.infra.simulation.memory.MemoryView;
import bici.infra.simulation.memory.RulingRow;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The core over the twin in memory. */
final class MemorySubject extends Subject {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final MemoryLedger twin;
    private final MemoryView view;

    MemorySubject() {
        this(new MemoryLedger().knowingEveryBike());
    }

    private MemorySubject(MemoryLedger twin) {
        super(twin);
        this.twin = twin;
        this.view = twin.view();
    }

    @Override
    void takeIn(StationId station, int capacity) {
        twin.takeIn(station, capacity);
    }

    @Override
    void retire(StationId station) {
        twin.retire(station);
    }

    @Override
    void putRider(RiderId rider, Optional<String> consent, boolean suspended) {
        twin.putRider(rider, consent, suspended);
    }

    @Override
    void putCard(CardId card, RiderId rider) {
        twin.putCard(card, rider);
    }

    @Override
    void putStaff(StaffId staff) {
        twin.putStaff(staff);
    }

    @Override
    void putTariff(Fares.InForce tariff) {
        twin.putTariff(tariff);
    }

    @Override
    PrintedCode code(BikeId bike) {
        return view.findCode(bike).orElseThrow();
    }

    @Override
    PrintedCode code(DockId dock) {
        return view.findCode(dock).orElseThrow();
    }

    private static String line(Object... fields) {
        List<String> words = new ArrayList<>();
        for (Object field : fields) {
            words.add(word(field));
        }
        return String.join("|", words);
    }

    private static String word(Object field) {
        return switch (field) {
            case Optional<?> maybe -> maybe.isPresent() ? word(maybe.get()) : "-";
            case Instant at -> TIME.format(at);
            case Boolean yes -> yes ? "true" : "false";
            case Refusal refusal -> refusal.word();
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            default -> field.toString();
        };
    }

    @Override
    List<String> lines(Shown shown) {
        return lineStream(shown).toList();
    }

    private Stream<String> lineStream(Shown shown) {
        return switch (shown) {
            case STATIONS ->
                view.stations().stream()
                        .map(s -> line(
                                s.station(),
                                s.epoch(),
                                s.online(),
                                s.last().journal(),
                                s.last().sequence(),
                                s.bikes(),
                                s.inferred(),
                                s.unreconciledEpoch(),
                                s.heardAt()));
            case JOURNALS ->
                view.stations().stream()
                        .flatMap(s -> view.journals(s.station()).entrySet().stream()
                                .map(j -> line(
                                        s.station(),
                                        j.getKey(),
                                        j.getValue().received(),
                                        j.getValue().excused())));
            case BIRTHS ->
                view.births().stream()
                        .map(b -> line(
                                b.taken().station(),
                                b.taken().epoch(),
                                b.taken().asOf().journal(),
                                b.taken().asOf().sequence(),
                                b.taken().at(),
                                b.reconciled()));
            case FACTS ->
                view.facts().stream()
                        .map(f -> line(
                                f.fact().id().station(),
                                f.fact().id().journal(),
                                f.fact().id().sequence(),
                                f.fact().stamp().deviceTime(),
                                f.at(),
                                f.time().quality(),
                                f.flag(),
                                f.evidenceEpoch()));
            case DOCKS ->
                view.docks().values().stream()
                        .map(d -> line(
                                d.dock().station(),
                                d.dock().number(),
                                d.bike(),
                                d.lock(),
                                d.fault(),
                                d.asOf().journal(),
                                d.asOf().sequence(),
                                d.at()));
            case BIKES -> view.bikes().values().stream().map(MemorySubject::bike);
            case OPEN_TRIPS -> view.openTrips().values().stream().map(MemorySubject::openTrip);
            case TRIPS -> view.finishedTrips().stream().map(MemorySubject::trip);
            default -> otherLines(shown);
        };
    }

    private Stream<String> otherLines(Shown shown) {
        return switch (shown) {
            case CORRECTIONS ->
                view.corrections().stream()
                        .map(c -> line(
                                c.trip(),
                                c.recordedAt(),
                                fact(c.was()),
                                c.was().at(),
                                c.now().flatMap(MemorySubject::fact),
                                c.now().map(Trip.End.Ended::at)));
            case AVAILABILITY ->
                view.availability().entrySet().stream()
                        .map(c -> line(
                                c.getKey().station(),
                                c.getKey().journal(),
                                c.getKey().sequence(),
                                c.getValue().at(),
                                c.getValue().bikes()));
            case RULINGS -> view.rulings().stream().map(MemorySubject::ruling);
            case CHARGES ->
                Stream.concat(view.openTrips().values().stream(), view.finishedTrips().stream())
                        .flatMap(kept -> view.charges(kept.trip().id()).stream())
                        .map(MemorySubject::charge);
            case QUARANTINE ->
                view.quarantine().stream()
                        .map(q -> line(
                                q.station(),
                                q.reject().id().map(id -> id.journal()),
                                q.reject().id().map(id -> id.sequence()),
                                q.arrivedAt(),
                                q.reject().reason()));
            case COMMANDS ->
                view.commands().stream()
                        .map(c -> line(
                                c.id(),
                                c.station(),
                                c.asked().dock().number(),
                                c.asked().bike(),
                                c.asked().rider(),
                                c.epoch(),
                                c.state(),
                                c.refusal(),
                                c.asked().requestedAt(),
                                c.sentAt(),
                                c.reply(),
                                c.endedAt(),
                                c.releasedAt(),
                                c.trip()));
            case REQUESTS ->
                view.requests().stream().map(r -> line(r.rider(), r.key(), r.at(), r.command(), r.refusal()));
            default -> throw new IllegalArgumentException(shown.name());
        };
    }

    private static Optional<FactId> fact(Trip.End.Ended end) {
        return end instanceof Trip.End.Docked docked ? Optional.of(docked.fact()) : Optional.empty();
    }

    private static String bike(BikeRow bike) {
        Optional<DockId> dock = Optional.empty();
        Optional<String> trip = Optional.empty();
        Optional<Instant> since = Optional.empty();
        String place = "missing";
        switch (bike.whereabouts()) {
            case Whereabouts.Unknown unknown -> {}
            case Whereabouts.AtDock here -> {
                place = "dock";
                dock = Optional.of(here.dock());
                since = Optional.of(here.since());
            }
            case Whereabouts.OnTrip riding -> {
                place = "trip";
                trip = Optional.of(riding.trip().id().toString());
                since = Optional.of(riding.trip().startedAt());
            }
            case Whereabouts.OnTruck truck -> {
                place = "truck";
                since = Optional.of(truck.since());
            }
            case Whereabouts.Missing missing -> since = Optional.of(missing.since());
        }
        return line(
                bike.bike(),
                place,
                dock.map(DockId::station),
                dock.map(DockId::number),
                trip,
                since,
                bike.last().map(BikeRow.Last::fact),
                bike.last().map(BikeRow.Last::at),
                bike.disordered());
    }

    private static String openTrip(KeptTrip kept) {
        Trip trip = kept.trip();
        return line(
                trip.id(),
                kept.bike(),
                switch (trip.end()) {
                    case Trip.End.Riding riding -> "riding";
                    case Trip.End.NotYetKnown unknown -> "end-unknown";
                    case Trip.End.CorrectedAway away -> "corrected-away";
                    case Trip.End.Ended ended -> throw new IllegalStateException("not open: " + trip);
                },
                trip.startedAt(),
                trip.start().station(),
                trip.start().number(),
                cause(trip.cause()),
                causeId(trip.cause()),
                trip.flag(),
                kept.rider(),
                trip.end() instanceof Trip.End.CorrectedAway away ? Optional.of(away.ruling()) : Optional.empty());
    }

    private static String trip(KeptTrip kept) {
        Trip trip = kept.trip();
        if (!(trip.end() instanceof Trip.End.Ended end)) {
            throw new IllegalStateException("not finished: " + trip);
        }
        return line(
                trip.id(),
                kept.bike(),
                trip.startedAt(),
                trip.start().station(),
                trip.start().number(),
                end.at(),
                fact(end),
                cause(trip.cause()),
                causeId(trip.cause()),
                trip.flag(),
                kept.rider(),
                end instanceof Trip.End.Returned returned ? Optional.of(returned.ruling()) : Optional.empty(),
                end instanceof Trip.End.Docked docked && docked.repaired());
    }

    private static String ruling(RulingRow row) {
        Ruling ruling = row.made().ruling();
        Optional<TripId> trip =
                ruling.verdict() instanceof Ruling.OnTrip on ? Optional.of(on.trip()) : Optional.empty();
        Optional<Instant> at = Optional.empty();
        String kind = switch (ruling.verdict()) {
            case Ruling.ForcedReturn forced -> {
                at = Optional.of(forced.at());
                yield "forced-return";
            }
            case Ruling.Revert revert -> "revert";
            case Ruling.Uphold uphold -> "uphold";
            case Ruling.Missing missing -> {
                at = Optional.of(missing.at());
                yield "missing";
            }
        };
        return line(
                ruling.id(),
                kind,
                row.made().bike(),
                trip,
                at,
                row.staff(),
                row.key(),
                row.made().reason(),
                row.at());
    }

    /** Debit and credit: what a rider owes more goes to the fares, what is given back comes from them. */
    private static String charge(Fares.Entry entry) {
        String rider = "rider " + entry.rider();
        boolean owed = entry.amountCop() > 0;
        return line(
                entry.trip(),
                entry.revision(),
                entry.rider(),
                owed ? rider : "fares",
                owed ? "fares" : rider,
                Math.abs(entry.amountCop()));
    }

    private static String cause(Cause cause) {
        return switch (cause) {
            case Cause.ByCommand by -> "command";
            case Cause.ByCard by -> "card";
            case Cause.ByCrew by -> "crew";
            case Cause.ByNobody by -> "nobody";
        };
    }

    private static Optional<String> causeId(Cause cause) {
        return switch (cause) {
            case Cause.ByCommand by -> Optional.of(by.command().value());
            case Cause.ByCard by -> Optional.of(by.card().value());
            case Cause.ByCrew by -> Optional.of(by.card().value());
            case Cause.ByNobody by -> Optional.empty();
        };
    }

    @Override
    public void close() {
        // Nothing outside of memory.
    }
}
