package bici.infra.contract;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Delivery;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Reject;
import bici.fleet.operations.CommandQueue.Outcome;
import bici.fleet.operations.CommandQueue.QueuedCommand;
import bici.fleet.operations.CommandQueue.Reply;
import bici.fleet.operations.RulingDesk;
import bici.fleet.trip.Fares;
import bici.fleet.trip.Ruling;
import bici.fleet.trip.Tariff;
import bici.fleet.trip.UnlockRequest;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.PrintedCode;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.TripId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One seeded stream of births, deliveries (late, twice, out of order, contradictory, lost), unlocks, replies and sweeps goes
 * to both; after each step both have answered, told and kept the same.
 */
class DifferentialTest {
    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());
    private static final int STEPS = 400;
    private static final int RIDERS = 4;
    private static final StaffId ANA = new StaffId("ana");
    /** Rides here are minutes long. */
    private static final Fares.InForce TARIFF = new Fares.InForce(
            new Tariff("played", 1_000, Duration.ofSeconds(30), Duration.ofSeconds(10), 200),
            Instant.parse("2026-01-01T00:00:00Z"));

    private final Map<StationId, Long> epochs = new TreeMap<>();
    private final List<QueuedCommand> sent = new ArrayList<>();
    private int keys;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 4})
    void bothDoTheSame(long seed) {
        try (Pair pair = new Pair()) {
            Happenings city = new Happenings(seed, 3, 9);
            prepare(pair, city);
            for (int step = 0; step < STEPS; step++) {
                step(pair, city);
                pair.compare();
            }
            tellAll(pair, city);
            pair.compare();
            assertThat(pair.memory.lines(Shown.TRIPS)).hasSizeGreaterThan(5);
            assertThat(pair.memory.lines(Shown.CORRECTIONS)).isNotEmpty();
            assertThat(pair.memory.lines(Shown.COMMANDS)).hasSizeGreaterThan(5);
            assertThat(pair.memory.lines(Shown.RULINGS)).hasSizeGreaterThan(5);
            assertThat(pair.memory.lines(Shown.CHARGES)).hasSizeGreaterThan(5);
        }
    }

    private void prepare(Pair pair, Happenings city) {
        for (Happenings.Yard yard : city.yards.values()) {
            pair.memory.takeIn(yard.id, Happenings.DOCKS);
            pair.postgres.takeIn(yard.id, Happenings.DOCKS);
        }
        pair.memory.putStaff(ANA);
        pair.postgres.putStaff(ANA);
        pair.memory.putTariff(TARIFF);
        pair.postgres.putTariff(TARIFF);
        for (int n = 1; n <= RIDERS; n++) {
            RiderId rider = rider(n);
            Optional<String> consent = n == RIDERS ? Optional.empty() : Optional.of(Subject.POLICY);
            pair.memory.putRider(rider, consent, false);
            pair.postgres.putRider(rider, consent, false);
            pair.memory.putCard(new CardId("C-" + n), rider);
            pair.postgres.putCard(new CardId("C-" + n), rider);
        }
        city.yards.values().forEach(yard -> birth(pair, city, yard, false));
        for (int n = 0; n < 8; n++) {
            city.pass();
            city.dockAny();
        }
    }

    private static RiderId rider(int number) {
        return new RiderId("rider-" + number);
    }

    private void step(Pair pair, Happenings city) {
        city.pass();
        switch (city.dice.nextInt(17)) {
            case 0, 1 -> city.removeAny();
            case 2, 3, 4 -> city.dockAny();
            case 5 -> city.trouble(anySent(city).map(QueuedCommand::id));
            case 6, 7, 8 -> deliver(pair, city);
            case 9 -> connect(pair, city);
            case 10, 11, 12 -> ask(pair, city);
            case 13 -> take(pair, city);
            case 14 -> obey(pair, city);
            case 15 -> rule(pair, city);
            default -> sweep(pair, city);
        }
    }

    private void birth(Pair pair, Happenings city, Happenings.Yard yard, boolean sameNonce) {
        var birth = yard.birth(city.now(), sameNonce);
        pair.both("birth " + birth, s -> s.ledger.openSession(birth));
        epochs.merge(yard.id, 1L, Long::sum);
    }

    private void connect(Pair pair, Happenings city) {
        Happenings.Yard yard = city.anyYard();
        switch (city.dice.nextInt(5)) {
            case 0 -> {
                long epoch = epochs.getOrDefault(yard.id, 1L);
                pair.both("close " + yard.id, s -> {
                    s.ledger.closeSession(yard.id, epoch, city.now(), "silent");
                    return true;
                });
            }
            case 1 -> yard.restart(city.now(), city.dice);
            case 2 -> yard.lose(city.now());
            default -> birth(pair, city, yard, city.dice.nextInt(6) == 0);
        }
    }

    private void deliver(Pair pair, Happenings city) {
        List<Delivery> deliveries = new ArrayList<>();
        for (int n = 1 + city.dice.nextInt(3); n > 0; n--) {
            Happenings.Yard yard = city.anyYard();
            List<Fact> facts = new ArrayList<>();
            List<Fact> waiting = new ArrayList<>(yard.untold);
            if (city.dice.nextInt(3) == 0) {
                Collections.shuffle(waiting, city.dice);
            }
            facts.addAll(waiting.subList(0, city.dice.nextInt(waiting.size() + 1)));
            yard.untold.removeAll(facts);
            yard.told.addAll(facts);
            if (!yard.told.isEmpty() && city.dice.nextInt(3) == 0) {
                facts.add(yard.told.get(city.dice.nextInt(yard.told.size())));
            }
            if (!yard.told.isEmpty() && city.dice.nextInt(6) == 0) {
                Fact fact = yard.told.get(city.dice.nextInt(yard.told.size()));
                facts.add(new Fact(fact.id(), fact.stamp(), new Event.Tamper(0)));
            }
            deliveries.add(new Delivery(yard.id, city.now(), facts, rejects(city, yard)));
        }
        pair.both("deliver " + deliveries, s -> s.ledger.record(deliveries));
    }

    private static List<Reject> rejects(Happenings city, Happenings.Yard yard) {
        if (city.dice.nextInt(8) != 0) {
            return List.of();
        }
        Optional<FactId> id = city.dice.nextBoolean()
                ? Optional.empty()
                : Optional.of(new FactId(yard.id, 1, 1 + city.dice.nextInt((int) yard.sequence + 2)));
        return List.of(new Reject(id, "malformed-json", "played", ByteBuffer.wrap(new byte[] {1, 2})));
    }

    private void ask(Pair pair, Happenings city) {
        RiderId rider = rider(1 + city.dice.nextInt(RIDERS));
        keys += city.dice.nextInt(5) == 0 ? 0 : 1;
        IdempotencyKey key = new IdempotencyKey("key-" + keys);
        Happenings.Yard yard = city.anyYard();
        int dock = 1 + city.dice.nextInt(Happenings.DOCKS);
        BikeId bike = new BikeId("B" + (1 + city.dice.nextInt(9)));
        int kind = city.dice.nextInt(8);
        pair.both("ask " + rider + " " + key, s -> {
            PrintedCode code = kind == 0
                    ? new PrintedCode("ZZZZZ9")
                    : kind < 3 && isMet(s, bike) ? s.code(bike) : s.code(new DockId(yard.id, dock));
            return s.desk.request(new UnlockRequest(rider, key, code), city.now());
        });
    }

    private static boolean isMet(Subject subject, BikeId bike) {
        return subject.lines(Shown.BIKES).stream().anyMatch(line -> line.startsWith(bike + "|"));
    }

    private void take(Pair pair, Happenings city) {
        sent.addAll(pair.both(
                "take",
                s -> s.queue.takeQueued(city.yards.keySet(), city.now()).stream()
                        .sorted(Comparator.comparing(QueuedCommand::id))
                        .toList()));
    }

    private Optional<QueuedCommand> anySent(Happenings city) {
        return sent.isEmpty() ? Optional.empty() : Optional.of(sent.get(city.dice.nextInt(sent.size())));
    }

    /** A station does what it is told, or does not, and may say so. */
    private void obey(Pair pair, Happenings city) {
        take(pair, city);
        Optional<QueuedCommand> command = anySent(city);
        if (command.isEmpty()) {
            return;
        }
        CommandId id = command.get().id();
        StationId station = command.get().station();
        boolean done = city.dice.nextInt(4) != 0
                && city.remove(
                        new DockId(station, command.get().dock().orElseThrow()),
                        command.get().bike().orElseThrow(),
                        id);
        Outcome outcome = done ? Outcome.DONE : OUTCOMES.get(city.dice.nextInt(OUTCOMES.size()));
        if (city.dice.nextInt(3) != 0) {
            pair.both("reply " + outcome + " " + id, s -> {
                s.queue.reply(station, id, new Reply(outcome, Optional.of("busy")), city.now());
                return true;
            });
        }
    }

    /** The control room decides something of a trip or a bike, possible or not, and sometimes by a key it used before. */
    private void rule(Pair pair, Happenings city) {
        List<TripId> trips = Stream.of(Shown.OPEN_TRIPS, Shown.TRIPS)
                .flatMap(shown -> pair.memory.lines(shown).stream())
                .map(line -> TripId.parse(line.substring(0, line.indexOf('|'))))
                .sorted(Comparator.comparing(TripId::toString))
                .toList();
        keys += city.dice.nextInt(6) == 0 ? 0 : 1;
        IdempotencyKey key = new IdempotencyKey("key-" + keys);
        Instant at = city.now().minusSeconds(city.dice.nextInt(120) - 10);
        TripId trip = trips.isEmpty()
                ? new TripId(new FactId(new StationId("S1"), 1, 1))
                : trips.get(city.dice.nextInt(trips.size()));
        Ruling.Verdict verdict = switch (city.dice.nextInt(4)) {
            case 0 -> new Ruling.ForcedReturn(trip, at);
            case 1 -> new Ruling.Revert(trip);
            case 2 -> new Ruling.Uphold(trip);
            default -> new Ruling.Missing(at);
        };
        Optional<BikeId> bike = verdict instanceof Ruling.Missing
                ? Optional.of(new BikeId("B" + (1 + city.dice.nextInt(10))))
                : Optional.empty();
        RulingDesk.Request request = new RulingDesk.Request(ANA, verdict, bike, "seen in the street", key);
        pair.both("rule " + request, s -> s.rulings.decide(request, city.now()));
    }

    private static void sweep(Pair pair, Happenings city) {
        pair.both("sweep", s -> {
            s.queue.sweep(city.now());
            return true;
        });
    }

    private void tellAll(Pair pair, Happenings city) {
        for (Happenings.Yard yard : city.yards.values()) {
            city.pass();
            Delivery rest = new Delivery(yard.id, city.now(), List.copyOf(yard.untold), List.of());
            pair.both("tell the rest " + rest, s -> s.ledger.record(List.of(rest)));
            birth(pair, city, yard, false);
        }
    }
}
