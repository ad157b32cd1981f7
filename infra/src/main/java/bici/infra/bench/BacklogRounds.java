package bici.infra.bench;

import bici.infra.bench.load.Handover;
import bici.infra.bench.load.Past;
import bici.infra.bench.load.StationCrowd;
import bici.infra.bench.measure.Measurement;
import bici.infra.bench.measure.Pairs;
import bici.infra.bench.measure.Target;
import bici.infra.command.CommandFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** The pairs of {@code backlog}: each takes the next hours of the past, first to the floor, then to the product. */
final class BacklogRounds {
    static final Duration PORTION = Duration.ofHours(2);

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int BUFFER = 1 << 16;

    private final Setting setting;
    private final BenchCity city;
    private final Past past;
    private final StationCrowd others;
    private final DataSource beside;
    private Past.Portion portion;

    BacklogRounds(Setting setting, BenchCity city, Past past, StationCrowd others, DataSource beside) {
        this.setting = setting;
        this.city = city;
        this.past = past;
        this.others = others;
        this.beside = beside;
        this.portion = past.next(0, Duration.ZERO);
    }

    List<Measurement> run(int mqttPort, long listVersion) {
        List<Pairs.Figures> figures = setting.pairs()
                .run(List.of("backlog", "PUBACK p99 of the others"), this::floor, () -> product(mqttPort, listVersion));
        return List.of(
                figures.get(0).named("backlog", "facts/s").with(Target.ratioAtLeast(0.35)),
                figures.get(1).named("backlog, PUBACK p99 of the others", "ms").with(Target.ratioAtMost(2)));
    }

    /** Facts a second of the copy; then, nothing but the others going on, how long their acknowledgements take. */
    private List<Double> floor() {
        portion = past.next(setting.size(600_000, 4_000), PORTION);
        Path file = city.place().folder().resolve("backlog.rows");
        portion.writeRows(file, setting.clock().instant());
        double perSecond = portion.facts() / copy(file);
        others.letBe(Duration.ofMillis(setting.size(2_000, 100)));
        others.measureAcknowledgements();
        others.letBe(Duration.ofMillis(setting.size(10_000, 500)));
        return List.of(perSecond, others.takeAcknowledgements().millis(99));
    }

    private double copy(Path file) {
        try (Connection connection = beside.getConnection();
                Statement statement = connection.createStatement();
                InputStream rows = Files.newInputStream(file)) {
            statement.execute(BenchSql.WAIT_FOR_THE_DISK);
            long began = System.nanoTime();
            long copied = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(BenchSql.COPY_FACTS, rows, BUFFER);
            double seconds = (System.nanoTime() - began) / 1e9;
            BenchCity.require("facts of the file", portion.facts(), copied);
            return seconds;
        } catch (SQLException | IOException e) {
            throw new CommandFailed("the floor of the backlog failed: " + e.getMessage(), e);
        }
    }

    /** Facts a second from the first message to the last acknowledgement, and how long those of the others take meanwhile. */
    private List<Double> product(int mqttPort, long listVersion) {
        try (StationCrowd back = city.connect(past.stations(), past.booted(), mqttPort, listVersion)) {
            Handover handover = new Handover(back, portion);
            others.measureAcknowledgements();
            long began = System.nanoTime();
            handover.hand(LIMIT);
            double seconds = (System.nanoTime() - began) / 1e9;
            return List.of(
                    portion.facts() / seconds, others.takeAcknowledgements().millis(99));
        }
    }
}
