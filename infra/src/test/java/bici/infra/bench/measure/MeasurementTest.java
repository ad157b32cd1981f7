package bici.infra.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import bici.infra.machine.Progress;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementTest {
    private static final Spread FLOOR = new Spread(List.of(100.0, 50.0, 200.0));
    private static final Spread PRODUCT = new Spread(List.of(80.0, 20.0, 120.0));

    @TempDir
    Path folder;

    @Test
    void theRatioIsTakenPairByPairAndItsMedianCounts() {
        Measurement measured = Measurement.of("ingest", "facts/s", FLOOR, PRODUCT);

        Spread ratio = measured.ratio().orElseThrow();
        assertThat(ratio.values()).containsExactly(0.8, 0.4, 0.6);
        assertThat(ratio.median()).isEqualTo(0.6);
        assertThat(measured.with(Target.ratioAtLeast(0.6)).holds()).isTrue();
        assertThat(measured.with(Target.ratioAtLeast(0.61)).holds()).isFalse();
        assertThat(measured.with(Target.ratioAtMost(0.59)).holds()).isFalse();
        assertThat(measured.with(Target.atMost(80)).holds()).isTrue();
        assertThat(measured.with(Target.atLeast(81)).holds()).isFalse();
    }

    @Test
    void whatMustNeverBeUnderALimitIsJudgedByItsWorstRound() {
        Measurement measured = Measurement.of("ingest", "facts/s", FLOOR, PRODUCT);

        assertThat(measured.with(Target.neverUnder(20)).holds()).isTrue();
        assertThat(measured.with(Target.neverUnder(21)).holds()).isFalse();
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
        assertThat(new Spread(List.of(4.0, 1.0, 3.0, 2.0)).median()).isEqualTo(2.5);
        assertThatThrownBy(() -> new Spread(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void floorAndProductRunInTurnAndWarmUpsDoNotCount() {
        List<String> order = new ArrayList<>();
        Queue<Double> floors = new ArrayDeque<>(List.of(1.0, 2.0, 3.0));
        Queue<Double> products = new ArrayDeque<>(List.of(10.0, 20.0, 30.0));

        Pairs.Figures figures = new Pairs(1, 2, Progress.SILENT)
                .run(
                        "some",
                        () -> {
                            order.add("A");
                            return floors.remove();
                        },
                        () -> {
                            order.add("B");
                            return products.remove();
                        });

        assertThat(order).containsExactly("A", "B", "A", "B", "A", "B");
        assertThat(figures.floor().values()).containsExactly(2.0, 3.0);
        assertThat(figures.product().values()).containsExactly(20.0, 30.0);
    }

    @Test
    void figuresThatAreMeasuredAtOnceKeepTheirPlaces() {
        List<Pairs.Figures> figures = new Pairs(1, 2, Progress.SILENT)
                .run(List.of("p50", "p99"), () -> List.of(1.0, 10.0), () -> List.of(2.0, 50.0));

        assertThat(figures.get(0).named("p50", "ms").ratio().orElseThrow().values())
                .containsExactly(2.0, 2.0);
        assertThat(figures.get(1).named("p99", "ms").ratio().orElseThrow().values())
                .containsExactly(5.0, 5.0);
    }

    @Test
    void thePictureHasABarForEachTargetThatWasJudged() {
        List<Measurement> measured = List.of(
                Measurement.of("in & out", "facts/s", FLOOR, PRODUCT).with(Target.ratioAtLeast(0.3)),
                Measurement.of("memory", "MB", PRODUCT).with(Target.atMost(40)),
                Measurement.of("errors", "", new Spread(List.of(0.0))).with(Target.atMost(0)));

        String judged = Chart.draw(run(measured, false));

        // 0.6 of at least 0.3 is twice the limit; 80 of at most 40 is half of it; no errors are as good as can be.
        assertThat(judged)
                .contains(">in &amp; out<", "width=\"300\"", "0.60 (ratio &gt;= 0.30), held")
                .contains(">memory<", "width=\"75\"", "80.0 (product &lt;= 40.0), not held")
                .contains(">errors<", "width=\"450\"");
        assertThat(Chart.draw(run(measured, true))).doesNotContain("held");
    }

    private static JsonNode run(List<Measurement> measured, boolean quick) {
        return ReportFile.toJson(new ReportFile.Run(Instant.EPOCH, quick, 3, MachineFacts.read(), measured, Map.of()));
    }

    @Test
    void theTableHasALineForEachTargetAndSaysWhatIsNotHeld() {
        Measurement measured = Measurement.of("ingest", "facts/s", FLOOR, PRODUCT)
                .with(Target.ratioAtLeast(0.6), Target.neverUnder(10_000));

        List<String> judged = Table.lines(List.of(measured), true);
        assertThat(judged).hasSize(3);
        assertThat(judged.get(1)).contains("ratio >= 0.60").endsWith("  held");
        assertThat(judged.get(2)).contains("lowest >= 10000").endsWith("NOT HELD");
        assertThat(Table.lines(List.of(measured), false)).noneMatch(line -> line.contains("HELD"));
    }

    @Test
    void theFileHoldsEveryRoundAndTheMachine() {
        Measurement measured =
                Measurement.of("ingest", "facts/s", FLOOR, PRODUCT).with(Target.ratioAtLeast(0.7));
        Path file = folder.resolve("bench.json");

        ReportFile.write(
                ReportFile.toJson(new ReportFile.Run(
                        Instant.EPOCH, false, 3, MachineFacts.read(), List.of(measured), Map.of("feeds", "lost one"))),
                file);

        JsonNode root = ReportFile.read(file);
        assertThat(root.at("/machine/cores").asInt()).isPositive();
        assertThat(root.at("/measurements/0/floor/rounds")).hasSize(3);
        assertThat(root.at("/measurements/0/ratio/median").asDouble()).isCloseTo(0.6, within(1e-9));
        assertThat(root.at("/measurements/0/targets/0/held").asBoolean(true)).isFalse();
        assertThat(root.at("/failures/feeds").asText()).isEqualTo("lost one");
    }
}
