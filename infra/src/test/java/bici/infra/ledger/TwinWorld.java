package bici.infra.ledger;

import bici.fleet.dock.Birth;
import bici.fleet.dock.Delivery;
import bici.fleet.dock.Receipt;
import bici.fleet.dock.Session;
import bici.fleet.ledger.LedgerCommandQueue;
import bici.fleet.ledger.LedgerRulingDesk;
import bici.fleet.ledger.LedgerUnlockDesk;
import bici.fleet.ledger.RecordingLedger;
import bici.fleet.operations.Notice;
import bici.fleet.operations.RulingDesk;
import bici.fleet.trip.Fares;
import bici.fleet.trip.Ruling;
import bici.fleet.trip.Tariff;
import bici.fleet.trip.Trip;
import bici.fleet.trip.Whereabouts;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.StationId;
import bici.infra.simulation.memory.KeptTrip;
import bici.infra.simulation.memory.MemoryLedger;
import bici.infra.simulation.memory.MemoryView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The core over the twin of its database, with stations S1 to S3, riders R1 and R2, whose cards are C-B1 and C-B2, and a
 * tariff: 1000 COP, half an hour included, then 500 COP each 10 minutes.
 */
final class TwinWorld {
    static final String POLICY = "2026-11";
    static final StationId S1 = new StationId("S1");
    private static final Tariff TARIFF =
            new Tariff("prueba", 1_000, Duration.ofMinutes(30), Duration.ofMinutes(10), 500);

    private final MemoryLedger twin = new MemoryLedger().knowingEveryBike();
    private final MemoryView view = twin.view();
    private final List<Notice> notices = new ArrayList<>();
    private int commands;
    private int keys;
    private int births;
    final RecordingLedger ledger =
            new RecordingLedger(twin, (card, version, proof) -> !proof.equals("wrong"), notices::add);
    final LedgerUnlockDesk unlocks =
            new LedgerUnlockDesk(twin, notices::add, POLICY, () -> new CommandId("c" + ++commands));
    final LedgerCommandQueue queue = new LedgerCommandQueue(twin, notices::add);
    final LedgerRulingDesk rulings = new LedgerRulingDesk(twin, notices::add);

    TwinWorld() {
        twin.putTariff(new Fares.InForce(TARIFF, Instant.parse("2026-01-01T00:00:00Z")));
        twin.putStaff(new StaffId("ana"));
        for (int i = 1; i <= 2; i++) {
            RiderId rider = new RiderId("R" + i);
            twin.putRider(rider, Optional.of(POLICY), false);
            twin.putCard(new CardId("C-B" + i), rider);
        }
        for (String station : List.of("S1", "S2", "S3")) {
            twin.takeIn(new StationId(station), 12);
            ledger.openSession(LedgerWorld.firstBirthOf(new StationId(station)));
        }
        notices.clear();
    }

    MemoryLedger twin() {
        return twin;
    }

    MemoryView view() {
        return view;
    }

    /** Delivers what a station tells ({@link Told}). */
    Receipt tell(String station, String lines) {
        return ledger.record(List.of(LedgerWorld.delivery(new StationId(station), Told.facts(station, lines))))
                .get(0);
    }

    /** A station shows its docks in the evening: {@code 1 B1} or {@code 1 -}. */
    Session born(String station, long asOf, String... docks) {
        return born(station, asOf, LedgerWorld.EVENING, docks);
    }

    Session born(String station, long asOf, Instant at, String... docks) {
        return ledger.openSession(LedgerWorld.birthOf(
                new StationId(station),
                "nonce-" + ++births,
                1,
                asOf,
                at,
                Stream.of(docks).map(text -> reading(text.split(" ", -1))).toList()));
    }

    /** {@code 1 B1}, {@code 1 -}, or with lock and fault {@code 1 B1 jammed flat}. */
    private static Birth.DockReading reading(String... words) {
        Optional<BikeId> bike = words[1].equals("-") ? Optional.empty() : Optional.of(new BikeId(words[1]));
        Birth.Lock lock = words.length < 3 ? Birth.Lock.LOCKED : Birth.Lock.valueOf(words[2].toUpperCase(Locale.ROOT));
        return new Birth.DockReading(
                Integer.parseInt(words[0]), bike, lock, words.length < 4 ? Optional.empty() : Optional.of(words[3]));
    }

    RulingDesk.Answer rule(Ruling.OnTrip verdict) {
        return rule(verdict, Optional.empty(), "k" + ++keys);
    }

    RulingDesk.Answer declareMissing(String bike, String time) {
        return rule(new Ruling.Missing(Told.at(time)), Optional.of(new BikeId(bike)), "k" + ++keys);
    }

    RulingDesk.Answer rule(Ruling.Verdict verdict, Optional<BikeId> bike, String key) {
        return rulings.decide(
                new RulingDesk.Request(new StaffId("ana"), verdict, bike, "visto", new IdempotencyKey(key)),
                ArrivalWorld.NEXT_DAY);
    }

    /** {@code S1.1.2 R1 > S2/2 12:30 repaired}, {@code riding}, {@code end-unknown}, {@code returned 12:30}, {@code away}. */
    List<String> trips() {
        return Stream.concat(view.openTrips().values().stream(), view.finishedTrips().stream())
                .sorted(Comparator.comparing((KeptTrip kept) -> kept.trip().startedAt())
                        .thenComparing(kept -> kept.trip().id().opening()))
                .map(kept -> kept.trip().id() + kept.rider().map(r -> " " + r).orElse("") + " > "
                        + end(kept.trip().end())
                        + kept.trip().flag().map(f -> " " + f).orElse(""))
                .toList();
    }

    private static String end(Trip.End end) {
        return switch (end) {
            case Trip.End.Riding riding -> "riding";
            case Trip.End.NotYetKnown unknown -> "end-unknown";
            case Trip.End.Docked docked ->
                dock(docked.dock()) + " " + time(docked.at()) + (docked.repaired() ? " repaired" : "");
            case Trip.End.Returned returned -> "returned " + time(returned.at());
            case Trip.End.CorrectedAway away -> "away";
        };
    }

    /** {@code B1 S1/2}, {@code B1 trip S1.1.4}, {@code B1 truck}, {@code B1 missing}. */
    List<String> bikes() {
        return view.bikes().values().stream()
                .map(row -> row.bike() + " "
                        + switch (row.whereabouts()) {
                            case Whereabouts.Unknown unknown -> "unknown";
                            case Whereabouts.AtDock here -> dock(here.dock());
                            case Whereabouts.OnTrip riding ->
                                "trip " + riding.trip().id();
                            case Whereabouts.OnTruck truck -> "truck";
                            case Whereabouts.Missing missing -> "missing";
                        })
                .toList();
    }

    /** {@code S1/2 B1 locked -}. */
    List<String> docks() {
        return view.docks().values().stream()
                .map(state -> dock(state.dock()) + " "
                        + state.bike().map(BikeId::value).orElse("-") + " "
                        + state.lock().name().toLowerCase(Locale.ROOT) + " "
                        + state.fault().orElse("-"))
                .toList();
    }

    /** {@code S1.1.2: 13:00 > 12:30}. */
    List<String> corrections() {
        return view.corrections().stream()
                .map(c -> c.trip() + ": " + time(c.was().at()) + " > "
                        + c.now().map(end -> time(end.at())).orElse("-"))
                .toList();
    }

    /** {@code S1.1.2 1000 -1000}: the entries of each trip that has some. */
    List<String> charges() {
        return Stream.concat(view.openTrips().values().stream(), view.finishedTrips().stream())
                .map(kept -> kept.trip().id()
                        + view.charges(kept.trip().id()).stream()
                                .map(entry -> " " + entry.amountCop())
                                .reduce("", String::concat))
                .filter(line -> line.contains(" "))
                .toList();
    }

    /** {@code S1.1.1 12:00 1}. */
    List<String> availability() {
        return view.availability().entrySet().stream()
                .map(e -> e.getKey() + " " + time(e.getValue().at()) + " "
                        + e.getValue().bikes())
                .toList();
    }

    /** {@code S1 2}: how many bikes each station has. */
    List<String> counts() {
        return view.stations().stream().map(s -> s.station() + " " + s.bikes()).toList();
    }

    /** {@code S1.1.4 sequence-conflict}. */
    List<String> quarantine() {
        return view.quarantine().stream()
                .map(q -> q.reject().id().map(Object::toString).orElse("-") + " "
                        + q.reject().reason())
                .toList();
    }

    /** Everything that follows from facts, however they arrived. */
    List<String> state() {
        List<String> state = new ArrayList<>();
        view.bikes()
                .values()
                .forEach(row -> state.add(row.bike() + " " + row.whereabouts() + " "
                        + row.last().map(Object::toString).orElse("-")));
        view.docks().values().forEach(dock -> state.add(dock.toString()));
        state.addAll(availability());
        state.addAll(counts());
        state.addAll(trips());
        return state;
    }

    /** What was told since the last time. */
    List<Notice> takeNotices() {
        List<Notice> told = List.copyOf(notices);
        notices.clear();
        return told;
    }

    static Delivery delivery(String station, String lines) {
        return LedgerWorld.delivery(new StationId(station), Told.facts(station, lines));
    }

    private static String dock(DockId dock) {
        return dock.station() + "/" + dock.number();
    }

    private static String time(Instant at) {
        return at.toString().substring(11, 16);
    }
}
