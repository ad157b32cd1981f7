package bici.infra.simulation;

import bici.fleet.vocabulary.StationId;
import bici.infra.simulation.VirtualStation.Surroundings;
import bici.infra.simulation.Witness.Example;
import bici.infra.simulation.memory.MemoryView;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One seed: a city of twenty stations lives through a day of faults, comes to rest, and is held against the truth. */
final class Day {
    private static final long HOUR_MS = 3_600_000;
    private static final long FAULTS_MS = 22 * HOUR_MS + HOUR_MS / 2;
    private static final long DAY_MS = 24 * HOUR_MS;
    private static final long LOOK_MS = 600_000;
    /** A day in which so much is wrong tells no more. */
    private static final int ENOUGH = 100;

    private static final int EACH = City.BIKES / City.STATIONS;

    private final World world;
    private final Core core;
    private final Witness witness;
    private final Database database;
    private final VirtualNode node;
    private final List<VirtualStation> stations = new ArrayList<>();
    private final People people;
    private final Shown shown;
    private final Twin records;
    /** What a planted bug leads to. */
    private final Set<Wrong> awaited;

    private Day(long seed, Optional<Planted> planted, boolean traced) {
        this.world = World.of(seed, traced);
        this.records = new Twin();
        this.witness = new Witness(world, records);
        this.database = new Database(records.transactions(), world);
        NoticeBoard board = new NoticeBoard();
        this.core = Planting.core(world, database, board, witness, planted);
        this.node = new VirtualNode(world, core, database, witness, planted);
        board.listen(node::hear);
        Surroundings around = new Surroundings(node, new Kerb(world.agenda()), witness);
        City.STATION_IDS.forEach(id -> stations.add(new VirtualStation(new StationId(id), world, around)));
        this.people = new People(world, stations, new PhoneLine(world, node), node, records);
        this.awaited = planted.map(Planted::shownBy).orElse(Set.of());
        this.shown = new Shown(records, witness, node, stations);
    }

    /**
     * How a seed came out.
     *
     * @param compared with the truth
     */
    record Outcome(
            long seed,
            long hash,
            long steps,
            Map<Fault, Integer> faults,
            Map<Wrong, Integer> wrongs,
            List<Example> examples,
            List<String> lines,
            int trips,
            TripCheck.Compared compared) {
        int violations() {
            return wrongs.values().stream().mapToInt(Integer::intValue).sum();
        }

        /** The first thing that a planted bug leads to; empty when none was seen. */
        Optional<Example> findExample(Planted bug) {
            return examples.stream()
                    .filter(example -> bug.shownBy().contains(example.what()))
                    .findFirst();
        }
    }

    static Outcome live(long seed, Optional<Planted> planted, boolean traced) {
        return new Day(seed, planted, traced).live();
    }

    /** What the core keeps of a day in which nothing is planted. */
    static MemoryView remember(long seed) {
        Day day = new Day(seed, Optional.empty(), false);
        day.live();
        return day.records.view();
    }

    private Outcome live() {
        TripCheck.Compared compared = TripCheck.Compared.NOTHING;
        try {
            begin();
            world.agenda().runUntil(Agenda.START_MS + DAY_MS, this::isEnough);
            if (!isEnough()) {
                shown.checkAtRest();
                compared = new RestCheck(world, records, witness).run();
            }
        } catch (RuntimeException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            witness.wrong(Wrong.CRASHED, trace.toString());
        }
        return new Outcome(
                world.seed(),
                world.history().hash(),
                world.history().steps(),
                world.faults().struck(),
                witness.wrongs(),
                witness.examples(),
                world.history().lines(),
                records.trips().size(),
                compared);
    }

    private boolean isEnough() {
        return witness.count() >= ENOUGH || witness.hasSeen(awaited);
    }

    private void begin() {
        furnish();
        node.start();
        stations.forEach(VirtualStation::start);
        people.begin();
        new Mischief(world, stations, node, database, people).begin();
        look();
        world.agenda().at(Agenda.START_MS + FAULTS_MS, this::calm);
    }

    /** Bikes stand in the first docks of each station; their stations' first inventories tell. */
    private void furnish() {
        for (int i = 0; i < City.BIKES; i++) {
            stations.get(i / EACH).docks().enter(i % EACH + 1, City.BIKE_IDS.get(i), Optional.empty());
        }
    }

    private void look() {
        world.agenda().after(LOOK_MS, () -> {
            shown.check();
            new ChargeCheck(records, witness).run();
            look();
        });
    }

    /** Faults end; what is broken is repaired; each station connects anew once, as it does when the server is updated. */
    private void calm() {
        world.faults().stop();
        people.goHome();
        stations.forEach(VirtualStation::calm);
        world.agenda().after(HOUR_MS, () -> stations.forEach(VirtualStation::reconnect));
    }
}
