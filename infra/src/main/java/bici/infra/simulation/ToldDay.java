package bici.infra.simulation;

import bici.fleet.dock.Birth;
import bici.fleet.dock.Fact;
import bici.fleet.dock.RecordedFact;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import bici.infra.simulation.memory.BirthRow;
import bici.infra.simulation.memory.CommandRow;
import bici.infra.simulation.memory.MemoryView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that the stations of one simulated day told in the end, to be told again in other orders: journals written
 * off line, by wrong clocks, with losses, by vans and by force, and the births between them.
 *
 * @param commands riders' unlocks, which say whose trips are whose
 */
record ToldDay(List<Telling> tellings, Collection<CommandRow> commands) {
    private static final double DAY_SECONDS = 86_400;

    /**
     * What one station told, in its own order.
     *
     * @param births those that opened a session
     */
    record Telling(StationId station, List<Born> births, List<Said> facts) {}

    /** @param when about, in days, never before the birth before */
    record Born(Birth birth, double when) {}

    /**
     * A fact.
     *
     * @param session index of the first birth after which the station can send it
     * @param when about, in days, never before the fact before
     * @param arrivedAt when it arrived in the day that was lived: kept in every order, since times are judged by it
     */
    record Said(Fact fact, int session, double when, Instant arrivedAt) {}

    /** Lives a day and remembers what was told in it. */
    static ToldDay live(long seed) {
        MemoryView kept = Day.remember(seed);
        TreeMap<StationId, List<Birth>> births = new TreeMap<>();
        for (BirthRow row : kept.births()) {
            births.computeIfAbsent(row.taken().station(), s -> new ArrayList<>())
                    .add(row.birth());
        }
        TreeMap<StationId, List<RecordedFact>> facts = new TreeMap<>();
        for (RecordedFact recorded : kept.facts()) {
            FactId id = recorded.fact().id();
            if (id.journal() != FactId.INFERRED) {
                facts.computeIfAbsent(id.station(), s -> new ArrayList<>()).add(recorded);
            }
        }
        List<Telling> tellings = new ArrayList<>();
        births.forEach((station, born) -> {
            List<Said> said = said(facts.getOrDefault(station, List.of()), born);
            tellings.add(new Telling(station, timed(born, said), said));
        });
        return new ToldDay(List.copyOf(tellings), List.copyOf(kept.commands()));
    }

    /** In order, an inventory comes when all that it reflects was told, but for what could not be told before it. */
    private static List<Born> timed(List<Birth> births, List<Said> facts) {
        List<Born> timed = new ArrayList<>();
        double latest = 0;
        for (int i = 0; i < births.size(); i++) {
            Birth birth = births.get(i);
            latest = Math.max(latest, day(birth.clock().arrivedAt()));
            for (Said said : facts) {
                if (said.session() < i && !isAfter(said.fact(), birth)) {
                    latest = Math.max(latest, said.when());
                }
            }
            timed.add(new Born(birth, latest));
        }
        return timed;
    }

    private static List<Said> said(List<RecordedFact> recorded, List<Birth> births) {
        List<RecordedFact> inOrder = new ArrayList<>(recorded);
        inOrder.sort(Comparator.comparing(r -> r.fact().id()));
        List<Said> said = new ArrayList<>();
        double latest = 0;
        for (RecordedFact one : inOrder) {
            latest = Math.max(latest, day(one.at()));
            said.add(new Said(one.fact(), session(one.fact(), births), latest, one.arrivedAt()));
        }
        return said;
    }

    /**
     * A fact that an inventory does not reflect was written after it: in that session when it is of the same start of the
     * station, and else while the station was off line, so that it can only be told in the next.
     */
    private static int session(Fact fact, List<Birth> births) {
        int last = 0;
        for (int i = 0; i < births.size(); i++) {
            if (isAfter(fact, births.get(i))) {
                last = i;
            }
        }
        Birth birth = births.get(last);
        boolean sameStart = isAfter(fact, birth)
                && birth.journal() == fact.id().journal()
                && birth.boot() == fact.stamp().boot();
        boolean beforeAll = !isAfter(fact, births.getFirst());
        return sameStart || beforeAll ? last : Math.min(last + 1, births.size() - 1);
    }

    /** Was it written after what the birth's inventory reflects? */
    static boolean isAfter(Fact fact, Birth birth) {
        return fact.id().journal() > birth.journal()
                || (fact.id().journal() == birth.journal() && fact.id().sequence() > birth.asOf());
    }

    private static double day(Instant at) {
        return Duration.between(Instant.ofEpochMilli(Agenda.START_MS), at).toMillis() / 1000.0 / DAY_SECONDS;
    }

    int facts() {
        return tellings.stream().mapToInt(telling -> telling.facts().size()).sum();
    }

    /** A message on its way: a birth or a fact. */
    record Message(StationId station, Optional<Birth> birth, Optional<Said> said, double when) {
        static Message of(StationId station, Birth birth, double when) {
            return new Message(station, Optional.of(birth), Optional.empty(), when);
        }

        static Message of(StationId station, Said said, double when) {
            return new Message(station, Optional.empty(), Optional.of(said), when);
        }
    }
}
