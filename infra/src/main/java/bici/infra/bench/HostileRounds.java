package bici.infra.bench;

import bici.fleet.report.Audit.Finding;
import bici.fleet.store.PostgresAudit;
import bici.infra.bench.load.NoisyStation;
import bici.infra.bench.load.Rides;
import bici.infra.bench.load.StationCrowd;
import bici.infra.bench.measure.Measurement;
import bici.infra.bench.measure.Pairs;
import bici.infra.bench.measure.Spread;
import bici.infra.bench.measure.Table;
import bici.infra.bench.measure.Target;
import bici.infra.command.CommandFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The pairs of {@code hostile}: the others alone, then beside a station that nobody heard before. */
final class HostileRounds {
    static final String CHUNKS = "hostile, chunks";
    static final int MOST_CHUNKS = 5;

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int OTHERS_PER_SECOND = 100;
    private static final int NOISY_PER_SECOND = 100;

    private final Setting setting;
    private final BenchCity city;
    private final Rides others;
    private final StationCrowd crowd;
    private final Iterator<String> noisy;
    private final Duration window;
    private final List<Double> moves = new ArrayList<>();
    private final List<Double> chunks = new ArrayList<>();
    private long facts;

    /** @param noisy a station for each round */
    HostileRounds(Setting setting, BenchCity city, Rides others, StationCrowd crowd, List<String> noisy) {
        this.setting = setting;
        this.city = city;
        this.others = others;
        this.crowd = crowd;
        this.noisy = noisy.iterator();
        this.window = Duration.ofMillis(setting.size(15_000, 300));
    }

    /** The bike that a station has to itself. */
    static String bike(String station) {
        return "N" + station;
    }

    /** Acknowledged of all its stations. */
    long facts() {
        return facts;
    }

    List<Measurement> run(int mqttPort, long listVersion) {
        List<Pairs.Figures> figures = setting.pairs()
                .run(List.of("PUBACK p99 of the others", "audit"), this::before, () -> beside(mqttPort, listVersion));
        return List.of(
                figures.get(0).named("hostile, PUBACK p99 of the others", "ms").with(Target.ratioAtMost(2)),
                figures.get(1).named("hostile, audit", "ms").with(Target.ratioAtMost(2)),
                Measurement.of("hostile, a fact of its bike", "ms", counting(moves))
                        .with(Target.atMost(100)),
                Measurement.of(CHUNKS, "", counting(chunks)).with(Target.atMost(MOST_CHUNKS)));
    }

    private Spread counting(List<Double> all) {
        return new Spread(all.subList(setting.pairs().warmUps(), all.size()));
    }

    private List<Double> before() {
        double p99 = othersP99(() -> crowd.letBe(window));
        return List.of(p99, auditMs());
    }

    /** It hands over what it wrote down in years, and goes on moving its bike. */
    private List<Double> beside(int mqttPort, long listVersion) {
        String station = noisy.next();
        int journal = setting.size(NoisyStation.WEEKS, 500);
        long chunksBefore = city.count(BenchSql.COUNT_CHUNKS);
        try (StationCrowd alone = city.connectAfterWriting(journal, station, mqttPort, listVersion)) {
            NoisyStation hostile = new NoisyStation(alone, bike(station));
            double p99 = othersP99(() -> {
                hostile.hand(journal, LIMIT);
                hostile.pace(NOISY_PER_SECOND);
                crowd.letBe(window);
            });
            hostile.rest(LIMIT);
            others.pace(OTHERS_PER_SECOND);
            moves.add(moveMs(hostile));
            others.rest(LIMIT);
            facts += hostile.facts();
            chunks.add((double) (city.count(BenchSql.COUNT_CHUNKS) - chunksBefore));
            return List.of(p99, auditMs());
        }
    }

    /** Of all that they say meanwhile. */
    private double othersP99(Runnable meanwhile) {
        others.pace(OTHERS_PER_SECOND);
        crowd.measureAcknowledgements();
        meanwhile.run();
        others.rest(LIMIT);
        return crowd.takeAcknowledgements().millis(99);
    }

    /** Now and then a fact of the bike, as long as the others go on. */
    private double moveMs(NoisyStation hostile) {
        List<Double> times = new ArrayList<>();
        for (int n = 0; n < setting.size(15, 2); n++) {
            crowd.letBe(Duration.ofMillis(setting.size(300, 50)));
            times.add(hostile.moveOnce(LIMIT));
        }
        Spread took = new Spread(times);
        setting.progress()
                .say("hostile: a fact of its bike: %s ms (%s..%s)"
                        .formatted(Table.figure(took.median()), Table.figure(took.min()), Table.figure(took.max())));
        return took.median();
    }

    /** At rest. */
    private double auditMs() {
        long began = System.nanoTime();
        for (Finding finding : new PostgresAudit(city.dataSource()).run()) {
            if (finding.violations() > 0) {
                throw new CommandFailed("the audit found " + finding);
            }
        }
        return (System.nanoTime() - began) / 1e6;
    }
}
